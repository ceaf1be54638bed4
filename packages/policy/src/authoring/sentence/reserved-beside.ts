import type { Condition, Rule } from "../intermediate.ts";

/**
 * The denial for all others that "Only role x may deploy to production" needs beside "Everyone may deploy", which would allow
 * it to them; undefined where the other permission allows nothing of what is reserved.
 */
export function reservedBeside(other: Rule, reserved: Rule): Rule | undefined {
  if (other.effect !== "permit" || JSON.stringify(other.who) === JSON.stringify(reserved.who))
    return undefined;
  if (!sharesTool(other, reserved) || excludes(other.when, reserved.when)) return undefined;
  return deniedToOthers(reserved);
}

/** The denial of what is permitted to some callers for all others; undefined where it is for everyone or has exceptions. */
export function deniedToOthers(reserved: Rule): Rule | undefined {
  const callers = reserved.who.kind === "users" ? reserved.who.condition : undefined;
  if (callers === undefined || reserved.effect !== "permit" || reserved.unless !== undefined)
    return undefined;
  return {
    effect: "forbid",
    who: { kind: "anyone" },
    tools: reserved.tools,
    when: reserved.when,
    unless: callers,
  };
}

function sharesTool({ tools: one }: Rule, { tools: two }: Rule): boolean {
  if (one.kind !== "tools" || two.kind !== "tools") return true;
  return one.tools.some(({ action }) => two.tools.some((each) => each.action === action));
}

/** Whether no call meets both conditions. */
export function excludes(one: Condition | undefined, two: Condition | undefined): boolean {
  return conjuncts(one).some((a) => conjuncts(two).some((b) => isOpposite(a, b)));
}

/** What has to be true for one that the other does not exclude. */
export function withoutOpposite(
  one: Condition | undefined,
  two: Condition | undefined,
): readonly Condition[] {
  return conjuncts(one).filter((a) => !conjuncts(two).some((b) => isOpposite(a, b)));
}

function conjuncts(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  return condition.kind === "all" ? condition.of.flatMap(conjuncts) : [condition];
}

function isOpposite(a: Condition, b: Condition): boolean {
  if (a.kind === "text" && b.kind === "text") {
    if (a.test !== "is" || b.test !== "is" || a.field.shape.kind === "set") return false;
    return isSame(a.field.path, b.field.path) && !a.values.some((value) => b.values.includes(value));
  }
  const [flag, other] = [asFlag(a), asFlag(b)];
  if (flag !== undefined && other !== undefined)
    return isSame(flag.field.path, other.field.path) && flag.value !== other.value;
  if (a.kind === "number" && b.kind === "number")
    return isSame(a.field.path, b.field.path) && !a.values.some((value) => b.values.includes(value));
  if (a.kind !== "order" || b.kind !== "order" || !isSame(a.field.path, b.field.path)) return false;
  const [low, high] = a.order.startsWith(">") ? [a, b] : [b, a];
  if (!low.order.startsWith(">") || !high.order.startsWith("<")) return false;
  const [from, to] = [Number(low.value), Number(high.value)];
  return from > to || (from === to && !(low.order === ">=" && high.order === "<="));
}

function asFlag(condition: Condition): Extract<Condition, { kind: "flag" }> | undefined {
  if (condition.kind === "flag") return condition;
  const turned = condition.kind === "not" && condition.of.kind === "flag" ? condition.of : undefined;
  return turned === undefined ? undefined : { ...turned, value: !turned.value };
}

function isSame(one: readonly string[], two: readonly string[]): boolean {
  return one.join(".") === two.join(".");
}
