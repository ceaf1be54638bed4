/** Who can call a tool: the ways in which its policies allow calls, each as short as it can be proved to be. */
import type { Expression, Policy } from "../../syntax/ast.ts";
import { expressionToText } from "../../syntax/expression-to-text.ts";
import { applies, type Claim, every, negation, some } from "../claim.ts";
import type { Environment } from "../environment.ts";
import { type Analyst, never } from "../never.ts";
import { concerns } from "./concerns.ts";
import { conditionInWords } from "./condition-in-words.ts";
import { conjunctsOf, isGuard, negationOf, withConjuncts } from "./conjuncts.ts";
import { type Pace, unhurried } from "./pace.ts";
import { type CallsOfTool, callsOf, type ShownRequest, shownRequest } from "./shown-request.ts";
import { placeOf, type TextPlace, type WrittenPolicy } from "./written-policy.ts";

/** A part of a condition, both ways. */
export interface ToldCondition {
  readonly cedar: string;
  readonly words: string;
}

/** One way to be allowed. */
export interface Way {
  /** The permit. */
  readonly by: TextPlace;
  /** All of them; none where every call is allowed this way. */
  readonly conditions: readonly ToldCondition[];
  /** Forbids that take some of it away, which no condition says: each denies where all of its conditions are true. */
  readonly except: readonly { readonly by: TextPlace; readonly conditions: readonly ToldCondition[] }[];
  /** A call that is allowed this way. */
  readonly example: ShownRequest;
}

export interface WhoCanAnswer extends CallsOfTool {
  /** `always`: every call is allowed. Of `unknown`, `ways` are those that were found. */
  readonly answer: "always" | "sometimes" | "never" | "unknown";
  readonly ways: readonly Way[];
  /** Why something is unknown. */
  readonly why?: string | undefined;
}

/**
 * The ways to call each tool. `caller`, a permit of no set, says what is known of the caller: it applies to those callers
 * alone, and only their calls are looked at.
 */
export async function whoCan(
  environments: readonly Environment[],
  written: readonly WrittenPolicy[],
  caller: Policy | undefined,
  analyst: Analyst,
  pace: Pace = unhurried,
): Promise<readonly WhoCanAnswer[]> {
  const answers: WhoCanAnswer[] = [];
  for (const environment of environments) {
    const near = written.filter(({ policy }) => concerns(policy, environment));
    answers.push({ ...callsOf(environment), ...(await waysIn(environment, near, caller, analyst, pace)) });
    pace.progress(answers.length, environments.length);
  }
  return answers;
}

async function waysIn(
  environment: Environment,
  near: readonly WrittenPolicy[],
  caller: Policy | undefined,
  analyst: Analyst,
  pace: Pace,
): Promise<Pick<WhoCanAnswer, "answer" | "ways" | "why">> {
  const question = new WhoCanQuestion(environment, near, caller, analyst);
  const found = new Map<number, ShownRequest>();
  const ways: Way[] = [];
  const unknown = new Set<string>();
  const others = (permit: number) =>
    some(...[...found.keys()].filter((each) => each !== permit).map(applies));
  for (const permit of question.placesOf("permit")) {
    const late = await pace.over();
    if (late !== undefined) unknown.add(late);
    if (late !== undefined) break;
    // what permits before say already is not told again
    const verdict = await question.ask(every(question.allows(permit), negation(others(permit))));
    if ("why" in verdict) unknown.add(verdict.why);
    if (verdict.kind === "refuted") found.set(permit, shownRequest(verdict.case));
  }
  for (const [permit, example] of found) {
    const late = await pace.over();
    if (late !== undefined) unknown.add(late);
    if (late !== undefined) break;
    // nor what those behind say too
    const more =
      found.size > 1
        ? await question.ask(every(question.allows(permit), negation(others(permit))))
        : undefined;
    if (more?.kind === "proved") found.delete(permit);
    else ways.push(await question.way(permit, example));
  }
  if (unknown.size > 0) return { answer: "unknown", ways, why: [...unknown].join("; ") };
  if (ways.length === 0) return { answer: "never", ways };
  const always = await question.ask(negation(question.allowsAny()));
  return { answer: always.kind === "proved" ? "always" : "sometimes", ways };
}

/** The policies of one tool's calls by one kind of caller, and what is asked of them. */
class WhoCanQuestion {
  private readonly environment: Environment;
  private readonly written: readonly WrittenPolicy[];
  private readonly policies: readonly Policy[];
  private readonly caller: Policy | undefined;
  private readonly analyst: Analyst;

  constructor(
    environment: Environment,
    written: readonly WrittenPolicy[],
    caller: Policy | undefined,
    analyst: Analyst,
  ) {
    this.environment = environment;
    this.written = written;
    this.policies = written.map(({ policy }) => policy);
    this.caller = caller;
    this.analyst = analyst;
  }

  placesOf(effect: Policy["effect"]): readonly number[] {
    return [...this.policies.keys()].filter((place) => this.policies[place]?.effect === effect);
  }

  /** Among the calls of the callers that are asked about; `more` policies stand behind the others. */
  ask(claim: Claim, ...more: readonly Policy[]) {
    const { caller } = this;
    const policies = [...this.policies, ...more, ...(caller === undefined ? [] : [caller])];
    const known = caller === undefined ? [] : [applies(policies.length - 1)];
    return never(this.environment, policies, every(...known, claim), this.analyst);
  }

  /** The permit applies, and no forbid. */
  allows(permit: number): Claim {
    return every(applies(permit), negation(some(...this.placesOf("forbid").map(applies))));
  }

  allowsAny(): Claim {
    return some(...this.placesOf("permit").map((place) => this.allows(place)));
  }

  /** The conditions of one permit, less what forbids take away. */
  async way(permit: number, example: ShownRequest): Promise<Way> {
    const { policy, written } = this.at(permit);
    const forbids: number[] = [];
    for (const place of this.placesOf("forbid")) {
      const both = await this.ask(every(applies(permit), applies(place)));
      if (both.kind !== "proved") forbids.push(place);
    }
    const own = conjunctsOf(policy);
    const taken = forbids.map((place) => negatedConjuncts(this.at(place).policy));
    const whole = withConjuncts(policy, [...own, ...taken.flat()]);
    const isWhole = forbids.length > 0 && (await this.isSame(whole, this.allows(permit)));
    const conditions = isWhole
      ? await this.shortest(whole, this.allows(permit))
      : await this.shortest(withConjuncts(policy, own), applies(permit));
    const except: { by: TextPlace; conditions: readonly ToldCondition[] }[] = [];
    for (const place of isWhole ? [] : forbids) {
      const forbid = this.at(place);
      const parts = withConjuncts(forbid.policy, conjunctsOf(forbid.policy));
      const shortest = await this.shortest(parts, applies(place), applies(permit));
      except.push({ by: placeOf(forbid.written), conditions: shortest.map(told) });
    }
    return { by: placeOf(written), conditions: conditions.map(told), except, example };
  }

  private at(place: number): { readonly policy: Policy; readonly written: WrittenPolicy } {
    const written = this.written[place];
    if (written === undefined) throw new RangeError(`There is no policy ${place}`);
    return { policy: written.policy, written };
  }

  /** Leaves out what makes no difference, among the calls that are `within`. */
  private async shortest(
    policy: Policy,
    meaning: Claim,
    within: Claim = every(),
  ): Promise<readonly Expression[]> {
    let kept = conjunctsOf(policy);
    for (const candidate of [...kept.filter(isGuard), ...kept.filter((each) => !isGuard(each))]) {
      const fewer = kept.filter((each) => each !== candidate);
      if (await this.isSame(withConjuncts(policy, fewer), meaning, within)) kept = fewer;
    }
    for (const candidate of kept) {
      let shorter = candidate;
      for (const operand of candidate.kind === "or" ? candidate.operands : []) {
        const fewer = withoutOperand(shorter, operand);
        const changed = kept.map((each) => (each === candidate ? fewer : each));
        if (await this.isSame(withConjuncts(policy, changed), meaning, within)) shorter = fewer;
      }
      kept = kept.map((each) => (each === candidate ? shorter : each));
    }
    return kept;
  }

  private async isSame(policy: Policy, meaning: Claim, within: Claim = every()): Promise<boolean> {
    const added = applies(this.policies.length);
    const differs = some(every(added, negation(meaning)), every(meaning, negation(added)));
    return (await this.ask(every(within, differs), policy)).kind === "proved";
  }
}

/** Parts beyond these are easier to read as an exception. */
const mostNegated = 3;

/** That one part of the forbid is false; of more parts nothing short can be said. */
function negatedConjuncts(forbid: Policy): readonly Expression[] {
  const operands = conjunctsOf(forbid).map(negationOf);
  const [first] = operands;
  if (first === undefined || operands.length > mostNegated) return [];
  return operands.length === 1 ? [first] : [{ kind: "or", operands, span: first.span }];
}

function withoutOperand(expression: Expression, operand: Expression): Expression {
  if (expression.kind !== "or") return expression;
  const operands = expression.operands.filter((each) => each !== operand);
  const [first] = operands;
  return operands.length === 1 && first !== undefined ? first : { ...expression, operands };
}

function told(condition: Expression): ToldCondition {
  return { cedar: expressionToText(condition), words: conditionInWords(condition) };
}
