/** Whether assertions hold of a set of policies, for every call there can be. */
import type { Policy } from "../../syntax/ast.ts";
import { lineAndColumn } from "../../syntax/line-and-column.ts";
import type { Assertion } from "../../syntax/parse-assertions.ts";
import { applies, type Claim, every, fails } from "../claim.ts";
import { allowedBy } from "../compare-sets.ts";
import type { Environment } from "../environment.ts";
import { failingExpression } from "../failing-expression.ts";
import { type Analyst, never } from "../never.ts";
import type { Verdict } from "../verdict.ts";
import { concerns } from "./concerns.ts";
import { type Pace, unhurried } from "./pace.ts";
import { type CallsOfTool, callsOf, type ShownRequest, shownRequest } from "./shown-request.ts";
import { placeOf, type TextPlace, type WrittenPolicy } from "./written-policy.ts";

/** What became of an assertion. Only `holds` is a proof. */
export interface AssertionResult {
  readonly at: TextPlace;
  readonly kind: Assertion["kind"];
  readonly name: string;
  readonly outcome:
    | "holds"
    /** The request is allowed, and shows that it does not hold; for `allows`: no such call is allowed. */
    | "broken"
    /** On the request, which is allowed, the condition itself fails, so that it says nothing. */
    | "fails"
    /** It would hold whatever the policies were, so it checks nothing. */
    | "empty"
    | "unknown";
  /** For people. */
  readonly sentence: string;
  readonly request?: ShownRequest | undefined;
  /** The permits that let the request through. */
  readonly by?: readonly TextPlace[] | undefined;
  /** The calls that the answer is about, where it is not about all of them. */
  readonly calls: readonly CallsOfTool[];
}

/** A text of assertions. */
export interface WrittenAssertions {
  readonly source: string;
  readonly text: string;
  readonly assertions: readonly Assertion[];
}

/** One result for each assertion, in their order. */
export async function proveAssertions(
  environments: readonly Environment[],
  written: readonly WrittenPolicy[],
  { source, text, assertions }: WrittenAssertions,
  analyst: Analyst,
  pace: Pace = unhurried,
): Promise<readonly AssertionResult[]> {
  const results: AssertionResult[] = [];
  for (const assertion of assertions) {
    const { kind, name, span } = assertion;
    const at = { source, ...lineAndColumn(text, span.start) };
    results.push({ at, kind, name, ...(await prove(environments, written, assertion, analyst, pace)) });
    pace.progress(results.length, assertions.length);
  }
  return results;
}

type Proof = Pick<AssertionResult, "outcome" | "sentence" | "request" | "by" | "calls">;

async function prove(
  environments: readonly Environment[],
  written: readonly WrittenPolicy[],
  assertion: Assertion,
  analyst: Analyst,
  pace: Pace,
): Promise<Proof> {
  const looked = asPolicy(assertion);
  const unknown: { why: string; environment: Environment }[] = [];
  let canMatter = false;
  for (const environment of environments) {
    const late = await pace.over();
    if (late !== undefined) {
      unknown.push({ why: late, environment });
      continue;
    }
    const near = written.filter(({ policy }) => concerns(policy, environment));
    const policies = [...near.map(({ policy }) => policy), looked];
    const allowed = allowedBy(policies, near.keys());
    const ask = (claim: Claim) => never(environment, policies, claim, analyst);
    const shown = await ask(every(allowed, applies(near.length)));
    if (shown.kind === "refuted") {
      const by = allowing(near, shown, analyst);
      return { ...found(assertion), request: shownRequest(shown.case), by, calls: [callsOf(environment)] };
    }
    if ("why" in shown) unknown.push({ why: shown.why, environment });
    if (assertion.kind !== "allows") {
      const failure = await ask(every(allowed, fails(near.length)));
      if (failure.kind === "refuted") {
        const by = allowing(near, failure, analyst);
        return { ...failed(looked, failure), by, calls: [callsOf(environment)] };
      }
      if ("why" in failure) unknown.push({ why: failure.why, environment });
    }
    canMatter ||= (await ask(applies(near.length))).kind !== "proved";
  }
  const [first] = unknown;
  if (first !== undefined) {
    const calls = [...new Set(unknown.map(({ environment }) => environment))].map(callsOf);
    return { outcome: "unknown", sentence: `It could be neither proved nor refuted: ${first.why}.`, calls };
  }
  if (!canMatter) {
    return {
      outcome: "empty",
      sentence:
        assertion.kind === "always"
          ? "Every call there can be satisfies it, allowed or not, so it checks nothing; compare its names with the tools."
          : "No call there can be satisfies it, allowed or not, so it checks nothing; compare its names with the tools.",
      calls: [],
    };
  }
  if (assertion.kind === "allows") {
    return { outcome: "broken", sentence: "No call that satisfies it is allowed.", calls: [] };
  }
  const sentence =
    assertion.kind === "never" ? "No allowed call satisfies it." : "Every allowed call satisfies it.";
  return { outcome: "holds", sentence, calls: [] };
}

/** A policy that applies to what the assertion is on the look-out for. */
function asPolicy({ kind, condition, span }: Assertion): Policy {
  const open = { kind: "any", span } as const;
  return {
    effect: "permit",
    annotations: [],
    principal: open,
    action: open,
    resource: open,
    conditions: [{ kind: kind === "always" ? "unless" : "when", body: condition, span }],
    comments: [],
    span,
  };
}

function found({ kind }: Assertion): Pick<Proof, "outcome" | "sentence"> {
  switch (kind) {
    case "never":
      return { outcome: "broken", sentence: "This call is allowed, and satisfies it." };
    case "always":
      return { outcome: "broken", sentence: "This call is allowed, and does not satisfy it." };
    case "allows":
      return { outcome: "holds", sentence: "This call satisfies it and is allowed." };
  }
}

function failed(
  looked: Policy,
  { case: request }: Extract<Verdict, { kind: "refuted" }>,
): Pick<Proof, "outcome" | "sentence" | "request"> {
  const expression = failingExpression(looked, request);
  const guard = expression?.guard === undefined ? "" : ` Ask first: ${expression.guard} && …`;
  const sentence = `This call is allowed, and the assertion's condition fails on it: ${expression?.message ?? "it cannot be evaluated"}.${guard}`;
  return { outcome: "fails", sentence, request: shownRequest(request) };
}

function allowing(
  near: readonly WrittenPolicy[],
  { case: request }: Extract<Verdict, { kind: "refuted" }>,
  { replay }: Analyst,
): readonly TextPlace[] {
  const outcomes = replay(
    near.map(({ policy }) => policy),
    request,
  );
  return near.flatMap((each, place) =>
    each.policy.effect === "permit" && outcomes[place] === "applies" ? [placeOf(each)] : [],
  );
}
