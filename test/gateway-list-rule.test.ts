import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DecidingGateway, decidingGateway } from "./deciding-gateway.ts";
import { callers, calls, inputSchema, randomPolicy } from "./random-policies.ts";
import { callTool, type RunningToolgate, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const tools = ["read", "send", "void"];
const actions = tools.map((tool) => `Pay___${tool}`);

let running: RunningToolgate;
let own: DecidingGateway;

beforeAll(async () => {
  running = await runToolgate();
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
    fc.asyncProperty(fc.array(randomPolicy(actions), { minLength: 1, maxLength: 6 }), async (policies) => {
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
    { numRuns: 40, endOnFailure: true },
  );
  // The rule would hold of a gateway that denies everything, too.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});
