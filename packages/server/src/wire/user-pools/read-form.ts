import { OAuthFault } from "../../services/cognito/oauth-fault.ts";
import { readBounded } from "../read-bounded.ts";

/** Bytes. */
const longestForm = 64 * 1024;

/**
 * A form that was posted.
 * @throws OAuthFault invalid_request for another type of body, and UnreadableBody for one that is too long
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded(?:\s*;|$)/i.test(type.trim()))
    throw new OAuthFault("invalid_request", "Send a form: content-type application/x-www-form-urlencoded.");
  return new URLSearchParams(new TextDecoder().decode(await readBounded(request, longestForm)));
}
