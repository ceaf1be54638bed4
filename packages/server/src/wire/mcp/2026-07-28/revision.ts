import { ErrorCode } from "../json-rpc.ts";
import type { Method, Revision } from "../revision.ts";
import { toolsCall } from "../tools-call.ts";
import { toolsList } from "../tools-list.ts";
import { cacheable } from "./cacheable.ts";
import { completeResult } from "./complete-result.ts";
import { discover } from "./discover.ts";
import { withMirroredArguments } from "./mirrored-arguments.ts";
import { checkRequestHeaders } from "./request-headers.ts";
import { checkRequestMeta, requestedLogLevel } from "./request-meta.ts";

/** Without handshake, ping and batches: each request says in header and `_meta` what it is. Source: MCP 2026-07-28, "Key Changes". */
export const revision20260728: Revision = {
  version: "2026-07-28",
  batchLimit: 0,
  takesResponses: false,
  methods: new Map<string, Method>([
    ["server/discover", cacheable(discover)],
    ["tools/list", cacheable(toolsList)],
    ["tools/call", withMirroredArguments(toolsCall)],
  ]),
  check: (exchange) => checkRequestMeta(exchange.message.params) ?? checkRequestHeaders(exchange),
  resultJson: completeResult,
  statuses: { unknownMethod: 404, ambiguous: 400 },
  unreadId: "absent",
  // The revision forbids -32002, and wants codes of an application's own outside of JSON-RPC's range.
  deniedCode: 403,
  upstreamCode,
  anyStructuredContent: true,
  logLevel: requestedLogLevel,
};

/** What a server says in MCP's own codes is about its connection with the gateway, but for what a client has to have. */
function upstreamCode(code: number): ReturnType<Revision["upstreamCode"]> {
  if (code === ErrorCode.missingCapability) return { code, status: 400 };
  return { code: code >= -32_099 && code <= -32_000 ? ErrorCode.internalError : code };
}
