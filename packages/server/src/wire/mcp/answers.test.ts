import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { CallAnswer } from "../../gateway/call-tool.ts";
import { callAnswerText } from "./answers.ts";

const ids = { id: { text: '"a"', plain: "a" }, requestId: "r" };
const style = { denialShape: "result", denialWording: "2025-12", debug: false } as const;
const text = (answer: CallAnswer, more: object = {}) =>
  callAnswerText(answer, "Pay___send", ids, { ...style, ...more });

it("a tool's answer is one text, to the letter", () => {
  const result = { ok: true, payload: '{"amount":450.10,"note":"\\u00e9"}' } as const;
  expect(text({ kind: "result", result, decisionId: "d" })).toBe(
    '{"jsonrpc":"2.0","id":"a","result":{"isError":false,"content":[{"type":"text","text":"{\\"amount\\":450.10,\\"note\\":\\"\\\\u00e9\\"}"}]}}',
  );
});

const failed: CallAnswer = {
  kind: "result",
  result: { ok: false, kind: "timeout", cause: "it took more than 3 seconds" },
  decisionId: "d",
};
const ofFailure = '"_meta":{"toolgate/code":"TOOL_FAILED","toolgate/requestId":"r","toolgate/decisionId":"d"';

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
    const meta = `{"toolgate/code":"${code}","toolgate/requestId":"r","toolgate/decisionId":"d"}`;
    expect(text(answer)).toBe(
      `{"jsonrpc":"2.0","id":"a","result":{"content":[{"type":"text","text":"InternalServerException - Policy evaluation failed for tool call"}],"isError":true,"_meta":${meta}}}`,
    );
    expect(text(answer, { denialShape: "error" })).toBe(
      `{"jsonrpc":"2.0","id":"a","error":{"code":-32002,"message":"Policy evaluation failed for tool call","data":${meta}}}`,
    );
  },
);
