import type { ToolResult } from "../../ports.ts";
import type { FunctionArn } from "./function-arn.ts";
import { shortened } from "./function-call.ts";

/** Turns what AWS's SDK throws into a result that says what was tried and what helps. */
export function describeLambdaError(
  error: unknown,
  tried: { readonly arn: FunctionArn; readonly endpoint: string | undefined },
): ToolResult {
  const { arn, endpoint } = tried;
  const { name, message: whole } = error instanceof Error ? error : new Error(String(error));
  // What follows is the SDK's advice to whoever writes a program with it.
  const [message = ""] = whole.split("\n");
  const place = endpoint === undefined ? `AWS in ${arn.region}` : `AWS_ENDPOINT_URL_LAMBDA (${endpoint})`;
  switch (name) {
    case "AccessDeniedException":
      return {
        ok: false,
        kind: "access",
        // AWS's own sentence: people search for it.
        cause: `Access denied while invoking Lambda function ${arn.arn}. Check the permissions on the Lambda function and Gateway execution role, and retry the request.`,
      };
    case "UnrecognizedClientException":
    case "InvalidSignatureException":
    case "ExpiredTokenException":
      return {
        ok: false,
        kind: "access",
        cause: `${place} refused the server's AWS credentials while invoking ${arn.arn} (${name}: ${shortened(message, 300)}); renew them and retry the request.`,
      };
    case "CredentialsProviderError":
      return {
        ok: false,
        kind: "unavailable",
        cause: `no AWS credentials to invoke ${arn.arn} with. One of four things helps: register a function "${arn.name}" in Toolgate's configuration file, upload it with CreateFunction at Toolgate's own endpoint, set AWS_ENDPOINT_URL_LAMBDA to an emulator, or give the server AWS credentials (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or an instance role).`,
      };
    case "ResourceNotFoundException":
      return {
        ok: false,
        kind: "unavailable",
        cause: `there is no function ${arn.arn}. Tried in order: functions registered in Toolgate's configuration file (none has this ARN or the name "${arn.name}"), functions uploaded to it by Lambda's API (none has this ARN), ${place} (not found).`,
      };
    case "RequestTooLargeException":
      return { ok: false, kind: "too-large", cause: `${place} refused the event as too large` };
    default:
      return {
        ok: false,
        kind: "unavailable",
        cause: `${place} could not invoke ${arn.arn} (${name}: ${shortened(message, 300)}). No function is registered in Toolgate under this ARN or the name "${arn.name}".`,
      };
  }
}
