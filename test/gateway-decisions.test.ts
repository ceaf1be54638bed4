import { openDatabase } from "@toolgate/server";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DecidingGateway, decidingGateway, masked, operation, recordOf } from "./deciding-gateway.ts";
import {
  callTool,
  type RunningToolgate,
  rpc,
  runToolgate,
  type ToolSpec,
  toolNames,
} from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const amount: ToolSpec["inputSchema"] = {
  type: "object",
  properties: { amount: { type: "integer" } },
  required: ["amount"],
};
const tools = (...names: string[]) => names.map((name) => ({ name, inputSchema: amount }));
const action = (name: string) => `AgentCore::Action::"${name}"`;
const permitUnder = (limit: number, tool: string) =>
  `permit(principal is AgentCore::OAuthUser, action == ${action(tool)}, resource == GATEWAY) when { context.input.amount < ${limit} };`;
const forbidOver = (limit: number, tool: string) =>
  `forbid(principal is AgentCore::OAuthUser, action == ${action(tool)}, resource == GATEWAY) when { context.input.amount > ${limit} };`;
/** Overflows for every amount of at least one. */
const failing = (effect: "permit" | "forbid", tool: string) =>
  `${effect}(principal, action == ${action(tool)}, resource == GATEWAY) when { context.input.amount + 9223372036854775807 > 0 };`;
const stop = (tool: string) => `forbid(principal, action == ${action(tool)}, resource == GATEWAY);`;

const defaultDenial =
  "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]";
const deniedBy = (...policies: string[]) =>
  `AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to ${policies.join(", ")}]`;

let running: RunningToolgate;
let token: string;

beforeAll(async () => {
  running = await runToolgate();
  token = await running.issuer.token({ role: "clerk" });
});

afterAll(() => running.close());

describe("a denied call, in each shape and wording", () => {
  const meta =
    '{"toolgate/code":"NO_DETERMINING_POLICY","toolgate/requestId":"<request>","toolgate/decisionId":"<decision>","toolgate/traceId":"<trace>","toolgate/spanId":"<span>"}';
  const sentence = "Tool Execution Denied: Tool call not allowed due to policy enforcement";
  const old = "Policy evaluation denied due to no determining policies";
  const current = "No policy applies to the request (denied by default).";

  it.each([
    [
      "result",
      "2025-12",
      `{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"AuthorizeActionException - ${sentence} [${old}]"}],"isError":true,"_meta":${meta}}}`,
    ],
    [
      "result",
      "2026",
      `{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"AuthorizeActionException - ${sentence} [${current}]"}],"isError":true,"_meta":${meta}}}`,
    ],
    [
      "error",
      "2025-12",
      `{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"${sentence} [${old}]","data":${meta}}}`,
    ],
    [
      "error",
      "2026",
      `{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"${sentence} [${current}]","data":${meta}}}`,
    ],
  ] as const)(
    verifies("gateway.denial", "is a body like this under %s and %s: %s"),
    async (denialShape, denialWording, body) => {
      const own = await runToolgate({ denialShape, denialWording });
      try {
        const it = await decidingGateway(own, "shapes", {
          targets: { Pay: tools("send") },
          statements: [permitUnder(500, "Pay___send"), forbidOver(800, "Pay___send")],
        });
        const caller = await own.issuer.token({});
        const byDefault = await callTool(it.url, caller, "Pay___send", { amount: 700 });
        expect(byDefault.status).toBe(200);
        expect(masked(byDefault.text)).toBe(body);
        const forbidden = await callTool(it.url, caller, "Pay___send", { amount: 900 });
        expect(masked(forbidden.text)).toBe(
          body
            .replace(/\[P[^\]]*\]|\[N[^\]]*\]/, `[Policy evaluation denied due to ${it.policies[1]}]`)
            .replace("NO_DETERMINING_POLICY", "FORBIDDEN"),
        );
        const misnamed = await callTool(it.url, caller, "Pay__send", { amount: 1 });
        expect(misnamed.text).toContain("Pay___send");
        expect((await callTool(it.url, caller, "Pay___send", { amount: 499 })).body.result.isError).toBe(
          false,
        );
      } finally {
        await own.close();
      }
    },
  );

  it(
    verifies(
      "gateway.denial.meta",
      "names the request as the header does and the decision as the record does",
    ),
    async () => {
      const it = await decidingGateway(running, "meta", {
        targets: { Pay: tools("send") },
        statements: [permitUnder(500, "Pay___send")],
      });
      const answer = await callTool(it.url, token, "Pay___send", { amount: 700 });
      const record = await recordOf(running, answer);
      expect(answer.body.result._meta).toEqual({
        "toolgate/code": "NO_DETERMINING_POLICY",
        "toolgate/requestId": answer.headers.get("x-amzn-requestid"),
        "toolgate/decisionId": record.decisionId,
        "toolgate/traceId": record.trace?.traceId,
        "toolgate/spanId": record.trace?.spanId,
      });
      expect(answer.text).not.toContain(String(it.policies[0]));
    },
  );

  it(verifies("gateway.denial.meta", "tells the cause under exceptionLevel DEBUG only"), async () => {
    const it = await decidingGateway(running, "meta-debug", {
      targets: { Pay: tools("send") },
      statements: [permitUnder(500, "Pay___send")],
      gateway: { exceptionLevel: "DEBUG" },
    });
    const denied = await callTool(it.url, token, "Pay___send", { amount: 700 });
    expect(denied.body.result.content).toEqual([{ type: "text", text: defaultDenial }]);
    expect(denied.body.result._meta.debug).toEqual({
      type: "text",
      text: `${it.policies[0]} permits this tool, but context.input.amount < 500 was false.`,
    });
    const misfit = await callTool(it.url, token, "Pay___send", { amount: "700" });
    expect(misfit.body.result._meta).toMatchObject({
      "toolgate/code": "NO_DETERMINING_POLICY",
      debug: {
        text: "The arguments do not fit the tool's schema at amount: is a string, expected an integer",
      },
    });
  });
});

describe("permits and forbids together", () => {
  let it1: DecidingGateway;
  beforeAll(async () => {
    it1 = await decidingGateway(running, "several", {
      targets: { Pay: tools("send", "other") },
      statements: [
        permitUnder(500, "Pay___send"),
        permitUnder(1_000, "Pay___send"),
        forbidOver(800, "Pay___send"),
        forbidOver(900, "Pay___send"),
      ],
    });
  });

  it.each([
    [400, true, [0, 1]],
    [700, true, [1]],
    [850, false, [2]],
    [950, false, [2, 3]],
  ])(
    verifies("gateway.forbid", "of %i: allowed is %s, decided by the policies %j"),
    async (value, allowed, deciding) => {
      const answer = await callTool(it1.url, token, "Pay___send", { amount: value });
      const ids = deciding.map((index) => String(it1.policies[index])).sort();
      expect(answer.body.result.isError).toBe(!allowed);
      if (!allowed) {
        expect(answer.body.result.content).toEqual([{ type: "text", text: deniedBy(...ids) }]);
        expect(answer.body.result._meta["toolgate/code"]).toBe("FORBIDDEN");
      }
      expect(await recordOf(running, answer)).toMatchObject({
        decision: allowed ? "ALLOW" : "DENY",
        enforced: allowed ? "ALLOW" : "DENY",
        determiningPolicies: ids,
      });
    },
  );

  it(verifies("gateway.forbid", "policies without a principal decide on every caller"), async () => {
    const open = await decidingGateway(running, "unconstrained", {
      targets: { Pay: tools("send") },
      statements: ["permit(principal, action, resource == GATEWAY);"],
    });
    for (const claims of [{}, { sub: "somebody", role: "none" }]) {
      const caller = await running.issuer.token(claims);
      expect(await toolNames(open.url, caller)).toEqual(["Pay___send"]);
      const { body } = await callTool(open.url, caller, "Pay___send", { amount: 1 });
      expect(body.result.isError).toBe(false);
    }
    const everything = await open.permit("forbid(principal, action, resource);");
    expect(await toolNames(open.url, token)).toEqual([]);
    const { body } = await callTool(open.url, token, "Pay___send", { amount: 1 });
    expect(body.result.content[0].text).toBe(deniedBy(everything));
  });
});

describe("what is hidden stays hidden", () => {
  const admin = 'principal.hasTag("role") && principal.getTag("role") == "admin"';
  let own: DecidingGateway;
  beforeAll(async () => {
    own = await decidingGateway(running, "hidden", {
      targets: { Pay: tools("send", "by_claim", "by_forbid", "sendx") },
      statements: [
        permitUnder(500, "Pay___send"),
        `permit(principal is AgentCore::OAuthUser, action == ${action("Pay___by_claim")}, resource == GATEWAY) when { ${admin} };`,
        `permit(principal is AgentCore::OAuthUser, action in [${action("Pay___by_forbid")}, ${action("Pay___sendx")}], resource == GATEWAY);`,
        `forbid(principal is AgentCore::OAuthUser, action in [${action("Pay___by_forbid")}, ${action("Pay___sendx")}], resource == GATEWAY) unless { ${admin} };`,
      ],
    });
  });

  it(
    verifies("gateway.hidden", "every way of being denied without a forbid of one's own is the same bytes"),
    async () => {
      const expected = masked((await callTool(own.url, token, "No___such_tool_at_all", { amount: 1 })).text);
      expect(JSON.parse(expected).result.content).toEqual([{ type: "text", text: defaultDenial }]);
      const answers = [
        await callTool(own.url, token, "Pay___by_claim", { amount: 1 }),
        await callTool(own.url, token, "Pay___by_claim", { amount: "one" }),
        await callTool(own.url, token, "Pay___by_forbid", { amount: 1 }),
        await callTool(own.url, token, "Pay___by_forbid", {}),
        await callTool(own.url, token, "Pay___send", { amount: "one" }),
        await callTool(own.url, token, "Pay___send", {}),
        await callTool(own.url, token, "Pay___send", { amount: 500 }),
        await rpc(own.url, token, "tools/call", { name: "Pay___send", arguments: [1] }),
      ];
      for (const { status, text } of answers) expect([status, masked(text)]).toEqual([200, expected]);
      expect(await toolNames(own.url, token)).toEqual(["Pay___send"]);
      const headers = answers.map((answer) => [...answer.headers.keys()].sort().join());
      expect(new Set(headers).size).toBe(1);
    },
  );

  it(verifies("gateway.hidden", "the record tells the operator what the caller is not told"), async () => {
    const codes = [
      ["Pay___by_forbid", { amount: 1 }, "FORBIDDEN"],
      ["Pay___by_claim", { amount: 1 }, "NO_DETERMINING_POLICY"],
      ["Pay___nothing", { amount: 1 }, "UNKNOWN_TOOL"],
      ["Pay___send", { amount: "one" }, "ARGUMENTS_DO_NOT_FIT"],
    ] as const;
    for (const [name, args, code] of codes) {
      const record = await recordOf(running, await callTool(own.url, token, name, args));
      expect([name, record.code, record.decision, record.enforced]).toEqual([name, code, "DENY", "DENY"]);
    }
  });

  it.each([
    ["Pay__send", "Pay___send"],
    ["pay___Send", "Pay___send"],
    // Nearer to the hidden tools, yet only the listed one is ever named.
    ["Pay___sendxx", "Pay___send"],
    ["Pay___sendx", "Pay___send"],
    ["Pay___by_clai", undefined],
    ["Pay__by_claim", undefined],
    ["Pay___by_forbid", undefined],
  ])(verifies("gateway.suggestion", "who asks for %s is told of %s"), async (asked, told) => {
    const { body } = await callTool(own.url, token, asked, { amount: 1 });
    expect(body.result.content.map((item: { text: string }) => item.text)).toEqual([
      defaultDenial,
      ...(told === undefined ? [] : [`Did you mean ${told}?`]),
    ]);
  });

  it(verifies("gateway.suggestion", "an admin, who sees the tool, is told of it"), async () => {
    const chief = await running.issuer.token({ role: "admin" });
    const { body } = await callTool(own.url, chief, "Pay__by_claim", { amount: 1 });
    expect(body.result.content[1].text).toBe("Did you mean Pay___by_claim?");
  });

  it(
    verifies(
      "gateway.hidden.forbid",
      "a stop for everybody is named to those whose tool it was, and to no others",
    ),
    async () => {
      const stops = [await own.permit(stop("Pay___send")), await own.permit(stop("Pay___by_claim"))];
      const chief = await running.issuer.token({ role: "admin" });
      const answer = async (caller: string, name: string) =>
        (await callTool(own.url, caller, name, { amount: 1 })).body.result.content[0].text;
      expect(await answer(token, "Pay___send")).toBe(deniedBy(String(stops[0])));
      expect(await answer(chief, "Pay___by_claim")).toBe(deniedBy(String(stops[1])));
      expect(await answer(token, "Pay___by_claim")).toBe(defaultDenial);
      for (const policy of stops) await own.remove(policy);
      expect(await toolNames(own.url, token)).toEqual(["Pay___send"]);
    },
  );
});

describe("an evaluation that fails", () => {
  const gateways: Record<string, DecidingGateway> = {};
  const cause = () => `The policy engine ${gateways.plain?.engineArn} does not exist.`;

  beforeAll(async () => {
    const targets = { Pay: tools("send") };
    const first = await decidingGateway(running, "broken", {
      targets,
      statements: [permitUnder(500, "Pay___send")],
    });
    const { engineArn } = first;
    gateways.plain = first;
    gateways.debug = await decidingGateway(running, "broken-debug", {
      targets,
      engineArn,
      gateway: { exceptionLevel: "DEBUG" },
    });
    gateways.logOnly = await decidingGateway(running, "broken-log", { targets, engineArn, mode: "LOG_ONLY" });
    // The API never takes an engine away from under its gateways; only a damaged store does.
    const store = await openDatabase<object>({ file: `${running.data}/toolgate.db`, synchronous: "FULL" });
    await sql`pragma foreign_keys = off`.execute(store);
    await sql`delete from policy_engine where id = ${engineArn.split("/").at(-1)}`.execute(store);
    await store.destroy();
    await running.createGateway("makes-the-gateways-reload", {});
  });

  const failedCall =
    '"content":[{"type":"text","text":"InternalServerException - Policy evaluation failed for tool call"}],"isError":true';
  const meta =
    '"toolgate/code":"EVALUATION_FAILED","toolgate/requestId":"<request>","toolgate/decisionId":"<decision>","toolgate/traceId":"<trace>","toolgate/spanId":"<span>"';
  const url = (which: string) => String(gateways[which]?.url);

  it(verifies("gateway.failure", "answers the seed's client with the seed's body"), async () => {
    const answer = await rpc(url("plain"), token, "tools/list");
    expect([answer.status, answer.text]).toEqual([
      200,
      '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"InternalServerException - Policy evaluation failed for list tools"}],"isError":true}}',
    ]);
    expect(await recordOf(running, answer)).toMatchObject({
      method: "tools/list",
      decision: "ERROR",
      enforced: "DENY",
      code: "EVALUATION_FAILED",
      reason: cause(),
    });
  });

  it.each(["2025-03-26", "2025-06-18", "2025-11-25"])(
    verifies("gateway.failure", "answers a client that negotiated %s with an error that it can read"),
    async (revision) => {
      const answer = await rpc(url("plain"), token, "tools/list", {}, { "mcp-protocol-version": revision });
      expect(answer.status).toBe(200);
      expect(masked(answer.text)).toBe(
        `{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"InternalServerException - Policy evaluation failed for list tools","data":{${meta}}}}`,
      );
    },
  );

  it.each(["Pay___send", "Pay___nothing"])(
    verifies("gateway.failure", "answers a call of %s in the shape of a denial"),
    async (name) => {
      const answer = await callTool(url("plain"), token, name, { amount: 1 });
      expect(masked(answer.text)).toBe(`{"jsonrpc":"2.0","id":1,"result":{${failedCall},"_meta":{${meta}}}}`);
      expect(await recordOf(running, answer)).toMatchObject({
        decision: "ERROR",
        enforced: "DENY",
        reason: cause(),
      });
    },
  );

  it(verifies("gateway.failure", "tells the cause under DEBUG, and only there"), async () => {
    const debug = `"debug":{"type":"text","text":"${cause()}"}`;
    const list = await rpc(url("debug"), token, "tools/list");
    expect(list.text).toContain(`"isError":true,"_meta":{${debug}}`);
    const negotiated = await rpc(
      url("debug"),
      token,
      "tools/list",
      {},
      { "mcp-protocol-version": "2025-06-18" },
    );
    expect(masked(negotiated.text)).toContain(`"data":{${meta},${debug}}`);
    const call = await callTool(url("debug"), token, "Pay___send", { amount: 1 });
    expect(masked(call.text)).toBe(
      `{"jsonrpc":"2.0","id":1,"result":{${failedCall},"_meta":{${meta},${debug}}}}`,
    );
  });

  it(
    verifies("gateway.failure.log-only", "blocks nothing under LOG_ONLY, and is recorded as an error"),
    async () => {
      const list = await rpc(url("logOnly"), token, "tools/list");
      expect(list.body.result.tools.map((tool: { name: string }) => tool.name)).toEqual(["Pay___send"]);
      expect(await recordOf(running, list)).toMatchObject({ decision: "ERROR", enforced: "ALLOW" });
      const call = await callTool(url("logOnly"), token, "Pay___send", { amount: 1 });
      expect(JSON.parse(call.body.result.content[0].text).event).toEqual({ amount: 1 });
      expect(await recordOf(running, call)).toMatchObject({
        decision: "ERROR",
        enforced: "ALLOW",
        code: "EVALUATION_FAILED",
        mode: "LOG_ONLY",
        reason: cause(),
        outcome: { result: "success" },
      });
    },
  );
});

describe("policies that fail", () => {
  it(verifies("gateway.policy-errors", "are skipped, and named in the record and the metrics"), async () => {
    const own = await decidingGateway(running, "failing", {
      targets: { Pay: tools("send", "only") },
      statements: [
        permitUnder(500, "Pay___send"),
        failing("forbid", "Pay___send"),
        failing("permit", "Pay___only"),
      ],
    });
    const allowed = await callTool(own.url, token, "Pay___send", { amount: 4 });
    expect(allowed.body.result.isError).toBe(false);
    const record = await recordOf(running, allowed);
    expect(record.erroredPolicies).toEqual([
      { policyId: own.policies[1], effect: "forbid", message: expect.stringContaining("overflow") },
    ]);
    expect(record.determiningPolicies).toEqual([own.policies[0]]);

    const denied = await callTool(own.url, token, "Pay___only", { amount: 4 });
    expect(denied.body.result.content[0].text).toBe(defaultDenial);
    expect(await recordOf(running, denied)).toMatchObject({
      reason: `${own.policies[2]} permits this tool, but failed and was skipped.`,
      erroredPolicies: [{ policyId: own.policies[2], effect: "permit" }],
    });
    const metrics = await (await operation(running, "/metrics")).text();
    expect(metrics).toContain(
      `toolgate_policy_errors_total{gateway="${own.gateway.gatewayId}",policy="${own.policies[1]}",effect="forbid"} 1`,
    );
  });
});

describe("LOG_ONLY", () => {
  it(verifies("gateway.policy-log-only", "of a policy: evaluated, recorded, never enforced"), async () => {
    const own = await decidingGateway(running, "log-policies", {
      targets: { Pay: tools("send", "watched") },
      statements: [permitUnder(500, "Pay___send")],
    });
    const logOnly = { enforcementMode: "LOG_ONLY" };
    const watching = await own.permit(forbidOver(100, "Pay___send"), logOnly);
    const wouldPermit = await own.permit(permitUnder(1_000, "Pay___send"), logOnly);
    const hidden = await own.permit(permitUnder(1_000, "Pay___watched"), logOnly);
    const call = async (value: number, tool = "Pay___send") => {
      const answer = await callTool(own.url, token, tool, { amount: value });
      const { decision, determiningPolicies, logOnlyMatched, logOnlyFlipping } = await recordOf(
        running,
        answer,
      );
      return [
        answer.body.result.isError,
        decision,
        determiningPolicies,
        [...logOnlyMatched].sort(),
        logOnlyFlipping,
      ];
    };
    const both = [watching, wouldPermit].sort();
    expect(await call(50)).toEqual([false, "ALLOW", [own.policies[0]], [wouldPermit], []]);
    expect(await call(200)).toEqual([false, "ALLOW", [own.policies[0]], both, [watching]]);
    expect(await call(700)).toEqual([true, "DENY", [], both, [wouldPermit]]);
    expect(await call(2_000)).toEqual([true, "DENY", [], [watching], []]);
    expect(await call(1, "Pay___watched")).toEqual([true, "DENY", [], [hidden], [hidden]]);
    expect(await toolNames(own.url, token)).toEqual(["Pay___send"]);

    await own.update(watching, { enforcementMode: "ACTIVE" });
    expect((await call(200)).slice(0, 3)).toEqual([true, "DENY", [watching]]);
    await own.update(watching, { enforcementMode: "LOG_ONLY" });
    expect((await call(200)).slice(0, 2)).toEqual([false, "ALLOW"]);
  });

  it(
    verifies(
      "gateway.log-only",
      "of a gateway: everything is listed and called, and what policy said is recorded",
    ),
    async () => {
      const own = await decidingGateway(running, "log-gateway", {
        targets: { Pay: tools("send", "unpermitted") },
        statements: [permitUnder(500, "Pay___send"), forbidOver(800, "Pay___send")],
        mode: "LOG_ONLY",
      });
      expect(await toolNames(own.url, token)).toEqual(["Pay___send", "Pay___unpermitted"]);
      const cases = [
        ["Pay___send", 1, "ALLOW", "PERMITTED"],
        ["Pay___send", 700, "DENY", "NO_DETERMINING_POLICY"],
        ["Pay___send", 900, "DENY", "FORBIDDEN"],
        ["Pay___unpermitted", 1, "DENY", "NO_DETERMINING_POLICY"],
      ] as const;
      for (const [name, value, decision, code] of cases) {
        const answer = await callTool(own.url, token, name, { amount: value });
        expect(JSON.parse(answer.body.result.content[0].text).event).toEqual({ amount: value });
        expect(await recordOf(running, answer)).toMatchObject({
          mode: "LOG_ONLY",
          decision,
          code,
          enforced: "ALLOW",
          outcome: { result: "success" },
        });
      }
      const unknown = await callTool(own.url, token, "Pay__send", { amount: 1 });
      expect(unknown.body.error).toEqual({
        code: -32602,
        message: "Unknown tool: Pay__send. Did you mean Pay___send?",
      });
    },
  );
});

describe("changes are in force when the call that makes them returns", () => {
  it(verifies("gateway.at-once", "on every gateway of the engine, and back again"), async () => {
    const targets = { Pay: tools("send") };
    const first = await decidingGateway(running, "at-once", {
      targets,
      statements: [permitUnder(500, "Pay___send")],
    });
    const second = await decidingGateway(running, "at-once-too", { targets, engineArn: first.engineArn });
    await second.permit(permitUnder(500, "Pay___send"));
    const answers = async () => {
      const calls = [first, second].map(({ url }) => callTool(url, token, "Pay___send", { amount: 1 }));
      return (await Promise.all(calls)).map(({ body }) => body.result.isError);
    };
    const lists = () => Promise.all([first, second].map(({ url }) => toolNames(url, token)));
    for (let round = 0; round < 5; round += 1) {
      expect(await answers()).toEqual([false, false]);
      const emergency = await first.permit("forbid(principal, action, resource);");
      expect(await answers()).toEqual([true, true]);
      expect(await lists()).toEqual([[], []]);
      await first.remove(emergency);
      expect(await lists()).toEqual([["Pay___send"], ["Pay___send"]]);
    }
    const policy = String(first.policies[0]);
    await first.update(policy, { enforcementMode: "LOG_ONLY" });
    expect(await answers()).toEqual([true, false]);
    await first.update(policy, { enforcementMode: "ACTIVE" });
    expect(await answers()).toEqual([false, false]);
  });

  it(
    verifies("gateway.engine.shared", "policies of one gateway never apply to another on the same engine"),
    async () => {
      const first = await decidingGateway(running, "shared-a", {
        targets: { Pay: tools("send"), Only: tools("here") },
        statements: [permitUnder(500, "Pay___send"), permitUnder(500, "Only___here")],
      });
      const second = await decidingGateway(running, "shared-b", {
        targets: { Pay: tools("send") },
        engineArn: first.engineArn,
        statements: [],
      });
      const denied = async (url: string) =>
        (await callTool(url, token, "Pay___send", { amount: 1 })).body.result.isError;
      expect([await denied(first.url), await denied(second.url)]).toEqual([false, true]);
      expect(await toolNames(second.url, token)).toEqual([]);
      // A policy that names no gateway is of all of them.
      const everywhere = await second.permit("permit(principal, action, resource is AgentCore::Gateway);");
      expect([await denied(first.url), await denied(second.url)]).toEqual([false, false]);
      expect(await toolNames(second.url, token)).toEqual(["Pay___send"]);
      expect(await toolNames(first.url, token)).toEqual(["Only___here", "Pay___send"]);
      const stopped = await second.permit(stop("Pay___send"));
      expect([await denied(first.url), await denied(second.url)]).toEqual([false, true]);
      for (const policy of [everywhere, stopped]) await second.remove(policy);
    },
  );

  it(
    verifies("gateway.time", "a tool is listed and callable within its hours, and at no other time"),
    async () => {
      const day = 86_400_000;
      const at = (offset: number) => `datetime("${new Date(Date.now() + offset).toISOString()}")`;
      const during = (tool: string, from: number, to: number) =>
        `permit(principal, action == ${action(tool)}, resource == GATEWAY) when { context.system.now >= ${at(from)} && context.system.now < ${at(to)} };`;
      const own = await decidingGateway(running, "hours", {
        targets: { Pay: tools("now", "later", "past", "frozen") },
        statements: [
          during("Pay___now", -day, day),
          during("Pay___later", day, 2 * day),
          during("Pay___past", -2 * day, -day),
          `permit(principal, action == ${action("Pay___frozen")}, resource == GATEWAY);`,
          `forbid(principal, action == ${action("Pay___frozen")}, resource == GATEWAY) when { context.system.now < ${at(day)} };`,
        ],
      });
      expect(await toolNames(own.url, token)).toEqual(["Pay___now"]);
      const denied = async (tool: string) =>
        (await callTool(own.url, token, tool, { amount: 1 })).body.result.isError;
      expect(await denied("Pay___now")).toBe(false);
      for (const tool of ["Pay___later", "Pay___past", "Pay___frozen"]) expect(await denied(tool)).toBe(true);
    },
  );
});
