/** Results as this revision has them. Source: MCP 2026-07-28, Basic, "ResultType" and "Per-response protocol fields". */
import { membersOf } from "@toolgate/policy";
import type { LiveGateway } from "../../../gateway/live-gateway.ts";
import { type Answer, type ErrorAnswer, resultJson } from "../answer.ts";
import { serverInfo } from "../server-description.ts";

const resultType = "complete";

/** The gateway names itself in its own results; an MCP server's keep the `_meta` they came with. */
export function completeResult(answer: Exclude<Answer, ErrorAnswer>, live: LiveGateway): string {
  if (answer.kind === "passed-on") return withResultType(answer.result);
  const meta = answer.result._meta;
  const _meta = {
    ...(typeof meta === "object" ? meta : {}),
    "io.modelcontextprotocol/serverInfo": serverInfo(live),
  };
  return resultJson({ ...answer, result: { resultType, ...answer.result, _meta } });
}

/** A server of an older revision does not say that its result is complete; none but complete ones are passed on. */
function withResultType(result: string): string {
  if (result.includes('"resultType"') && membersOf(result)?.has("resultType") === true) return result;
  const members = result.trim().slice(1);
  return `{"resultType":"${resultType}"${/^\s*\}/.test(members) ? "" : ","}${members}`;
}
