import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DecidingGateway, decidingGateway, masked } from "./deciding-gateway.ts";
import { postMcp, stateless } from "./mcp-post.ts";
import { callers, calls, inputSchema, randomPolicy } from "./random-policies.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const tools = ["read", "send", "void"];
const actions = tools.map((tool) => `Pay___${tool}`);
/** A near miss, and a tool of no target, are asked for as well. */
const asked = [...actions, "Pay__read", "No___such"];

let running: RunningToolgate;
let own: DecidingGateway;

beforeAll(async () => {
  running = await runToolgate({ functions: [{ name: "Echo", module: "./mirror.mjs" }] });
  own = await decidingGateway(running, "revisions-rule", {
    targets: { Pay: tools.map((name) => ({ name, inputSchema })) },
  });
});

afterAll(() => running.close());

interface Asked {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

const list: Asked = { method: "tools/list" };
const everyCall = asked.flatMap((name) =>
  calls.map((args): Asked => ({ method: "tools/call", params: { name, arguments: args } })),
);

/** A way in: what it answers to a list and to every call, in their order. */
type Door = (token: string) => Promise<readonly unknown[]>;

/** Result or error, without what differs each time and what only one revision says. */
function outcomeOf(answer: string): unknown {
  const { result, error } = JSON.parse(masked(answer));
  if (error !== undefined) return { error };
  const { resultType: _type, ttlMs: _ttl, cacheScope: _scope, _meta, ...rest } = result;
  const { "io.modelcontextprotocol/serverInfo": _server, ...meta } = _meta ?? {};
  return { ...rest, meta };
}

const oneByOne =
  (headers: Readonly<Record<string, string>>): Door =>
  (token) =>
    Promise.all(
      [list, ...everyCall].map(async (message) => {
        const body = JSON.stringify({ jsonrpc: "2.0", id: 1, ...message });
        return outcomeOf((await postMcp(own.url, token, body, headers)).text);
      }),
    );

const withoutHandshake: Door = (token) =>
  Promise.all(
    [list, ...everyCall].map(async ({ method, params }) => {
      const { body, headers } = stateless(method, params);
      return outcomeOf((await postMcp(own.url, token, body, headers)).text);
    }),
  );

const inBatches: Door = async (token) => {
  const messages = [list, ...everyCall].map((message, id) => ({ jsonrpc: "2.0", id, ...message }));
  const { body } = await postMcp(own.url, token, JSON.stringify(messages));
  return body.map((answer: unknown) => outcomeOf(JSON.stringify(answer)));
};

const doors: Readonly<Record<string, Door>> = {
  raw: oneByOne({}),
  "2025-03-26": oneByOne({ "mcp-protocol-version": "2025-03-26" }),
  "2025-06-18": oneByOne({ "mcp-protocol-version": "2025-06-18" }),
  "2025-11-25": oneByOne({ "mcp-protocol-version": "2025-11-25" }),
  "2026-07-28": withoutHandshake,
  batch: inBatches,
};

/** Allows some calls of one tool, and hides the others. */
const some = {
  logOnly: false,
  statement:
    'permit(principal, action == AgentCore::Action::"Pay___read", resource == GATEWAY) when { context.input.amount < 10 };',
};

it(verifies(
  "revisions.list-and-call",
  "every revision and every batch lists and decides alike, and by one rule",
), { timeout: 120_000 }, async () => {
  const seen = { allowed: 0, deniedOfListed: 0, hidden: 0 };
  const tokens = await Promise.all(callers.map((claims) => running.issuer.token(claims)));

  async function check(token: string) {
    const [first = [], ...others] = await Promise.all(Object.values(doors).map((door) => door(token)));
    for (const [at, answers] of others.entries()) {
      expect([Object.keys(doors)[at + 1], answers]).toEqual([Object.keys(doors)[at + 1], first]);
    }
    const [listing, ...decided] = first as [{ tools: { name: string }[] }, ...{ isError: boolean }[]];
    const listed = listing.tools.map(({ name }) => name);
    for (const [at, { isError }] of decided.entries()) {
      const name = String(everyCall[at]?.params?.name);
      const known = listed.includes(name);
      if (!known) expect([name, isError]).toEqual([name, true]);
      if (!isError) seen.allowed += 1;
      else if (known) seen.deniedOfListed += 1;
      else seen.hidden += 1;
    }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(randomPolicy(actions), { minLength: 1, maxLength: 5 }), async (policies) => {
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
    { numRuns: 6, endOnFailure: true, examples: [[[some]]] },
  );
  // The rule would hold of a gateway that denies everything, too; the example alone brings some of each.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(2);
});
