import type { Provider } from "oidc-provider";
import { checkPassword } from "./check-password.ts";
import { grantable, grantTo, type Interaction } from "./consent.ts";
import type { DynamicClients } from "./dynamic-clients.ts";
import type { IdentityUser } from "./identity-file.ts";
import { errorPage, type Page } from "./page.ts";
import type { RateLimit } from "./rate-limit.ts";
import { readText } from "./read-text.ts";
import { consentPage, type SignInRequest, signInPage } from "./sign-in-pages.ts";

export interface SignInFlowOptions {
  readonly provider: Provider;
  readonly users: readonly IdentityUser[];
  readonly clients: DynamicClients;
  /** The name of the gateway that a resource indicator means. */
  readonly gatewayName: (resource: string) => string | undefined;
  /** Counts wrong passwords. */
  readonly attempts: RateLimit;
  readonly SessionNotFound: typeof import("oidc-provider/lib/helpers/errors.js").SessionNotFound;
}

export type Middleware = Parameters<Provider["use"]>[0];
type Context = Parameters<Middleware>[0];

const maxFormBytes = 8_192;

/**
 * The pages between /auth and the app: user name and password, then consent, at /interaction/<uid>. The library's cookie
 * ties them to the browser that came from /auth; the guard before us refuses forms of other origins.
 */
export function signInFlow(options: SignInFlowOptions): Middleware {
  const { provider } = options;
  return async function answerSignIn(ctx, next) {
    if (!ctx.path.startsWith("/interaction/")) return next();
    if (ctx.method !== "GET" && ctx.method !== "POST") {
      ctx.set("allow", "GET, POST");
      return send(ctx, errorPage({ status: 405, title: "Not a page to send that to", sentences: [] }));
    }
    try {
      const interaction = await provider.interactionDetails(ctx.req, ctx.res);
      if (ctx.path !== `/interaction/${interaction.uid}`)
        throw new options.SessionNotFound("another sign-in");
      const answer = await (ctx.method === "GET"
        ? askFor(options, interaction)
        : takeForm(options, interaction, ctx));
      if (!("decided" in answer)) return send(ctx, answer);
      ctx.status = 303;
      ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, answer.decided));
    } catch (error) {
      if (!(error instanceof options.SessionNotFound)) throw error;
      send(ctx, signInEnded);
    }
  };
}

/** What the person decided, for the library to go on with. */
interface Decision {
  readonly decided: Parameters<Provider["interactionResult"]>[2];
}

async function askFor(options: SignInFlowOptions, interaction: Interaction): Promise<Page> {
  const request = requestOf(options, interaction);
  if (interaction.prompt.name === "login") return signInPage(request);
  const user = signedInUser(options, interaction);
  return consentPage(request, { username: user.username, scopes: grantable(interaction, user) });
}

async function takeForm(
  options: SignInFlowOptions,
  interaction: Interaction,
  ctx: Context,
): Promise<Page | Decision> {
  const text = ctx.is("application/x-www-form-urlencoded")
    ? await readText(ctx.req, maxFormBytes)
    : undefined;
  const form = new URLSearchParams(text);
  switch (form.get("action")) {
    case "cancel":
      return {
        decided: { error: "access_denied", error_description: "the person cancelled the sign-in" },
      };
    case "sign-in":
      return interaction.prompt.name === "login" ? signIn(options, interaction, ctx, form) : notThatForm;
    case "allow":
      return interaction.prompt.name === "consent" ? allow(options, interaction) : notThatForm;
    default:
      return notThatForm;
  }
}

async function signIn(
  options: SignInFlowOptions,
  interaction: Interaction,
  ctx: Context,
  form: URLSearchParams,
): Promise<Page | Decision> {
  const username = form.get("username") ?? "";
  const again = (status: number, problem: string) =>
    signInPage(requestOf(options, interaction), { username: username.slice(0, 255), problem, status });
  const wait = options.attempts.wait();
  if (wait !== undefined) {
    ctx.set("retry-after", String(wait));
    return again(429, `There were too many wrong passwords. Try again in ${wait} seconds.`);
  }
  const user = checkPassword(options.users, username, form.get("password") ?? "");
  if (user === undefined) {
    options.attempts.count();
    return again(422, "The user name or the password is wrong.");
  }
  await leaveOtherSession(options.provider, interaction, ctx, user);
  return { decided: { login: { accountId: user.username, remember: false } } };
}

/** Somebody else signed in by this browser before: the library would ask whether to sign out, by a script. */
async function leaveOtherSession(
  provider: Provider,
  interaction: Interaction,
  ctx: Context,
  user: IdentityUser,
): Promise<void> {
  const session = await provider.Session.get(ctx);
  if (session.accountId === undefined || session.accountId === user.username) return;
  await session.destroy();
  if (interaction.session === undefined) return;
  delete interaction.session;
  await interaction.persist();
}

async function allow(options: SignInFlowOptions, interaction: Interaction): Promise<Decision> {
  const grantId = await grantTo(options.provider, interaction, signedInUser(options, interaction));
  await options.clients.markUsed(String(interaction.params.client_id));
  return { decided: { consent: { grantId } } };
}

function signedInUser(options: SignInFlowOptions, interaction: Interaction): IdentityUser {
  const user = options.users.find(({ username }) => username === interaction.session?.accountId);
  if (user === undefined) throw new options.SessionNotFound("nobody has signed in");
  return user;
}

function requestOf(options: SignInFlowOptions, { params }: Interaction): SignInRequest {
  return {
    appName: options.clients.find(String(params.client_id))?.client_name,
    redirectUri: String(params.redirect_uri),
    gatewayName: typeof params.resource === "string" ? options.gatewayName(params.resource) : undefined,
  };
}

const notThatForm = errorPage({
  status: 400,
  title: "That form is not the one this page has",
  sentences: ["Nothing was done. Go back to the app and connect again."],
});

const signInEnded = errorPage({
  status: 400,
  title: "This sign-in has ended",
  sentences: [
    "It was finished already, took longer than 15 minutes, or was started in another browser.",
    "Go back to the app and connect again.",
  ],
});

function send(ctx: Context, { status, headers, body }: Page): void {
  ctx.status = status;
  ctx.set({ ...headers });
  ctx.body = body;
}
