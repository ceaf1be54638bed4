import { parseJson } from "@toolgate/policy";
import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { errorText, readMessage, resultText } from "./json-rpc.ts";

function read(text: string) {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return readMessage(parsed.value);
}

it.each([
  ["1", "1"],
  ["0", "0"],
  ["-7", "-7"],
  ["9007199254740993", "9007199254740993"],
  ["123456789012345678901234567890", "123456789012345678901234567890"],
  ['"abc"', '"abc"'],
  ['""', '""'],
  ['"1"', '"1"'],
  ['"\\u0022\\\\ é\\ud800"', '"\\"\\\\ é\\ud800"'],
])(verifies("gateway.json-rpc", "the id %s comes back as %s"), (given, answered) => {
  const message = read(`{"jsonrpc":"2.0","id":${given},"method":"ping"}`);
  if (message.kind !== "request") throw new Error(JSON.stringify(message));
  expect(resultText(message.id, {})).toBe(`{"jsonrpc":"2.0","id":${answered},"result":{}}`);
  expect(errorText(message.id, -32603, "no", { a: 1 })).toBe(
    `{"jsonrpc":"2.0","id":${answered},"error":{"code":-32603,"message":"no","data":{"a":1}}}`,
  );
});

const wrongId = 'The member "id" must be a string or an integer, at most 256 characters long.';

it.each([
  ["null", wrongId],
  ["1.5", wrongId],
  ["1.0", wrongId],
  ["1e3", wrongId],
  ["true", wrongId],
  ["{}", wrongId],
  ["[1]", wrongId],
  [`"${"x".repeat(257)}"`, wrongId],
  ["1".repeat(257), wrongId],
])(verifies("gateway.json-rpc", "%.40s is no id"), (given, problem) => {
  expect(read(`{"jsonrpc":"2.0","id":${given},"method":"tools/call"}`)).toEqual({
    kind: "invalid",
    id: undefined,
    problem,
  });
});

const one = { text: "1", plain: "1" };

it.each([
  ["[]", undefined, "Batches are not accepted: send each message in a POST of its own."],
  [
    '[{"jsonrpc":"2.0","id":1,"method":"ping"}]',
    undefined,
    "Batches are not accepted: send each message in a POST of its own.",
  ],
  ['"ping"', undefined, "A JSON-RPC message is an object."],
  ["null", undefined, "A JSON-RPC message is an object."],
  ['{"id":1,"method":"ping"}', one, 'The member "jsonrpc" must be "2.0".'],
  ['{"jsonrpc":"1.0","id":1,"method":"ping"}', one, 'The member "jsonrpc" must be "2.0".'],
  ['{"jsonrpc":2.0,"id":1,"method":"ping"}', one, 'The member "jsonrpc" must be "2.0".'],
  ['{"jsonrpc":"2.0","id":1}', one, 'The member "method" must be a string.'],
  ['{"jsonrpc":"2.0","id":1,"method":""}', one, 'The member "method" must be a string.'],
  ['{"jsonrpc":"2.0","id":1,"method":7}', one, 'The member "method" must be a string.'],
  ['{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', one, 'The member "params" must be an object.'],
  ['{"jsonrpc":"2.0","id":1,"method":"ping","params":null}', one, 'The member "params" must be an object.'],
])(verifies("gateway.json-rpc", "%s is no message"), (text, id, problem) => {
  expect(read(text)).toEqual({ kind: "invalid", id, problem });
});

it.each([
  ['{"jsonrpc":"2.0","method":"tools/call","params":{}}', { kind: "notification", method: "tools/call" }],
  ['{"jsonrpc":"2.0","id":1,"result":{}}', { kind: "response" }],
  ['{"jsonrpc":"2.0","id":1,"result":null}', { kind: "response" }],
  ['{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}}', { kind: "response" }],
  [
    '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":null},"more":true}',
    { kind: "request", id: one, method: "ping", params: new Map([["a", null]]) },
  ],
])(verifies("gateway.json-rpc", "%s is read as what it is"), (text, message) => {
  expect(read(text)).toEqual(message);
});
