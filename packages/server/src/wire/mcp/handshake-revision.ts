/** What the revisions with a handshake have in common. */
import { resultJson } from "./answer.ts";
import { initialize } from "./initialize.ts";
import { ErrorCode } from "./json-rpc.ts";
import type { Method, Revision } from "./revision.ts";
import { setLevel } from "./set-level.ts";
import { withObjectContent } from "./tool-result.ts";
import { toolsCall } from "./tools-call.ts";
import { toolsList } from "./tools-list.ts";

const ping: Method = () => ({ kind: "result", result: {} });

export const handshakeRevision = {
  batchLimit: 0,
  takesResponses: true,
  methods: new Map<string, Method>([
    ["initialize", initialize],
    ["ping", ping],
    ["tools/list", toolsList],
    ["tools/call", toolsCall],
    ["logging/setLevel", setLevel],
  ]),
  check: () => undefined,
  resultJson: (answer) =>
    answer.kind === "passed-on" ? withObjectContent(answer.result) : resultJson(answer),
  statuses: { unknownMethod: 200, ambiguous: 200 },
  unreadId: "null",
  deniedCode: ErrorCode.toolDenied,
  upstreamCode: (code) => ({ code }),
  anyStructuredContent: false,
  // Until a client says otherwise the server chooses, and here it cannot say otherwise.
  logLevel: () => "debug",
} as const satisfies Omit<Revision, "version">;
