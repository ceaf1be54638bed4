import { saysWho } from "../callers/says-who.ts";
import { leavesOf } from "../conditions/leaves-of.ts";
import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { spanOf } from "../words/reader.ts";
import type { Opening } from "./opening.ts";

/** A policy that reads a claim is for callers who have claims; throws {@link Refusal} where it is not certain who they are. */
export function forCallersWithClaims(rule: Rule, opening: Opening): Rule {
  const { who } = rule;
  if (
    who.kind === "users" &&
    who.everyone === true &&
    who.condition !== undefined &&
    (rule.effect === "forbid" || !readsClaim(who.condition))
  )
    return unlessOthers(rule, who.condition);
  const reads = readsClaim(rule.when) || readsClaim(rule.unless);
  if (
    rule.who.kind === "users" &&
    rule.who.called !== undefined &&
    (!saysWho(rule.who.condition) || rule.effect === "forbid") &&
    !readsSame(rule.when)
  ) {
    refuse(`It is not certain which callers "${rule.who.called}" are`, spanOf(opening.tail), {
      candidates: ["users with role …", "users in group …", "users with tier …", "all users"],
    });
  }
  const namesIam = leavesOf(rule.when).some(({ kind }) => kind === "iam");
  if (namesIam && rule.who.kind === "users")
    refuse("Users have a token, and no caller has AWS credentials beside it", spanOf(opening.tail), {
      advice: 'Begin with "Allow everyone", or write a sentence for each kind of caller.',
    });
  if (!reads || namesIam || rule.who.kind === "users") return rule;
  if (rule.who.kind === "iam") refuse("Callers with AWS credentials have no claims", spanOf(opening.tail));
  // what is denied to all is denied to those without claims, too
  if (rule.effect === "forbid") return rule;
  return { ...rule, who: { kind: "users", condition: undefined } };
}

/** What is said of everyone but some is said of every kind of caller, from which those are exempt. */
function unlessOthers(rule: Rule, whose: Condition): Rule {
  const parts = whose.kind === "all" ? whose.of : [whose];
  const exempt = parts.map((each): Condition => (each.kind === "not" ? each.of : { kind: "not", of: each }));
  const of = rule.unless === undefined ? exempt : [...exempt, rule.unless];
  const [only] = of;
  const unless: Condition | undefined = of.length > 1 ? { kind: "any", of } : only;
  return { ...rule, who: { kind: "anyone" }, unless };
}

function readsSame(condition: Condition | undefined): boolean {
  return condition?.kind === "same" || (condition?.kind === "all" && condition.of.some(readsSame));
}

function readsClaim(condition: Condition | undefined): boolean {
  switch (condition?.kind) {
    case "all":
    case "any":
      return condition.of.some(readsClaim);
    case "not":
      return readsClaim(condition.of);
    case "claim":
    case "claim-present":
    case "same":
      return true;
    default:
      return false;
  }
}
