import { membersOf } from "@toolgate/policy";
import type { ToolResult } from "../../ports.ts";
import { unsupportedRevision } from "./revision.ts";
import type { RpcAnswer } from "./rpc-message.ts";
import { quoted, SessionLost, UpstreamFailure } from "./upstream-failure.ts";

/**
 * What a server answered to tools/call, kept as it came; `server` names it in failures.
 * @throws UpstreamFailure when the answer is none to a tools/call.
 */
export function toToolResult(answer: RpcAnswer, server: string): ToolResult {
  if (answer.kind === "error") {
    if (answer.code === unsupportedRevision) {
      throw new SessionLost(
        `${server} does not speak the negotiated revision any more: ${quoted(answer.message)}`,
      );
    }
    const { code, message, data } = answer;
    return { ok: false, kind: "rpc-error", code, cause: message, ...(data === undefined ? {} : { data }) };
  }
  const members = membersOf(answer.result);
  if (members === undefined) {
    throw new UpstreamFailure(
      `${server} answered with a result that is no object, or names a member twice`,
      {},
    );
  }
  const type = members.get("resultType") ?? '"complete"';
  if (type !== '"complete"') {
    // It was told that the gateway has no client features, and asks for one all the same.
    throw new UpstreamFailure(
      `${server} answered with a result of the type ${quoted(type, 100)}; the gateway passes on complete results only`,
      { trouble: false },
    );
  }
  return { ok: true, kind: "mcp", result: answer.result, isError: members.get("isError") === "true" };
}
