import { lookUpClient } from "../../services/cognito/pool-client.ts";
import { setCookie } from "./cookies.ts";
import { redirect, send } from "./page-answers.ts";
import type { PoolAddress } from "./pool-address.ts";
import type { PoolHostDeps } from "./pool-host-deps.ts";

/** /logout: forgets who signed in, and goes where the app says, if it may say that. */
export async function logoutRoute(deps: PoolHostDeps, at: PoolAddress, request: Request): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  const forget = setCookie(at, "session", "", 0);
  const clientId = searchParams.get("client_id") ?? "";
  const of = await deps.store.read((view) => lookUpClient(deps, view, clientId, at.pool.poolId));
  const target = searchParams.get("logout_uri");
  if (of !== undefined && target !== null && of.client.logoutUrls?.includes(target))
    return redirect(302, target, forget);
  if (of !== undefined && target === null && searchParams.has("redirect_uri"))
    return redirect(302, `${at.mount}/login${search}`, forget);
  const sentences = [
    "You are signed out. The app asked to go on at an address that is not one of its LogoutURLs, so nothing is opened.",
  ];
  return send(deps.pages.error({ status: 400, title: "Signed out", sentences }), forget);
}
