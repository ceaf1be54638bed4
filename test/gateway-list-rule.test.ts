import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DecidingGateway, decidingGateway } from "./deciding-gateway.ts";
import { callTool, type RunningToolgate, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const tools = ["read", "send", "void"];
const actions = tools.map((tool) => `Pay___${tool}`);

/** Clauses of every kind that the list has to see through: claims, arguments, time, and what can fail. */
const clauses = [
  'principal.hasTag("role") && principal.getTag("role") == "admin"',
  'principal.hasTag("role") && principal.getTag("role") like "a*"',
  'principal.hasTag("team") && principal.hasTag("role") && principal.getTag("team") == principal.getTag("role")',
  'principal.id == "ann"',
  "context.input.amount < 10",
  "context.input.amount >= 10 && context.input.amount < 5",
  "context.input has note",
  'context.input has note && context.input.note == "x"',
  'principal.hasTag("team") || context.input.amount == 7',
  "context.input.amount + 9223372036854775807 > 0",
  'context.system.now < datetime("2020-01-01")',
  'context.system.now >= datetime("2020-01-01")',
  'if principal.hasTag("team") then context.input.amount > 3 else principal.id == "bob"',
  "true",
  "false",
];

const clause = fc.constantFrom(...clauses);
const policy = fc
  .record({
    effect: fc.constantFrom("permit", "permit", "forbid"),
    principal: fc.constantFrom(
      "principal",
      "principal is AgentCore::OAuthUser",
      'principal == AgentCore::OAuthUser::"ann"',
    ),
    actions: fc.subarray(actions, { minLength: 1 }),
    conditions: fc.array(fc.record({ kind: fc.constantFrom("when", "unless"), clause }), { maxLength: 2 }),
    logOnly: fc.constantFrom(false, false, false, true),
  })
  .map(({ effect, principal, actions: named, conditions, logOnly }) => {
    const action = `action in [${named.map((name) => `AgentCore::Action::"${name}"`).join(", ")}]`;
    const tail = conditions.map((one) => ` ${one.kind} { ${one.clause} }`).join("");
    return { logOnly, statement: `${effect}(${principal}, ${action}, resource == GATEWAY)${tail};` };
  });
const callers = [{ sub: "ann" }, { sub: "bob", role: "admin" }, { sub: "eve", role: "a", team: "a" }];
const calls = [{ amount: 7 }, { amount: 12, note: "x" }, { amount: 0, note: "y" }, { amount: -3 }];

let running: RunningToolgate;
let own: DecidingGateway;

beforeAll(async () => {
  running = await runToolgate();
  const inputSchema = {
    type: "object" as const,
    properties: { amount: { type: "integer" as const }, note: { type: "string" as const } },
    required: ["amount"],
  };
  own = await decidingGateway(running, "list-rule", {
    targets: { Pay: tools.map((name) => ({ name, inputSchema })) },
  });
});

afterAll(() => running.close());

it(verifies("gateway.list", "what may be called is listed, and what is not listed may not be called"), {
  timeout: 120_000,
}, async () => {
  const seen = { allowed: 0, deniedOfListed: 0, hidden: 0 };
  const tokens = await Promise.all(callers.map((claims) => running.issuer.token(claims)));

  async function check(token: string) {
    const listed = new Set(await toolNames(own.url, token));
    for (const name of actions) {
      const answers = await Promise.all(calls.map((args) => callTool(own.url, token, name, args)));
      const allowed = answers.filter(({ body }) => body.result.isError === false).length;
      if (!listed.has(name)) {
        expect([name, allowed]).toEqual([name, 0]);
        seen.hidden += 1;
      }
      seen.allowed += allowed;
      seen.deniedOfListed += listed.has(name) ? answers.length - allowed : 0;
    }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(policy, { minLength: 1, maxLength: 6 }), async (policies) => {
      const written: string[] = [];
      try {
        for (const { statement, logOnly } of policies) {
          written.push(await own.permit(statement, logOnly ? { enforcementMode: "LOG_ONLY" } : {}));
        }
        for (const token of tokens) await check(token);
      } finally {
        for (const id of written) await own.remove(id);
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
  // The rule would hold of a gateway that denies everything, too.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});
