/** The pages of a pool: /oauth2/authorize and /login. */

import { sealSession } from "../../services/cognito/auth-session.ts";
import {
  type AuthorizationRequest,
  answerAddress,
  grantedAddress,
  readAuthorization,
} from "../../services/cognito/authorize.ts";
import {
  browserSessionAge,
  readBrowserSession,
  sealBrowserSession,
} from "../../services/cognito/browser-session.ts";
import { checkPassword } from "../../services/cognito/check-password.ts";
import { chooseNewPassword } from "../../services/cognito/choose-new-password.ts";
import type { PoolUser } from "../../services/cognito/cognito-model.ts";
import { authTimeNow } from "../../services/cognito/sign-in.ts";
import { ServiceFault } from "../../services/service.ts";
import type { PoolForm } from "../../user-pool-pages-port.ts";
import { readCookie, setCookie } from "./cookies.ts";
import { answeringPerson, formEnded, redirect, send } from "./page-answers.ts";
import type { PoolAddress } from "./pool-address.ts";
import type { PoolHostDeps } from "./pool-host-deps.ts";
import { readForm } from "./read-form.ts";

const csrfAge = 900;

/** /oauth2/authorize: a code at once for whoever signed in before, else the way to the page that asks. */
export async function authorizeRoute(
  deps: PoolHostDeps,
  at: PoolAddress,
  request: Request,
): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  return answeringPerson(deps, async () => {
    const asked = await readAuthorization(deps, at.pool.poolId, searchParams);
    const known =
      asked.prompt === "login"
        ? undefined
        : await readBrowserSession(deps, asked.of.pool.body, readCookie(request, "session"));
    if (known !== undefined) return redirect(302, grantedAddress(deps, asked, known.user, known.authTime));
    if (asked.prompt === "none")
      return redirect(302, answerAddress(asked.redirectUri, { error: "login_required", state: asked.state }));
    return redirect(302, `${at.mount}/login${search}`);
  });
}

/** /login: asks for name and password, and for a new password where the old one was temporary. */
export async function loginRoute(deps: PoolHostDeps, at: PoolAddress, request: Request): Promise<Response> {
  return answeringPerson(deps, async () => {
    const asked = await readAuthorization(deps, at.pool.poolId, new URL(request.url).searchParams);
    const csrf = readCookie(request, "csrf");
    if (request.method !== "POST") {
      const fresh = deps.crypto.uuid();
      const page = deps.pages.signIn({
        ...formOf(asked, fresh),
        username: asked.loginHint?.slice(0, 128) ?? "",
      });
      return send(page, setCookie(at, "csrf", fresh, csrfAge));
    }
    const form = await readForm(request);
    if (csrf === undefined || csrf === "" || !deps.crypto.isSame(form.get("csrf") ?? "", csrf))
      return send(deps.pages.error(formEnded));
    switch (form.get("action")) {
      case "cancel":
        return redirect(303, cancelled(asked));
      case "sign-in":
        return takePassword(deps, at, asked, { form, csrf });
      case "new-password":
        return takeNewPassword(deps, at, asked, { form, csrf });
      default:
        return send(deps.pages.error(formEnded));
    }
  });
}

interface Posted {
  readonly form: URLSearchParams;
  readonly csrf: string;
}

async function takePassword(
  deps: PoolHostDeps,
  at: PoolAddress,
  asked: AuthorizationRequest,
  { form, csrf }: Posted,
): Promise<Response> {
  const username = (form.get("username") ?? "").slice(0, 128);
  const password = (form.get("password") ?? "").slice(0, 256);
  const again = (status: number, text: string) =>
    send(deps.pages.signIn({ ...formOf(asked, csrf), username, problem: { text, status } }));
  const wait = deps.wrongPasswords.wait();
  if (wait !== undefined) {
    const page = again(429, `There were too many wrong passwords. Try again in ${wait} seconds.`);
    page.headers.set("retry-after", String(wait));
    return page;
  }
  let user: PoolUser;
  try {
    user = (await checkPassword(deps, asked.of.pool.body, asked.of.client, { username, password })).body;
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    if (error.code === "TooManyRequestsException") return again(429, error.message);
    deps.wrongPasswords.count();
    // A page tells nobody who has an account.
    return again(422, "The user name or the password is wrong.");
  }
  if (user.status === "FORCE_CHANGE_PASSWORD")
    return send(
      deps.pages.newPassword({ ...formOf(asked, csrf), session: sealSession(deps, asked.of.client, user) }),
    );
  return signedIn(deps, at, asked, user);
}

async function takeNewPassword(
  deps: PoolHostDeps,
  at: PoolAddress,
  asked: AuthorizationRequest,
  { form, csrf }: Posted,
): Promise<Response> {
  const session = form.get("session") ?? "";
  const password = form.get("password") ?? "";
  try {
    const call = deps.callOf("NewPassword");
    return signedIn(deps, at, asked, await chooseNewPassword(deps, call, asked.of, { session, password }));
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    if (error.code === "NotAuthorizedException") return send(deps.pages.error(formEnded));
    const problem = { text: error.message, status: 422 };
    return send(deps.pages.newPassword({ ...formOf(asked, csrf), session, problem }));
  }
}

function signedIn(
  deps: PoolHostDeps,
  at: PoolAddress,
  asked: AuthorizationRequest,
  user: PoolUser,
): Response {
  const authTime = authTimeNow(deps, user);
  const cookie = setCookie(
    at,
    "session",
    sealBrowserSession(deps, asked.of.pool.body, user, authTime),
    browserSessionAge,
  );
  return redirect(303, grantedAddress(deps, asked, user, authTime), cookie);
}

function formOf({ of, redirectUri }: AuthorizationRequest, csrf: string): PoolForm {
  return { appName: of.client.name, poolName: of.pool.body.name, redirectUri, csrf };
}

const cancelled = ({ redirectUri, state }: AuthorizationRequest) =>
  answerAddress(redirectUri, {
    error: "access_denied",
    error_description: "the person cancelled the sign-in",
    state,
  });
