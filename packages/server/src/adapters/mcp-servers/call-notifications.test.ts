import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { McpLogLevel } from "../../mcp-log-level.ts";
import { callNotifications } from "./call-notifications.ts";
import { upstreamMeta } from "./revision.ts";
import { readIncoming } from "./rpc-message.ts";

const gone = new AbortController().signal;
const limits = { notificationBytes: 200, answerBytes: 1_000 };

/** What the caller of the request 7 gets of what a server says. */
function heard(said: string, options: { meta?: string; logLevel?: McpLogLevel } = {}): readonly string[] {
  const got: string[] = [];
  const listener = { notify: (text: string) => got.push(text), logLevel: options.logLevel, gone };
  const told = callNotifications({ listener, meta: options.meta }, 7, limits);
  for (const message of readIncoming(said) ?? []) if (message.kind === "notification") told?.hear(message);
  return got;
}

const progress = (params: string) => `{"jsonrpc":"2.0","method":"notifications/progress","params":${params}}`;
const log = (params: string) => `{"jsonrpc":"2.0","method":"notifications/message","params":${params}}`;

describe("of a server's notifications about its call a caller gets", () => {
  it.each<[string, string, string, readonly string[]]>([
    [
      "progress with its own token, all else as it came",
      '{"progressToken":"a\\u00e9"}',
      progress('{ "progress":1.50, "x":[1], "progressToken": 7,"message":"\\u0041" }'),
      [progress('{"progress":1.50,"x":[1],"progressToken":"a\u00e9","message":"\\u0041"}')],
    ],
    [
      "progress with a token that is a number, to the digit",
      '{"progressToken":9007199254740993}',
      progress('{"progressToken":7,"progress":1}'),
      [progress('{"progressToken":9007199254740993,"progress":1}')],
    ],
    ["no progress of another call", '{"progressToken":8}', progress('{"progressToken":8,"progress":1}'), []],
    [
      "no progress with a token of another type",
      '{"progressToken":1}',
      progress('{"progressToken":"7"}'),
      [],
    ],
    [
      "no progress that names its token twice",
      '{"progressToken":1}',
      progress('{"progressToken":7,"progressToken":7}'),
      [],
    ],
    ["no progress that it did not ask for", "{}", progress('{"progressToken":7,"progress":1}'), []],
    ["no progress for a token that is none", '{"progressToken":{}}', progress('{"progressToken":7}'), []],
    [
      "no progress for a token that is too long",
      `{"progressToken":"${"x".repeat(255)}"}`,
      progress('{"progressToken":7}'),
      [],
    ],
    [
      "no notification that is too large",
      '{"progressToken":1}',
      progress(`{"progressToken":7,"x":"${"x".repeat(200)}"}`),
      [],
    ],
    [
      "nothing else",
      '{"progressToken":1}',
      '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}',
      [],
    ],
  ])(verifies("streamed.notifications", "%s"), (_, meta, said, expected) => {
    expect(heard(said, { meta })).toEqual(expected);
  });

  it.each<[McpLogLevel | undefined, string, boolean]>([
    ["debug", '{"level":"debug","data":{ "n":1.0 }}', true],
    ["warning", '{"level":"warning","data":1}', true],
    ["warning", '{"level":"emergency","data":1}', true],
    ["warning", '{"level":"notice","data":1}', false],
    ["debug", '{"level":"loud","data":1}', false],
    ["debug", "{}", false],
    ["debug", "[]", false],
    [undefined, '{"level":"emergency","data":1}', false],
  ])(
    verifies("streamed.log-level", "log messages from the level %s on: of %s it gets one: %s"),
    (logLevel, params, expected) => {
      expect(heard(log(params), { ...(logLevel === undefined ? {} : { logLevel }) })).toEqual(
        expected ? [log(params)] : [],
      );
    },
  );
});

it.each([
  ["2025-11-25", '{"a":1,"progressToken":"x"}', "error", '{"a":1,"progressToken":7}'],
  ["2025-11-25", '{"a":1}', "error", '{"a":1}'],
] as const)(
  verifies("streamed.notifications", "a server of %s is asked, for the _meta %s, from %s on: %s"),
  (revision, meta, logLevel, expected) => {
    const listener = { notify: () => {}, logLevel, gone };
    const told = callNotifications({ listener, meta }, 7, limits);
    expect(upstreamMeta(meta, revision, told?.asked)).toBe(expected);
  },
);

it(
  verifies("streamed.log-level", "a server of 2026-07-28 is asked for log messages with each request"),
  () => {
    const listener = { notify: () => {}, logLevel: "error" as const, gone };
    const told = callNotifications({ listener, meta: undefined }, 7, limits);
    expect(JSON.parse(upstreamMeta(undefined, "2026-07-28", told?.asked) ?? "")).toMatchObject({
      "io.modelcontextprotocol/logLevel": "error",
    });
    expect(upstreamMeta(undefined, "2026-07-28")).not.toContain("logLevel");
  },
);

it("where nobody listens a server is asked for nothing", () => {
  expect(callNotifications({ meta: '{"progressToken":1}' }, 7, limits)).toBeUndefined();
  expect(upstreamMeta('{"progressToken":1}', "2025-11-25")).toBeUndefined();
});

it(
  verifies("streamed.limits", "a long token does not make more of what a server says than an answer may be"),
  () => {
    const said = progress('{"progressToken":7}');
    const token = "x".repeat(200);
    const one = progress(`{"progressToken":"${token}"}`);
    const batch = `[${Array.from({ length: 10 }, () => said).join(",")}]`;
    expect([said.length < 100, one.length]).toEqual([true, 281]);
    expect(heard(batch, { meta: `{"progressToken":"${token}"}` })).toEqual([one, one, one]);
  },
);
