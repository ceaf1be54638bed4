import type { Condition, Rule, Who } from "../intermediate.ts";
import { sameCondition } from "./same-condition.ts";
import { sameTools } from "./same-tools.ts";

/** Whether the later permission allows the same tools under more conditions to callers who may do so already: it was meant to restrict the earlier one, which policies that allow cannot do. */
export function narrowsPermission(earlier: Rule, later: Rule): boolean {
  if (earlier.effect !== "permit" || later.effect !== "permit") return false;
  if (
    !sameTools(earlier, later) ||
    !(isSameWho(earlier.who, later.who) || isEveryone(earlier.who, later.who))
  )
    return false;
  const [own, more] = [conjuncts(earlier), conjuncts(later)];
  return more.length > own.length && own.every((each) => more.some((other) => sameCondition(each, other)));
}

/** "Boxes may be created by everyone; sealed boxes may be created by role x": that would let everyone have the sealed ones. */
function isEveryone(who: Who, others: Who): boolean {
  if (who.kind === "anyone") return true;
  return who.kind === "users" && who.condition === undefined && others.kind === "users";
}

function isSameWho(a: Who, b: Who): boolean {
  if (a.kind !== "users" || b.kind !== "users") return JSON.stringify(a) === JSON.stringify(b);
  if (a.condition === undefined || b.condition === undefined) return a.condition === b.condition;
  return sameCondition(a.condition, b.condition);
}

/** All that has to be true. */
function conjuncts({ when, unless }: Rule): readonly Condition[] {
  const parts = (condition: Condition | undefined): readonly Condition[] =>
    condition === undefined ? [] : condition.kind === "all" ? condition.of.flatMap(parts) : [condition];
  return [...parts(when), ...(unless === undefined ? [] : [{ kind: "not", of: unless } as const])];
}
