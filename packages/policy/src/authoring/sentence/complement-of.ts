import { allOf, type Condition, type Rule } from "../intermediate.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import type { Token } from "../words/tokens.ts";
import type { ClosingClause } from "./closing-clause.ts";
import { refuseClosing } from "./refuse-closing.ts";

/** The denial of all that the permission leaves out, where it is certain what that is. */
export function complementOf({ rule, notes }: ReadRule, closing: ClosingClause): ReadRule | undefined {
  const callers = rule.who.kind === "users" ? rule.who.condition : undefined;
  if (closing.closes === "callers") {
    if (callers === undefined || rule.unless !== undefined) {
      refuseClosing("It is not certain which other callers are meant", closing.tokens);
    }
    return {
      rule: {
        effect: "forbid",
        who: others(closing.tokens),
        tools: rule.tools,
        when: rule.when,
        unless: callers,
      },
      notes,
    };
  }
  const rest = allOf([rule.when, rule.unless === undefined ? undefined : { kind: "not", of: rule.unless }]);
  if (rule.who.kind === "iam" || (callers === undefined && rest === undefined)) {
    refuseClosing("It is not certain which other calls are meant", closing.tokens);
  }
  if (callers !== undefined && rest !== undefined) {
    return undefined;
  }
  // "refunds over 500 are allowed when urgent, otherwise deny": what is with smaller ones?
  if (rest !== undefined && subjectsOf(rest).size > 1) return undefined;
  const unless: Condition | undefined = callers ?? rest;
  return {
    rule: {
      effect: "forbid",
      who: others(closing.tokens),
      tools: rule.tools,
      when: undefined,
      unless,
    },
    notes,
  };
}

/** Every other kind of caller as well, unless users alone are named. */
function others(tokens: readonly Token[]): Rule["who"] {
  const ofUsers = tokens.some((token) => token.kind === "word" && /^users?$/.test(token.lower));
  return ofUsers ? { kind: "users", condition: undefined } : { kind: "anyone" };
}

/** What a condition speaks of, so that several can be told from one. */
function subjectsOf(condition: Condition): ReadonlySet<string> {
  switch (condition.kind) {
    case "all":
      return new Set(condition.of.flatMap((each) => [...subjectsOf(each)]));
    case "any":
      return new Set(["any"]);
    case "not":
      return subjectsOf(condition.of);
    case "claim":
    case "claim-present":
      return new Set([condition.claim]);
    case "iam":
      return new Set(["caller"]);
    case "hours":
    case "dates":
      return new Set(["time"]);
    default:
      return new Set([condition.field.path.join(".")]);
  }
}
