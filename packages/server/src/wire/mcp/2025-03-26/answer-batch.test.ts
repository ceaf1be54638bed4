import { expect, it } from "vitest";
import { verifies } from "../../../../../../test/verifies.ts";
import type { Admission } from "../admit.ts";
import { errorAnswer } from "../answer.ts";
import type { McpDeps } from "../mcp-deps.ts";
import { answerBatch } from "./answer-batch.ts";

const gateway = { id: "g", name: "g" };
const identity = { principal: { type: "AgentCore::OAuthUser", id: "ann" }, claims: {} };
const admitted = (tools: readonly string[], lambdaArn: string) =>
  ({
    ok: true,
    live: {
      gateway,
      tools: new Map(
        tools.map((action) => [
          action,
          { action, backend: { kind: "lambda", lambdaArn }, definition: { inputSchema: { type: "object" } } },
        ]),
      ),
    },
    identity,
  }) as unknown as Extract<Admission, { ok: true }>;

/** Functions answer their own ARN as often as `times` says. */
function answer(messages: readonly string[], admissions: readonly Admission[], times = 1) {
  const deps = {
    call: {
      clock: { now: () => 0 },
      micros: () => 0,
      newDecisionId: () => "d",
      recent: { keep: () => {} },
      decisions: { record: () => {}, outcome: () => {} },
      disclose: () => ({}),
      observe: () => {},
      functions: {
        invoke: async ({ lambdaArn }: { lambdaArn: string }) => ({
          ok: true,
          kind: "payload",
          payload: lambdaArn.repeat(times),
        }),
      },
    },
    style: { denialShape: "result", denialWording: "2025-12" },
  } as unknown as McpDeps;
  const waiting = [...admissions];
  const post = { ...admitted([], "none"), headers: {}, requestId: "r", arrived: 0, bodyLength: 100 };
  return answerBatch(deps, post, `[${messages.join(",")}]`, async () => {
    const next = waiting.shift();
    if (next === undefined) throw new Error("asked more often than there are messages");
    return next;
  });
}

const call = (id: number) => `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"T___t"}}`;
const note = '{"jsonrpc":"2.0","method":"notifications/cancelled"}';

it(
  verifies("revisions.batches", "each message is decided by what is in force when its turn comes"),
  async () => {
    const gone: Admission = {
      ok: false,
      status: 401,
      error: errorAnswer(-32001, "Invalid Bearer token"),
      headers: {},
    };
    const before = admitted(["T___t"], "before");
    const answered = await answer(
      [call(1), call(2), call(3), note],
      [before, admitted(["T___t"], "after"), gone, gone],
    );
    expect(answered).toEqual({
      status: 200,
      text: '[{"jsonrpc":"2.0","id":1,"result":{"isError":false,"content":[{"type":"text","text":"before"}]}},{"jsonrpc":"2.0","id":2,"result":{"isError":false,"content":[{"type":"text","text":"after"}]}},{"jsonrpc":"2.0","id":3,"error":{"code":-32001,"message":"Invalid Bearer token"}}]',
    });
  },
);

it(
  verifies("revisions.batches", "what comes after sixteen million characters of answers is not done"),
  async () => {
    const large = admitted(["T___t"], "large");
    const { text } = await answer([call(1), call(2), call(3)], [large, large, large], 2_000_000);
    const answers = JSON.parse(text);
    expect(answers.map((one: { result?: object }) => one.result !== undefined)).toEqual([true, true, false]);
    expect(answers[2].error).toEqual({
      code: -32603,
      message:
        "Not done: the answers before this one have more than 16777216 characters already. Send it in another POST.",
    });
  },
);

it(verifies("revisions.batches", "others have their turn between the messages"), async () => {
  let turns = 0;
  let going = true;
  const others = () => {
    turns += 1;
    if (going) setImmediate(others);
  };
  setImmediate(others);
  await answer(Array(20).fill(call(1)), Array(20).fill(admitted(["T___t"], "f")));
  going = false;
  expect(turns).toBeGreaterThanOrEqual(20);
});
