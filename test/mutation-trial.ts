/** Whether what `diff` says of one-token changes to real policies is true: proofs against random requests, cases by two judges. */
import {
  type AnalysedTool,
  actionGroups,
  type CallsDifference,
  DatetimeValue,
  diffPolicies,
  environment,
  type Policy,
  parseJson,
  parsePolicies,
  parsePolicy,
  policyToText,
  type RequestCase,
  replay,
  type ShownRequest,
  type Solve,
  toolArguments,
  valueToJson,
  type WrittenPolicy,
} from "@toolgate/policy";
import type { CedarOracle } from "./cedar-oracle.ts";
import { seedGateways, seedPolicies } from "./fixtures/seed-policies.ts";
import { randomNumbers, withOneTokenChanged } from "./policy-mutations.ts";

export interface MutationResult {
  readonly kinds: Readonly<Record<CallsDifference["kind"], number>>;
  /** Random requests that agreed with a proof. */
  readonly agreeing: number;
  /** Cases that the evaluator and cedar-wasm decided as told. */
  readonly confirmed: number;
  /** Where the change is proved to be none, or shown, and somebody disagrees. */
  readonly wrong: readonly string[];
  readonly unknown: readonly string[];
}

const account = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway";

interface RealSet {
  readonly tool: AnalysedTool;
  readonly statements: readonly string[];
}

/** Compares so many random changes, and tries each proof with so many requests. */
export async function mutationTrial(
  solve: Solve,
  oracle: CedarOracle,
  { seed, changes, requests }: { readonly seed: number; readonly changes: number; readonly requests: number },
): Promise<MutationResult> {
  const random = randomNumbers(seed);
  const kinds = { equivalent: 0, "allows more": 0, "allows less": 0, both: 0, unknown: 0 };
  const wrong: string[] = [];
  const unknown: string[] = [];
  let agreeing = 0;
  let confirmed = 0;
  for (let done = 0; done < changes; ) {
    const set = realSets[random(realSets.length)];
    if (set === undefined) continue;
    const { tool, statements } = set;
    const at = random(statements.length);
    const changed = withOneTokenChanged(statements[at] ?? "", allStatements, random);
    const parsed = parsePolicy(changed);
    // a change that leaves no policy, or the same one, is nothing to compare
    if (!parsed.ok || policyToText(parsed.policy) === policyToText(policyOf(statements[at] ?? ""))) continue;
    done += 1;
    const after = statements.map((statement, index) => (index === at ? changed : statement));
    const asked = environment(tool, "AgentCore::OAuthUser");
    const [difference] = await diffPolicies([asked], written(statements), written(after), { solve, replay });
    if (difference === undefined) throw new Error("There is no answer");
    kinds[difference.kind] += 1;
    const told = `${statements[at]}\nbecame\n${changed}\n`;
    if (difference.kind === "unknown") unknown.push(`${told}${difference.why}`);
    if (difference.kind === "equivalent") {
      const refuting = refutingRequest(tool, statements, after, requests, random);
      if (refuting === undefined) agreeing += requests;
      else wrong.push(`${told}proved the same, but not for ${JSON.stringify(refuting)}`);
    }
    for (const [call, expected] of [
      [difference.nowAllowed, { before: false, after: true }],
      [difference.nowDenied, { before: true, after: false }],
    ] as const) {
      if (call === undefined) continue;
      const request = caseOf(tool, call.request);
      for (const [name, texts] of [
        ["before", statements],
        ["after", after],
      ] as const) {
        const ours = allows(texts.map(policyOf), request);
        const cedars = await oracle.allows(asCedar(request), texts.join("\n"));
        if (ours !== expected[name] || cedars !== expected[name]) {
          wrong.push(
            `${told}${name}: told ${expected[name]}, evaluator ${ours}, Cedar ${cedars} for ${JSON.stringify(call.request)}`,
          );
        } else confirmed += 1;
      }
    }
  }
  return { kinds, agreeing, confirmed, wrong, unknown };
}

const realSets: readonly RealSet[] = [
  ...seedPolicies.map(({ gateway, base, statement }) => ({
    tool: toolOf(gateway),
    statements: [...(base === undefined ? [] : [base]), statement],
  })),
  // what a team would have in force together
  {
    tool: toolOf("payment"),
    statements: seedPolicies.flatMap(({ gateway, name, statement }) =>
      gateway === "payment" && !["emergency_shutdown", "disable_tool", "permit_policy"].includes(name)
        ? [statement]
        : [],
    ),
  },
];

/** What new names and texts come from. */
const allStatements = realSets.flatMap(({ statements }) => statements);

function toolOf(gateway: string): AnalysedTool {
  const [[target, tools] = ["", []]] = Object.entries(seedGateways[gateway] ?? {});
  const [tool] = tools;
  if (tool === undefined) throw new Error(`No tool on ${gateway}`);
  return {
    action: `${target}___${tool.name}`,
    gatewayArn: `${account}/${gateway}`,
    inputSchema: { ...tool.inputSchema },
  };
}

function policyOf(statement: string): Policy {
  const parsed = parsePolicy(statement);
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.errors)} in ${statement}`);
  return parsed.policy;
}

function written(statements: readonly string[]): readonly WrittenPolicy[] {
  const text = statements.join("\n");
  const parsed = parsePolicies(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.policies.map((policy) => ({ source: "set.cedar", text, policy }));
}

/** Cedar's rule, written anew. */
function allows(policies: readonly Policy[], request: RequestCase): boolean {
  const outcomes = replay(policies, request);
  const applying = policies.filter((_, place) => outcomes[place] === "applies").map(({ effect }) => effect);
  return applying.includes("permit") && !applying.includes("forbid");
}

function refutingRequest(
  tool: AnalysedTool,
  before: readonly string[],
  after: readonly string[],
  count: number,
  random: (below: number) => number,
): ShownRequest | undefined {
  const [was, is] = [before.map(policyOf), after.map(policyOf)];
  const words = [
    ...new Set([...before, ...after].flatMap((text) => text.match(/"(?:[^"\\]|\\.)*"/g) ?? [])),
  ].map((text) => JSON.parse(text) as string);
  const numbers = [...new Set([...before, ...after].flatMap((text) => text.match(/\b\d+\b/g) ?? []))].map(
    Number,
  );
  for (let tried = 0; tried < count; tried += 1) {
    const shown = randomRequest(tool, words, numbers, random);
    const request = caseOf(tool, shown);
    if (allows(was, request) !== allows(is, request)) return shown;
  }
  return undefined;
}

/** Out of what the policies speak of, and its neighbours. */
function randomRequest(
  tool: AnalysedTool,
  words: readonly string[],
  numbers: readonly number[],
  random: (below: number) => number,
): ShownRequest {
  const text = () => {
    const word = (words[random(words.length + 1)] ?? "").replaceAll("*", ["", "x", " "][random(3)] ?? "");
    return ["", "x", `${word}s`, word, word, word][random(6)] ?? word;
  };
  const number = () => {
    const near = numbers[random(numbers.length + 1)] ?? 0;
    return Math.min(Number.MAX_SAFE_INTEGER, near + random(3) - 1) * (random(8) === 0 ? -1 : 1);
  };
  const properties = Object.entries(tool.inputSchema.properties as Record<string, { type: string }>);
  const required = (tool.inputSchema.required ?? []) as readonly string[];
  const args = properties.flatMap(([name, { type }]) =>
    required.includes(name) || random(3) > 0 ? [[name, type === "integer" ? number() : text()] as const] : [],
  );
  const names = ["scope", "role", "username", "tier", ...words];
  const sub = `user${random(3)}`;
  const claims = Array.from(
    { length: random(4) },
    () => [names[random(names.length)] ?? "role", text()] as const,
  );
  return {
    tool: tool.action,
    gatewayArn: tool.gatewayArn,
    principal: { type: "AgentCore::OAuthUser", id: sub, claims: { ...Object.fromEntries(claims), sub } },
    arguments: JSON.stringify(Object.fromEntries(args)),
    time: "2026-05-06T07:08:09.010Z",
  };
}

/** The request as a client would send it. */
function caseOf(tool: AnalysedTool, shown: ShownRequest): RequestCase {
  const parsed = parseJson(shown.arguments);
  if (!parsed.ok) throw new Error(`${shown.arguments} is no JSON`);
  const given = parsed.value;
  const read = toolArguments(tool.inputSchema, given);
  if (!read.ok) throw new Error(`${read.path} ${read.message} in ${shown.arguments}`);
  const { type, id, claims } = shown.principal;
  return {
    principal: { type, id, tags: claims },
    action: shown.tool,
    actionGroups: actionGroups(shown.tool),
    gatewayArn: shown.gatewayArn,
    input: read.input,
    arguments: given,
    now: new DatetimeValue(Date.parse(shown.time)),
  };
}

function asCedar({ principal, action, actionGroups: groups, gatewayArn, input, now }: RequestCase) {
  const context = { input: valueToJson(input), system: { now: valueToJson(now) } };
  return { principal, action, actionGroups: groups, resource: gatewayArn, context };
}
