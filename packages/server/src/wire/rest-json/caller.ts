import type { Caller, Place } from "../../model.ts";
import type { WireError } from "./encode.ts";

const signature = /^AWS4-/i;
const algorithm = /^AWS4-HMAC-SHA256 /i;
const credential = /^Credential=([\w+=.@-]{1,128})\/\d{8}\/([^/\s]{1,64})\/[^/\s]{1,64}\/aws4_request$/i;
const regionShape = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** Who calls, or why they are refused. */
export type CallerResult =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly error: WireError };

function refusal(name: string, message: string): CallerResult {
  return { ok: false, error: { name, status: 403, message } };
}

/**
 * Reads the caller from the Authorization header without verifying it: while there are no keys the control plane listens on
 * loopback only.
 * A SigV4 signature names the access key and the Region; anything else is `anonymous` in the default Region.
 */
export function readCaller(
  authorization: string | null,
  home: Place,
  from: Pick<Caller, "address" | "requestId"> = {},
): CallerResult {
  if (authorization === null || authorization.trim() === "") {
    return refusal(
      "MissingAuthenticationTokenException",
      "Missing Authentication Token: send an Authorization header, as the AWS SDKs do; on loopback any value will do.",
    );
  }
  if (!signature.test(authorization)) return { ok: true, caller: { id: "anonymous", place: home, ...from } };
  const [, id, region] = credentialOf(authorization) ?? [];
  if (id === undefined || region === undefined) {
    return refusal(
      "IncompleteSignatureException",
      "Authorization header requires 'Credential' parameter of the form ACCESS_KEY_ID/DATE/REGION/SERVICE/aws4_request under AWS4-HMAC-SHA256.",
    );
  }
  const fault = regionFault(region, home.region);
  if (fault !== undefined) return refusal("InvalidSignatureException", fault);
  return { ok: true, caller: { id, place: { accountId: home.accountId, region }, ...from } };
}

/** What is wrong with a Region in a signature's scope. */
export function regionFault(region: string, example: string): string | undefined {
  if (regionShape.test(region)) return undefined;
  return `Credential should be scoped to a valid region, and '${region}' is none; set one such as ${example}.`;
}

/** One part after the other: an expression over all of them could try too many ways to divide a hostile header. */
function credentialOf(authorization: string): RegExpExecArray | undefined {
  if (!algorithm.test(authorization)) return undefined;
  const parts = authorization.replace(algorithm, "").split(",");
  for (const part of parts) {
    const found = credential.exec(part.trim());
    if (found !== null) return found;
  }
  return undefined;
}
