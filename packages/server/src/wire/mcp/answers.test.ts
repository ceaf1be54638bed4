import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { CallAnswer } from "../../gateway/call-tool.ts";
import type { ToolDefinition } from "../../model.ts";
import { revision20251125 } from "./2025-11-25/revision.ts";
import { revision20260728 } from "./2026-07-28/revision.ts";
import { errorText, resultText } from "./answer.ts";
import { callAnswer } from "./answers.ts";
import type { Exchange, Revision } from "./revision.ts";

interface Given {
  readonly debug?: boolean;
  readonly denialShape?: "result" | "error";
  readonly revision?: Revision;
  readonly definition?: Partial<ToolDefinition>;
}

const id = { text: '"a"', plain: "a" };

/** The answer as it goes out, without what belongs to the transport. */
function text(answer: CallAnswer, given: Given = {}): string {
  const { debug = false, denialShape = "result", revision = revision20251125, definition = {} } = given;
  const live = {
    gateway: { name: "pay", exceptionLevel: debug ? "DEBUG" : undefined },
    tools: new Map([["Pay___send", { definition }]]),
  } as unknown as Exchange["live"];
  const trace = { traceId: "t", arrived: 0 };
  const exchange = { live, revision, requestId: "r", trace, headers: {} } as unknown as Exchange;
  const said = callAnswer(answer, "Pay___send", exchange, { denialShape, denialWording: "2025-12" });
  return said.kind === "error" ? errorText(id, said) : resultText(id, revision.resultJson(said, live));
}

it("a tool's answer is one text, to the letter", () => {
  const result = { ok: true, kind: "payload", payload: '{"amount":450.10,"note":"\\u00e9"}' } as const;
  expect(text({ kind: "result", result, decisionId: "d" })).toBe(
    '{"jsonrpc":"2.0","id":"a","result":{"isError":false,"content":[{"type":"text","text":"{\\"amount\\":450.10,\\"note\\":\\"\\\\u00e9\\"}"}]}}',
  );
});

const failed: CallAnswer = {
  kind: "result",
  result: { ok: false, kind: "timeout", cause: "it took more than 3 seconds" },
  decisionId: "d",
};
const ofFailure =
  '"_meta":{"toolgate/code":"TOOL_FAILED","toolgate/requestId":"r","toolgate/decisionId":"d","toolgate/traceId":"t","toolgate/spanId":"d"';

it.each([
  [
    false,
    `{"jsonrpc":"2.0","id":"a","result":{"isError":true,"content":[{"type":"text","text":"An internal error occurred. Please retry later."}],${ofFailure}}}}`,
  ],
  [
    true,
    `{"jsonrpc":"2.0","id":"a","result":{"isError":true,"content":[{"type":"text","text":"it took more than 3 seconds"}],${ofFailure},"debug":{"type":"text","text":"it took more than 3 seconds"}}}}`,
  ],
])("a tool that failed: the caller is told the cause is %s", (debug, expected) => {
  expect(text(failed, { debug })).toBe(expected);
});

it.each([
  [undefined, "Unknown tool: Pay___send"],
  ["Pay___sent", "Unknown tool: Pay___send. Did you mean Pay___sent?"],
])(verifies("gateway.suggestion", "an unknown tool with the suggestion %s: %s"), (didYouMean, message) => {
  expect(JSON.parse(text({ kind: "unknown-tool", decisionId: "d", didYouMean }))).toEqual({
    jsonrpc: "2.0",
    id: "a",
    error: { code: -32602, message },
  });
});

it.each(["EVALUATION_FAILED", "NOT_RECORDED"] as const)(
  verifies("gateway.failure", "%s has one sentence in either shape"),
  (code) => {
    const answer: CallAnswer = { kind: "evaluation-failed", code, cause: "why", decisionId: "d" };
    const meta = `{"toolgate/code":"${code}","toolgate/requestId":"r","toolgate/decisionId":"d","toolgate/traceId":"t","toolgate/spanId":"d"}`;
    expect(text(answer)).toBe(
      `{"jsonrpc":"2.0","id":"a","result":{"content":[{"type":"text","text":"InternalServerException - Policy evaluation failed for tool call"}],"isError":true,"_meta":${meta}}}`,
    );
    expect(text(answer, { denialShape: "error" })).toBe(
      `{"jsonrpc":"2.0","id":"a","error":{"code":-32002,"message":"Policy evaluation failed for tool call","data":${meta}}}`,
    );
  },
);

const mcp = (result: string): CallAnswer => ({
  kind: "result",
  result: { ok: true, kind: "mcp", result, isError: false },
  decisionId: "d",
});

it.each([
  ['{"content":[],"x":1.50}', '{"content":[],"x":1.50}', '{"resultType":"complete","content":[],"x":1.50}'],
  ["{}", "{}", '{"resultType":"complete"}'],
  [
    '{"resultType":"complete","content":[]}',
    '{"resultType":"complete","content":[]}',
    '{"resultType":"complete","content":[]}',
  ],
  [
    '{"content":[{"type":"text","text":"\\"resultType\\""}],"_meta":{"resultType":1}}',
    '{"content":[{"type":"text","text":"\\"resultType\\""}],"_meta":{"resultType":1}}',
    '{"resultType":"complete","content":[{"type":"text","text":"\\"resultType\\""}],"_meta":{"resultType":1}}',
  ],
  [
    '{"structuredContent":{"a":1.0},"content":[]}',
    '{"structuredContent":{"a":1.0},"content":[]}',
    '{"resultType":"complete","structuredContent":{"a":1.0},"content":[]}',
  ],
  [
    '{"content":[],"structuredContent":[1.0],"isError":false}',
    '{"content":[],"isError":false}',
    '{"resultType":"complete","content":[],"structuredContent":[1.0],"isError":false}',
  ],
])(
  verifies("revisions.passed-on", "an MCP server's %s is %s to clients with a handshake, and %s to others"),
  (result, shaken, complete) => {
    expect(text(mcp(result))).toBe(`{"jsonrpc":"2.0","id":"a","result":${shaken}}`);
    expect(text(mcp(result), { revision: revision20260728 })).toBe(
      `{"jsonrpc":"2.0","id":"a","result":${complete}}`,
    );
  },
);

it.each([
  [-32602, -32602],
  [-32002, -32603],
  [-32020, -32603],
  [-32021, -32021],
  [-32042, -32603],
  [7, 7],
])(
  verifies(
    "revisions.codes",
    "an MCP server's error %i is %i where the revision keeps the others for itself",
  ),
  (code, said) => {
    const answer: CallAnswer = {
      kind: "result",
      result: { ok: false, kind: "rpc-error", cause: "no", code, data: '{"a":1.0}' },
      decisionId: "d",
    };
    const error = (shown: number) =>
      `{"jsonrpc":"2.0","id":"a","error":{"code":${shown},"message":"no","data":{"a":1.0}}}`;
    expect(text(answer)).toBe(error(code));
    expect(text(answer, { revision: revision20260728 })).toBe(error(said));
  },
);

const outputSchema = { type: "object" };

it.each([
  ['{"a":1.50}', ',"structuredContent":{"a":1.50}'],
  [' {"a":"}"}\n', ',"structuredContent": {"a":"}"}\n'],
  ['"text"', ""],
  ["[1]", ""],
  ["null", ""],
  ['{}},"id":2,"result":{"content":[]', ""],
])(
  verifies("revisions.structured-content", "of a function with an output schema, %j is answered with %j"),
  (payload, structured) => {
    const answer: CallAnswer = {
      kind: "result",
      result: { ok: true, kind: "payload", payload },
      decisionId: "d",
    };
    const content = JSON.stringify([{ type: "text", text: payload }]);
    expect(text(answer, { definition: { outputSchema } })).toBe(
      `{"jsonrpc":"2.0","id":"a","result":{"isError":false,"content":${content}${structured}}}`,
    );
    expect(text(answer)).not.toContain("structuredContent");
  },
);
