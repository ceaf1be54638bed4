/** From a request to its answer: what the revision asks, then the method. */
import { isJsonObject } from "@toolgate/policy";
import { type Answer, errorAnswer } from "./answer.ts";
import { ErrorCode } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";
import type { Exchange } from "./revision.ts";
import { unknownMethod } from "./unknown-method.ts";

export function dispatch(deps: McpDeps, exchange: Exchange): Answer | Promise<Answer> {
  const { message, revision, fault } = exchange;
  // A call is decided even then, so that the attempt is recorded and a tool's denial reads as it always does.
  if (fault !== undefined && message.method !== "tools/call") {
    return { ...errorAnswer(ErrorCode.invalidRequest, fault), status: revision.statuses.ambiguous };
  }
  const refusal = revision.check(exchange);
  if (refusal !== undefined) return refusal;
  const method = revision.methods.get(message.method);
  if (method === undefined) return unknownMethod(exchange);
  const meta = message.params?.get("_meta");
  if (meta !== undefined && !isJsonObject(meta)) {
    return errorAnswer(ErrorCode.invalidParams, '"params._meta" must be an object.');
  }
  return method(deps, exchange);
}
