import { inIpRange } from "./ip-range.ts";
import { matchesArn } from "./match-arn.ts";
import { matchesLike } from "./match-pattern.ts";
import { compareDates, compareNumbers } from "./ordered-values.ts";
import type { PolicyVersion } from "./policy-document.ts";
import type { RequestContext } from "./request-context.ts";
import { resolveText } from "./template.ts";

/** Whether a value of the request fits one of the policy; undefined when that cannot be said. */
type Comparison = (
  given: string,
  wanted: string,
  version: PolicyVersion,
  context: RequestContext,
) => boolean | undefined;

/** An operator without its set prefix and IfExists. */
export interface ConditionOperator {
  readonly compare: Comparison;
  /** Whether it holds where the comparison does not. */
  readonly negated: boolean;
}

const equals: Comparison = (given, wanted, version, context) => {
  const text = resolveText(wanted, version, context);
  return text === undefined ? undefined : given === text;
};

const equalsIgnoringCase: Comparison = (given, wanted, version, context) => {
  const text = resolveText(wanted, version, context);
  return text === undefined ? undefined : given.toLowerCase() === text.toLowerCase();
};

const like: Comparison = (given, wanted, version, context) => matchesLike(wanted, given, version, context);
const arnLike: Comparison = (given, wanted, version, context) => matchesArn(wanted, given, version, context);

const ordered =
  (
    compare: (left: string, right: string) => number | undefined,
    holds: (order: number) => boolean,
  ): Comparison =>
  (given, wanted) => {
    const order = compare(given, wanted);
    return order === undefined ? undefined : holds(order);
  };

const bool: Comparison = (given, wanted) => {
  const [one, other] = [given.toLowerCase(), wanted.toLowerCase()];
  const known = ["true", "false"];
  return known.includes(one) && known.includes(other) ? one === other : undefined;
};

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const binary: Comparison = (given, wanted) =>
  base64.test(given) && base64.test(wanted) ? given === wanted : undefined;

const is = (compare: Comparison): ConditionOperator => ({ compare, negated: false });
const isNot = (compare: Comparison): ConditionOperator => ({ compare, negated: true });

function orderedFamily(
  name: string,
  compare: (left: string, right: string) => number | undefined,
): [string, ConditionOperator][] {
  return [
    [`${name}Equals`, is(ordered(compare, (order) => order === 0))],
    [`${name}NotEquals`, isNot(ordered(compare, (order) => order === 0))],
    [`${name}LessThan`, is(ordered(compare, (order) => order < 0))],
    [`${name}LessThanEquals`, is(ordered(compare, (order) => order <= 0))],
    [`${name}GreaterThan`, is(ordered(compare, (order) => order > 0))],
    [`${name}GreaterThanEquals`, is(ordered(compare, (order) => order >= 0))],
  ];
}

/** Every operator but Null, which asks for the key itself. IAM user guide, "IAM JSON policy elements: Condition operators". */
export const conditionOperators: ReadonlyMap<string, ConditionOperator> = new Map([
  ["StringEquals", is(equals)],
  ["StringNotEquals", isNot(equals)],
  ["StringEqualsIgnoreCase", is(equalsIgnoringCase)],
  ["StringNotEqualsIgnoreCase", isNot(equalsIgnoringCase)],
  ["StringLike", is(like)],
  ["StringNotLike", isNot(like)],
  ...orderedFamily("Numeric", compareNumbers),
  ...orderedFamily("Date", compareDates),
  ["Bool", is(bool)],
  ["BinaryEquals", is(binary)],
  ["IpAddress", is((given, wanted) => inIpRange(wanted, given))],
  ["NotIpAddress", isNot((given, wanted) => inIpRange(wanted, given))],
  ["ArnEquals", is(arnLike)],
  ["ArnLike", is(arnLike)],
  ["ArnNotEquals", isNot(arnLike)],
  ["ArnNotLike", isNot(arnLike)],
]);

/** The parts of an operator as written, or undefined for one that IAM does not have. */
export function readOperator(
  written: string,
): { set: "all" | "any" | undefined; ifExists: boolean; name: string } | undefined {
  const [, prefix, name = "", suffix] = /^(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?$/.exec(written) ?? [];
  const plain = prefix === undefined && suffix === undefined;
  if (!conditionOperators.has(name) && !(name === "Null" && plain)) return undefined;
  const set = prefix === undefined ? undefined : prefix === "ForAllValues:" ? "all" : "any";
  return { set, ifExists: suffix !== undefined, name };
}

/** Whether IAM has this operator, set prefix and IfExists included. */
export function isConditionOperator(written: string): boolean {
  return readOperator(written) !== undefined;
}
