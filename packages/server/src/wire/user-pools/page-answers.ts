import { AuthorizationRefused } from "../../services/cognito/authorize.ts";
import type { PoolPage } from "../../user-pool-pages-port.ts";
import type { PoolHostDeps } from "./pool-host-deps.ts";

/** What `answer` answers; where the request itself is refused, the app hears it, or the person if the app cannot. */
export async function answeringPerson(
  deps: PoolHostDeps,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof AuthorizationRefused)) throw error;
    if (error.redirect !== undefined) return redirect(302, error.redirect);
    const sentences = [error.message, "Go back to the app and sign in again."];
    return send(deps.pages.error({ status: 400, title: "This sign-in cannot go on", sentences }));
  }
}

/** For a form that does not belong to a sign-in which is under way. */
export const formEnded = {
  status: 400,
  title: "This sign-in has ended",
  sentences: [
    "It took longer than 15 minutes, was started in another browser, or came from another page.",
    "Nothing was done. Go back to the app and sign in again.",
  ],
};

/** A page, perhaps with a cookie. */
export function send({ status, headers, body }: PoolPage, cookie?: string): Response {
  const answer = new Response(body, { status, headers });
  if (cookie !== undefined) answer.headers.append("set-cookie", cookie);
  return answer;
}

/** The way on, perhaps with a cookie. */
export function redirect(status: 302 | 303, location: string, cookie?: string): Response {
  const headers = new Headers({ location, "cache-control": "no-store", "referrer-policy": "same-origin" });
  if (cookie !== undefined) headers.append("set-cookie", cookie);
  return new Response(null, { status, headers });
}
