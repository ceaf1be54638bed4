import {
  DatetimeValue,
  type ExampleCall,
  type ExampleCalls,
  environment,
  exampleCalls,
  fromPlain,
  type Policy,
  parsePolicy,
  replay,
  type Solve,
  type ToolCalls,
  toolArguments,
  valueToJson,
} from "@toolgate/policy";
import { createSolver } from "@toolgate/solver";
import { afterAll, describe, expect, it } from "vitest";
import { CedarOracle } from "./cedar-oracle.ts";
import { readableGateway, readablePolicy, readableTools } from "./random-readable-policies.ts";
import { Choices, PolicyWriter, typedTool } from "./random-typed-policies.ts";
import { verifies } from "./verifies.ts";

const solver = createSolver({ timeLimit: 30_000 });
const oracle = new CedarOracle();
afterAll(() => Promise.all([solver.close(), oracle.close()]));
const solve: Solve = (script) => solver.solve(script);
const analyst = { solve, replay };

const bank: readonly ToolCalls[] = readableTools.map((tool) => ({
  tool: { ...tool, gatewayArn: readableGateway },
  principalType: "AgentCore::OAuthUser",
}));
const pay: readonly ToolCalls[] = [{ tool: typedTool, principalType: "AgentCore::OAuthUser" }];

function parsed(text: string): Policy {
  const result = parsePolicy(text);
  if (!result.ok) throw new Error(`${text}: ${result.errors[0]?.message}`);
  return result.policy;
}

const transfer = (condition: string, effect = "permit") =>
  `${effect}(principal is AgentCore::OAuthUser, action == AgentCore::Action::"Bank___transfer_money", resource == AgentCore::Gateway::"${readableGateway}")${condition === "" ? "" : ` when { ${condition} }`};`;

const told = ({ examples }: ExampleCalls) => examples.map(({ outcome, words }) => `${outcome}: ${words}`);

describe("examples", () => {
  it.each([
    [
      transfer(
        'principal.hasTag("username") && principal.getTag("username") == "refund-agent" && context.input.amount < 500',
      ),
      ["allows: refund-agent, amount 499", "denies: refund-agent, amount 500", "denies: other, amount 499"],
    ],
    [
      transfer("context.input.amount > 10 && context.input.amount <= 20"),
      ["allows: amount 11", "denies: amount 10", "allows: amount 20"],
    ],
    [transfer("context.input.amount >= 100", "forbid"), ["denies: amount 100", "does not deny: amount 99"]],
    [
      transfer('context.input.price.lessThan(decimal("19.99"))'),
      ["allows: price 19.98", "denies: price 19.99"],
    ],
    [
      transfer('context.input has note && context.input.note like "*gift*"'),
      ["allows: note gift", 'denies: note "some text"', "denies: no note"],
    ],
    [
      transfer(
        'context.system.now.toTime() >= duration("9h") && context.system.now.toTime() < duration("17h")',
      ),
      ["allows: 2026-07-01T09:00:00Z", "denies: 2026-07-01T08:59:00Z", "allows: 2026-07-01T16:59:00Z"],
    ],
    // its literals suggest nothing, so the solver is asked
    [transfer("context.input.amount * 3 + 7 == 307"), ["allows: amount 100", "denies: amount 0"]],
  ])(verifies("authoring.read-back.examples", "of %s"), async (policy, examples) => {
    expect(told(await exampleCalls(parsed(policy), bank, analyst))).toEqual(examples);
  });

  it(
    verifies("authoring.read-back.none", "a policy that no call satisfies has none, which is proved"),
    async () => {
      const policy = parsed(transfer("context.input.amount > 10 && context.input.amount < 5"));
      expect(await exampleCalls(policy, bank, analyst)).toEqual({
        applies: "never",
        examples: [],
        notes: ["This policy never applies: no call satisfies it."],
      });
    },
  );

  it(
    verifies("authoring.read-back.none", "a policy that every call satisfies is shown beside another tool"),
    async () => {
      const found = await exampleCalls(parsed(transfer("")), bank, analyst);
      expect(found.applies).toBe("every");
      expect(told(found)).toEqual([
        "allows: Bank___transfer_money",
        "denies: Bank___reverse_payment",
        "denies: Desk___list_accounts",
      ]);
    },
  );

  it(
    verifies("authoring.read-back.none", "where the solver gives up, nothing is said to be proved"),
    async () => {
      const unsure: Solve = async () => ({ kind: "unknown", why: "it was told to" });
      const policy = parsed(transfer("context.input.amount * 3 + 7 == 307"));
      expect(await exampleCalls(policy, bank, { solve: unsure, replay })).toEqual({
        applies: "unknown",
        examples: [],
        notes: ["Not all is known: it was told to."],
      });
    },
  );

  it(verifies("authoring.read-back.none", "what Cedar cannot confirm is not told"), async () => {
    const found = await exampleCalls(parsed(transfer("context.input.amount < 5")), bank, {
      ...analyst,
      referee: async () => undefined,
    });
    expect(found.examples).toEqual([]);
    expect(found.applies).toBe("unknown");
  });

  it(verifies("authoring.read-back.none", "a policy for tools that are not there says so"), async () => {
    const policy = parsed('permit(principal, action == AgentCore::Action::"No___tool", resource);');
    expect(await exampleCalls(policy, bank, analyst)).toMatchObject({ applies: "none", examples: [] });
  });
});

/** What Cedar makes of the example, as the policy alone decides it. */
async function asCedarSays(
  policy: string,
  { request }: ExampleCall,
  calls: readonly ToolCalls[],
): Promise<string> {
  const tool = calls.find(({ tool: each }) => each.action === request.tool)?.tool;
  const read = tool && toolArguments(tool.inputSchema, fromPlain(JSON.parse(request.arguments)));
  if (tool === undefined || read?.ok !== true) return "no call";
  const now = new DatetimeValue(Date.parse(request.time));
  const { actionGroups } = environment(tool, request.principal.type);
  const { determining } = await oracle.decides(
    {
      principal: { type: request.principal.type, id: request.principal.id, tags: request.principal.claims },
      action: request.tool,
      actionGroups,
      resource: request.gatewayArn,
      context: { input: valueToJson(read.input), system: { now: valueToJson(now) } },
    },
    policy,
  );
  if (policy.startsWith("permit")) return determining.length > 0 ? "allows" : "denies";
  return determining.length > 0 ? "denies" : "does not deny";
}

it(verifies(
  "authoring.read-back.examples",
  "of 200 random policies are each decided by Cedar as they are told",
), { timeout: 600_000 }, async () => {
  const choices = new Choices(31);
  const writer = new PolicyWriter(choices);
  const outcomes = new Map<string, number>();
  for (let count = 0; count < 200; count += 1) {
    const [text, calls] = count % 4 === 0 ? [writer.policy(), pay] : [readablePolicy(choices), bank];
    const { examples, applies } = await exampleCalls(parsed(text), calls, analyst);
    if (applies === "some") expect(examples.length, text).toBeGreaterThan(0);
    for (const example of examples) {
      expect(await asCedarSays(text, example, calls), `${text}\n${JSON.stringify(example)}`).toBe(
        example.outcome,
      );
      outcomes.set(example.outcome, (outcomes.get(example.outcome) ?? 0) + 1);
    }
  }
  // none of the outcomes goes without a trial
  for (const outcome of ["allows", "denies", "does not deny"]) {
    expect(outcomes.get(outcome), outcome).toBeGreaterThan(50);
  }
});
