import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { readIncoming } from "./rpc-message.ts";

it.each<[string, readonly object[] | undefined]>([
  ['{"jsonrpc":"2.0","id":1,"result":{ "n":1.0 }}', [{ kind: "result", id: "1", result: '{ "n":1.0 }' }]],
  [
    '{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"no","data":{"a":1.50}}}',
    [{ kind: "error", id: "1", code: -32000, message: "no", data: '{"a":1.50}' }],
  ],
  [
    '{"jsonrpc":"2.0","error":{"code":1,"message":"no"}}',
    [{ kind: "error", id: "null", code: 1, message: "no", data: undefined }],
  ],
  [
    '{"jsonrpc":"2.0","method":"notifications/progress"}',
    [
      {
        kind: "notification",
        method: "notifications/progress",
        params: undefined,
        text: '{"jsonrpc":"2.0","method":"notifications/progress"}',
      },
    ],
  ],
  [
    '[{"jsonrpc":"2.0","method":"a","params":{ "n":1.0 }} ]',
    [
      {
        kind: "notification",
        method: "a",
        params: '{ "n":1.0 }',
        text: '{"jsonrpc":"2.0","method":"a","params":{ "n":1.0 }}',
      },
    ],
  ],
  [
    '[{"jsonrpc":"2.0","id":"p","method":"ping"},{"jsonrpc":"2.0","id":2,"result":{}}]',
    [
      { kind: "request", id: '"p"', method: "ping" },
      { kind: "result", id: "2", result: "{}" },
    ],
  ],
  ["", undefined],
  ["hello", undefined],
  ["1", undefined],
  ['{"jsonrpc":"1.0","id":1,"result":{}}', undefined],
  ['{"jsonrpc":"2.0","id":1}', undefined],
  ['{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":""}}', undefined],
  ['{"jsonrpc":"2.0","id":1,"result":{},"result":{"isError":true}}', undefined],
  ['{"jsonrpc":"2.0","id":1,"error":{"code":"1","message":"no"}}', undefined],
  ['{"jsonrpc":"2.0","id":1,"method":7}', undefined],
])(verifies("mcp-servers.bytes", "reads the message %s"), (text, expected) => {
  expect(readIncoming(text)).toEqual(expected);
});
