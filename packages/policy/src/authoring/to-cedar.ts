import { wildcard } from "../syntax/ast.ts";
import { quotePattern, quoteText } from "../syntax/quote-text.ts";
import { iamArn, iamIdTest, isIamCaller } from "./iam-callers.ts";
import type { Condition, Rule, TextTest } from "./intermediate.ts";
import type { Vocabulary, VocabularyField } from "./vocabulary.ts";

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const reserved = new Set(["true", "false", "if", "then", "else", "in", "is", "like", "has", "__cedar"]);
/** Claims whose tokens carry lists, which policies see as JSON text. */
const lists = /^(?:cognito:)?(?:roles?|groups?|permissions?|entitlements?|authorities|teams)$/i;
/** Claims that are one text of words. */
const wordLists = new Set(["scope", "scp", "scopes"]);

/** The rule as one Cedar statement, every read of a claim or of an optional argument guarded. */
export function toCedar(rule: Rule, vocabulary: Vocabulary): string {
  const lines = [`  ${principal(rule)},`, `  ${action(rule)},`, `  ${resource(vocabulary)}`];
  const widens = rule.effect === "permit";
  const clauses: string[] = [];
  const who = whoCondition(rule);
  const when = [who, rule.when].filter((each) => each !== undefined);
  if (when.length > 0) {
    clauses.push(`\nwhen {\n  ${when.map((each) => inner(each, widens)).join(" &&\n  ")}\n}`);
  }
  if (rule.unless !== undefined) clauses.push(`\nunless {\n  ${written(rule.unless, !widens)}\n}`);
  return `${rule.effect}(\n${lines.join("\n")}\n)${clauses.join("")};`;
}

function principal({ who }: Rule): string {
  if (who.kind === "anyone") return "principal";
  if (who.kind === "users") return "principal is AgentCore::OAuthUser";
  const arn = iamArn(who);
  return arn === undefined
    ? "principal is AgentCore::IamEntity"
    : `principal == AgentCore::IamEntity::${quoteText(arn)}`;
}

function whoCondition({ who }: Rule): Condition | string | undefined {
  if (who.kind === "users") return who.condition;
  return who.kind === "iam" ? iamIdTest(who) : undefined;
}

function action({ tools }: Rule): string {
  if (tools.kind === "all") return "action";
  if (tools.kind === "target") return `action in AgentCore::Action::${quoteText(tools.target)}`;
  const names = tools.tools.map((tool) => `AgentCore::Action::${quoteText(tool.action)}`);
  return names.length === 1 ? `action == ${names[0]}` : `action in [\n    ${names.join(",\n    ")}\n  ]`;
}

/** Always the one gateway: a sentence about all tools is about all of its tools. */
function resource({ gatewayArn }: Vocabulary): string {
  return `resource == AgentCore::Gateway::${quoteText(gatewayArn)}`;
}

function inner(condition: Condition | string, widens: boolean): string {
  if (typeof condition === "string") return condition;
  return condition.kind === "any" ? `(${written(condition, widens)})` : written(condition, widens);
}

/** `widens`: whether more is allowed where the condition is true. A denial of something absent is then false, otherwise true. */
function written(condition: Condition, widens: boolean): string {
  switch (condition.kind) {
    case "all":
      return condition.of.map((each) => bracketed(each, widens)).join(" && ");
    case "any":
      return condition.of.map((each) => bracketed(each, widens)).join(" || ");
    case "not": {
      const denied = `!(${written(condition.of, !widens)})`;
      const needed = widens ? presence(condition.of) : [];
      return [...new Set(needed), denied].join(" && ");
    }
    case "claim":
      return guarded([hasTag(condition.claim)], claimTest(condition.claim, condition.test, condition.values));
    case "claim-present":
      return hasTag(condition.claim);
    case "iam":
      return isIamCaller(condition);
    case "present":
      return has(condition.field, true).join(" && ");
    case "order":
      return guarded(has(condition.field), ordered(condition.field, condition.order, condition.value));
    case "number":
      return guarded(
        has(condition.field),
        either(
          condition.values.map((value) => `${read(condition.field)} == ${literal(condition.field, value)}`),
        ),
      );
    case "text":
      return guarded(has(condition.field), textTest(condition.field, condition.test, condition.values));
    case "flag":
      return guarded(has(condition.field), `${condition.value ? "" : "!"}${read(condition.field)}`);
    case "same":
      return guarded(
        [...has(condition.field), hasTag(condition.claim)],
        `principal.getTag(${quoteText(condition.claim)}) == ${read(condition.field)}`,
      );
    case "fields": {
      const { field, other, order } = condition;
      const guards = [...has(field), ...has(other)];
      if (order === "==") return guarded(guards, `${read(field)} == ${read(other)}`);
      return guarded(
        guards,
        field.shape.kind === "decimal"
          ? `${read(field)}.${decimalMethods[order]}(${read(other)})`
          : `${read(field)} ${order} ${read(other)}`,
      );
    }
    case "hours":
      return hours(condition.from, condition.to, condition.open);
    case "dates":
      return [
        condition.from === undefined ? "" : `context.system.now >= datetime(${quoteText(condition.from)})`,
        condition.to === undefined ? "" : `context.system.now < datetime(${quoteText(condition.to)})`,
      ]
        .filter((part) => part !== "")
        .join(" && ");
  }
}

function bracketed(condition: Condition, widens: boolean): string {
  const text = written(condition, widens);
  return condition.kind === "all" || condition.kind === "any" || text.includes(" || ") ? `(${text})` : text;
}

function guarded(guards: readonly string[], test: string): string {
  return [...guards, test].join(" && ");
}

function either(tests: readonly string[]): string {
  return tests.length === 1 ? (tests[0] ?? "") : `(${tests.join(" || ")})`;
}

function hasTag(claim: string): string {
  return `principal.hasTag(${quoteText(claim)})`;
}

/** What has to be there for the condition to say anything. */
function presence(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.flatMap(presence);
    case "not":
      return presence(condition.of);
    case "claim":
      return [hasTag(condition.claim)];
    case "same":
      return [...has(condition.field), hasTag(condition.claim)];
    case "fields":
      return [...has(condition.field), ...has(condition.other)];
    case "order":
    case "number":
    case "text":
    case "flag":
      return has(condition.field);
    case "claim-present":
    case "iam":
    case "present":
    case "hours":
    case "dates":
      return [];
  }
}

function has({ path, guards }: VocabularyField, itself = false): readonly string[] {
  const asked = itself && !guards.includes(path.length) ? [...guards, path.length] : guards;
  return asked.map((length) => {
    const name = path[length - 1] ?? "";
    return `${reach(path.slice(0, length - 1))} has ${isName(name) ? name : quoteText(name)}`;
  });
}

function isName(name: string): boolean {
  return identifier.test(name) && !reserved.has(name);
}

function reach(path: readonly string[]): string {
  return path.reduce(
    (text, name) => (isName(name) ? `${text}.${name}` : `${text}[${quoteText(name)}]`),
    "context.input",
  );
}

function read({ path }: VocabularyField): string {
  return reach(path);
}

const decimalMethods = {
  "<": "lessThan",
  "<=": "lessThanOrEqual",
  ">": "greaterThan",
  ">=": "greaterThanOrEqual",
} as const;

function ordered(field: VocabularyField, order: keyof typeof decimalMethods, value: string): string {
  return field.shape.kind === "decimal"
    ? `${read(field)}.${decimalMethods[order]}(${literal(field, value)})`
    : `${read(field)} ${order} ${value}`;
}

function literal(field: VocabularyField, value: string): string {
  return field.shape.kind === "decimal" ? `decimal("${value.includes(".") ? value : `${value}.0`}")` : value;
}

function textTest(field: VocabularyField, test: TextTest, values: readonly string[]): string {
  if (field.shape.kind === "set") {
    return either(values.map((value) => `${read(field)}.contains(${quoteText(value)})`));
  }
  if (test !== "is") return either(values.map((value) => `${read(field)} like ${pattern(test, value)}`));
  return values.length === 1
    ? `${read(field)} == ${quoteText(values[0] ?? "")}`
    : `[${values.map(quoteText).join(", ")}].contains(${read(field)})`;
}

function pattern(test: "contains" | "starts" | "ends", value: string): string {
  return quotePattern([
    ...(test === "starts" ? [] : [wildcard]),
    value,
    ...(test === "ends" ? [] : [wildcard]),
  ]);
}

function claimTest(claim: string, test: TextTest, values: readonly string[]): string {
  const tag = `principal.getTag(${quoteText(claim)})`;
  if (test !== "is") return either(values.map((value) => `${tag} like ${pattern(test, value)}`));
  return either(
    values.flatMap((value) => {
      const same = `${tag} == ${quoteText(value)}`;
      if (wordLists.has(claim)) {
        return [
          same,
          `${tag} like ${quotePattern([`${value} `, wildcard])}`,
          `${tag} like ${quotePattern([wildcard, ` ${value}`])}`,
          `${tag} like ${quotePattern([wildcard, ` ${value} `, wildcard])}`,
        ];
      }
      // a list comes as the text of a JSON array
      return lists.test(claim)
        ? [same, `${tag} like ${quotePattern(["[", wildcard, `"${value}"`, wildcard, "]"])}`]
        : [same];
    }),
  );
}

function hours(from: number | undefined, to: number | undefined, open: boolean): string {
  const now = "context.system.now.toTime()";
  const text = (minutes: number): string => {
    const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
    return `duration("${minute === 0 ? `${hour}h` : hour === 0 ? `${minute}m` : `${hour}h${minute}m`}")`;
  };
  const after = from === undefined ? undefined : `${now} >= ${text(from)}`;
  const before = to === undefined ? undefined : `${now} ${open ? "<" : "<="} ${text(to)}`;
  if (after === undefined || before === undefined) return after ?? before ?? "";
  return from !== undefined && to !== undefined && from > to
    ? `(${after} || ${before})`
    : `${after} && ${before}`;
}
