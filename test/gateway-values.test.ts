import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DecidingGateway, decidingGateway, operation, recordOf } from "./deciding-gateway.ts";
import { type RpcAnswer, type RunningToolgate, runToolgate, type ToolSpec } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** The tool answers the very text of its event; the permit holds only for the values that it names. */

const schema: ToolSpec["inputSchema"] = {
  type: "object",
  properties: {
    id: { type: "integer" },
    price: { type: "number" },
    name: { type: "string" },
    flag: { type: "boolean" },
    list: { type: "array", items: { type: "integer" } },
    inner: { type: "object", properties: { n: { type: "integer" } }, required: ["n"] },
    any: { type: "object" },
  },
};

const permit = `permit(principal, action == AgentCore::Action::"T___tool", resource == GATEWAY) when {
  context.input has id && (context.input.id == 450 || context.input.id == 9223372036854775807 || context.input.id == 9007199254740993)
  || context.input has price && context.input.price == decimal("12.5")
  || context.input has name && context.input.name == "é😀"
  || context.input has list && context.input.list == [1, 2]
  || context.input has inner && context.input.inner.n == 7
  || context.input has any
  || !(context.input has id) && !(context.input has price) && !(context.input has name) && !(context.input has flag) && !(context.input has list) && !(context.input has inner)
};`;

let running: RunningToolgate;
let token: string;
let enforce: DecidingGateway;
let logOnly: DecidingGateway;

beforeAll(async () => {
  running = await runToolgate({
    functions: [{ name: "Raw", command: [process.execPath, "./raw.mjs"] }],
  });
  token = await running.issuer.token({});
  const options = {
    targets: { T: [{ name: "tool", inputSchema: schema }] },
    lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:Raw",
    statements: [permit],
  };
  enforce = await decidingGateway(running, "values", options);
  logOnly = await decidingGateway(running, "values-log", { ...options, mode: "LOG_ONLY" });
});

afterAll(() => running.close());

async function post(url: string, body: string): Promise<RpcAnswer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}

const call = (url: string, args: string) =>
  post(
    url,
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"T___tool","arguments":${args}}}`,
  );

/** The text that the tool got. */
const received = (answer: RpcAnswer) => JSON.parse(answer.body.result.content[0].text);

describe("values that the policy permits reach the tool as it saw them", () => {
  it.each([
    ['{"id":450}', '{"id":450}', []],
    ['{"id":450.0}', '{"id":450}', []],
    ['{"id":4.5e2}', '{"id":450}', []],
    ['{"id":45000E-2}', '{"id":450}', []],
    ['{"id":9223372036854775807}', '{"id":9223372036854775807}', []],
    ['{"id":9007199254740993}', '{"id":9007199254740993}', []],
    ['{"price":12.50}', '{"price":12.5}', []],
    ['{"price":1.25e1}', '{"price":12.5}', []],
    ['{"name":"\\u00e9\\ud83d\\ude00"}', '{"name":"é😀"}', []],
    ['{"list":[2,1,2]}', '{"list":[2,1,2]}', []],
    ['{"inner":{"n":7.0,"more":1}}', '{"inner":{"n":7}}', ["inner.more"]],
    ['{"any":{"b":1.50,"a":[null,{"b":"\\ud800"}]}}', '{"any":{"b":1.50,"a":[null,{"b":"\\ud800"}]}}', []],
    ['{"id":450,"extra":[1],"__proto__":{"admin":true}}', '{"id":450}', ["extra", "__proto__"]],
    ['{"id":450,"name":null}', '{"id":450}', ["name"]],
    ['{ "name" : "é😀" , "id" : 1 }', '{"id":1,"name":"é😀"}', []],
    ["{}", "{}", []],
    ["null", "{}", []],
  ])(verifies("gateway.values", "%s is permitted, and the tool gets %s"), async (args, sent, dropped) => {
    for (const { url } of [enforce, logOnly]) {
      const answer = await call(url, args);
      expect(answer.body.result.isError).toBe(false);
      expect(received(answer)).toBe(sent);
      const record = await recordOf(running, answer);
      expect(record.decision).toBe("ALLOW");
      expect(record.droppedArguments ?? []).toEqual(dropped);
    }
  });
});

describe("values that nothing permits are denied, or recorded and passed on under LOG_ONLY", () => {
  const deep = `{"any":${"[".repeat(40)}${"]".repeat(40)}}`;

  it.each([
    // One less than what the policy names, and the same number for who rounds.
    ['{"id":9007199254740992}', '{"id":9007199254740992}', "NO_DETERMINING_POLICY"],
    ['{"id":9223372036854775806}', '{"id":9223372036854775806}', "NO_DETERMINING_POLICY"],
    ['{"list":[1,2,3]}', '{"list":[1,2,3]}', "NO_DETERMINING_POLICY"],
    ['{"id":9223372036854775808}', '{"id":9223372036854775808}', "ARGUMENTS_DO_NOT_FIT"],
    ['{"id":450.5}', '{"id":450.5}', "ARGUMENTS_DO_NOT_FIT"],
    ['{"id":"450"}', '{"id":"450"}', "ARGUMENTS_DO_NOT_FIT"],
    ['{"price":12.50001}', '{"price":12.50001}', "ARGUMENTS_DO_NOT_FIT"],
    ['{"price":"12.5"}', '{"price":"12.5"}', "ARGUMENTS_DO_NOT_FIT"],
    ['{"name":"\\ud800"}', '{"name":"\\ud800"}', "ARGUMENTS_DO_NOT_FIT"],
    ['{"flag":1}', '{"flag":1}', "ARGUMENTS_DO_NOT_FIT"],
    ['{"list":[1,null]}', '{"list":[1,null]}', "ARGUMENTS_DO_NOT_FIT"],
    ['{"inner":{"n":null}}', '{"inner":{"n":null}}', "ARGUMENTS_DO_NOT_FIT"],
    [deep, deep, "ARGUMENTS_DO_NOT_FIT"],
    ["[1]", "[1]", "ARGUMENTS_DO_NOT_FIT"],
    ['"text"', '"text"', "ARGUMENTS_DO_NOT_FIT"],
    ['{"id":1,"id":450}', '{"id":450}', "ARGUMENTS_DO_NOT_FIT"],
    ['{"any":{"a":1,"\\u0061":2}}', '{"any":{"a":2}}', "ARGUMENTS_DO_NOT_FIT"],
  ])(
    verifies("gateway.values", "%s: denied under ENFORCE, and under LOG_ONLY the tool gets %s (%s)"),
    async (args, sent, code) => {
      const denied = await call(enforce.url, args);
      expect(denied.body.result.isError).toBe(true);
      expect(denied.body.result.content).toHaveLength(1);
      expect(await recordOf(running, denied)).toMatchObject({ decision: "DENY", enforced: "DENY", code });
      const passed = await call(logOnly.url, args);
      expect(received(passed)).toBe(sent);
      expect(await recordOf(running, passed)).toMatchObject({ decision: "DENY", enforced: "ALLOW", code });
    },
  );

  it(verifies("gateway.values", "a member given twice anywhere in the request is a fault"), async () => {
    const body =
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"T___nothing","name":"T___tool","arguments":{"id":450}}}';
    const denied = await post(enforce.url, body);
    expect(await recordOf(running, denied)).toMatchObject({
      enforced: "DENY",
      code: "ARGUMENTS_DO_NOT_FIT",
      reason:
        "The body is ambiguous: An object has the same member name twice; keep one of them (at character 77).",
    });
    expect(received(await post(logOnly.url, body))).toBe('{"id":450}');
  });

  it.each([
    ["nesting beyond 64 levels", `{"any":${"[".repeat(64)}${"]".repeat(64)}}`, "nest deeper than 64"],
    ["more than 100,000 members", `{"list":[${"1,".repeat(100_000)}1]}`, "more than 100000 members"],
    ["what is no JSON", '{"id":0450}', "Not valid JSON"],
  ])(verifies("gateway.values", "%s is no request, in either mode"), async (_, args, says) => {
    for (const { url } of [enforce, logOnly]) {
      const { status, body } = await call(url, args);
      expect([status, body.error.code]).toEqual([400, -32700]);
      expect(body.error.message).toContain(says);
    }
  });

  it(
    verifies("gateway.values", "members of a request that MCP does not know reach neither policy nor tool"),
    async () => {
      const answer = await post(
        enforce.url,
        '{"jsonrpc":"2.0","id":1,"method":"tools/call","extra":1,"params":{"name":"T___tool","_meta":{"progressToken":1},"task":{},"input":{"id":1},"arguments":{"id":450}}}',
      );
      expect(received(answer)).toBe('{"id":450}');
    },
  );

  it(verifies("gateway.values", "bytes that are no UTF-8 are no request"), async () => {
    const response = await fetch(enforce.url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
    });
    expect([response.status, await response.text()]).toEqual([
      400,
      '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"The body is not UTF-8."}}',
    ]);
  });
});

it(
  verifies("gateway.values", "no value of an argument stands in a record that was not asked for it"),
  async () => {
    const answer = await call(enforce.url, '{"name":"hunter2","id":"hunter2"}');
    const id = answer.headers.get("x-amzn-requestid");
    const text = await (await operation(running, `/toolgate/v1/decisions?requestId=${id}`)).text();
    expect(text).toContain("ARGUMENTS_DO_NOT_FIT");
    expect(text).not.toContain("hunter2");
  },
);
