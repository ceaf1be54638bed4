/** Whether the formulas of random policies say of random requests what the evaluator says. */
import {
  environment,
  type Policy,
  type PolicyOutcome,
  PolicySetEncoding,
  type RequestCase,
  readNodes,
  readValues,
  replay,
  requestFormula,
  type Solve,
  scriptStart,
} from "@toolgate/policy";
import { randomSet, shown } from "./random-sets.ts";
import { typedTool } from "./random-typed-policies.ts";

export interface TrialSize {
  readonly sets: number;
  readonly policies: number;
  readonly requests: number;
}

export interface TrialResult {
  /** Each is one policy with one request. */
  readonly compared: number;
  readonly outcomes: Readonly<Record<PolicyOutcome, number>>;
  readonly decisions: Readonly<Record<"ALLOW" | "DENY", number>>;
  /** Policies that no formula says, by the reason. */
  readonly unknown: ReadonlyMap<string, number>;
  /** Sets that the solver gave no answer for. */
  readonly unanswered: readonly string[];
  readonly operators: ReadonlyMap<string, number>;
  readonly differences: readonly string[];
}

/** Asks the solver about one set of policies after the other. */
export async function encoderTrial(solve: Solve, seed: number, size: TrialSize): Promise<TrialResult> {
  const outcomes = { applies: 0, "does not apply": 0, fails: 0 };
  const decisions = { ALLOW: 0, DENY: 0 };
  const unknown = new Map<string, number>();
  const unanswered: string[] = [];
  const operators = new Map<string, number>();
  const differences: string[] = [];
  let compared = 0;
  for (let set = 0; set < size.sets; set += 1) {
    const { texts, policies, kind, mix, request: random } = randomSet(seed, set, size.policies);
    for (const [name, count] of mix) operators.set(name, (operators.get(name) ?? 0) + count);
    const requests = Array.from({ length: size.requests }, random);
    // each in an encoding of its own and begun anew, so that the solver puts the request's values in before it starts
    const scripts = requests.map((request) => pinnedScript(kind, policies, request));
    const [first] = scripts;
    if (first === undefined) continue;
    const { encoded } = first;
    for (const why of first.unknown) unknown.set(why, (unknown.get(why) ?? 0) + 1);
    const answer = await solve(["(check-sat)", ...scripts.map(({ text }) => text)].join("\n(reset)\n"));
    if (answer.kind !== "sat") {
      unanswered.push(
        `${answer.kind === "unsat" ? "The solver contradicts itself" : answer.why}:\n${texts.join("\n")}`,
      );
      continue;
    }
    const answers = readNodes(answer.output).filter((node) => node !== "sat");
    for (const [index, request] of requests.entries()) {
      const node = answers[index];
      const values = node === undefined ? undefined : readValues(node);
      const evaluated = replay(policies, request);
      decisions[decisionOf(policies, evaluated)] += 1;
      for (const [column, place] of encoded.entries()) {
        const expected = evaluated[place] ?? "fails";
        const said =
          values === undefined ? String(node) : outcomeOf(values[2 * column + 1], values[2 * column + 2]);
        compared += 1;
        outcomes[expected] += 1;
        if (said !== expected) {
          differences.push(
            `${texts[place]}\n  ${shown(request)}\n  evaluator: ${expected}, formulas: ${said}`,
          );
        }
      }
    }
  }
  return { compared, outcomes, decisions, unknown, unanswered, operators, differences };
}

/** A script that asks what the policies do with the one request. */
function pinnedScript(
  kind: RequestCase["principal"]["type"],
  policies: readonly Policy[],
  request: RequestCase,
) {
  const encoding = new PolicySetEncoding(environment(typedTool, kind), policies);
  const encoded: number[] = [];
  const unknown: string[] = [];
  const terms: string[] = ["true"];
  for (const [place, policy] of encoding.policies) {
    if (policy.kind === "unknown") {
      unknown.push(policy.why);
    } else {
      encoded.push(place);
      terms.push(policy.applies.text, policy.fails.text);
    }
  }
  const formula = requestFormula(encoding, request);
  encoding.finish();
  const text = [
    scriptStart,
    encoding.script.text,
    `(assert ${formula.text})`,
    "(check-sat)",
    `(get-value (${terms.join(" ")}))`,
  ];
  return { text: text.join("\n"), encoded, unknown };
}

function outcomeOf(applies: unknown, fails: unknown): PolicyOutcome | string {
  if (typeof applies !== "boolean" || typeof fails !== "boolean") return `${applies} ${fails}`;
  if (applies && fails) return "both";
  if (fails) return "fails";
  return applies ? "applies" : "does not apply";
}

function decisionOf(policies: readonly Policy[], outcomes: readonly PolicyOutcome[]): "ALLOW" | "DENY" {
  const some = (effect: Policy["effect"]) =>
    policies.some((policy, place) => policy.effect === effect && outcomes[place] === "applies");
  return some("permit") && !some("forbid") ? "ALLOW" : "DENY";
}
