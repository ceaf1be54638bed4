import type { CedarValueJson } from "./decision.ts";
import type { PartExplanation } from "./explain-condition.ts";
import type { ConditionExplanation, PolicyExplanation } from "./explanation.ts";
import { firstFailing } from "./first-failing.ts";

const longestText = 120;

/**
 * Why the policy does not apply, as the end of a sentence: `context.input.amount < 500 was false: amount is 750`. Without
 * `values` nothing of the request stands in it.
 */
export function obstacleInWords(
  { scope, conditions }: PolicyExplanation,
  { values }: { readonly values: boolean } = { values: true },
): string {
  if (!scope.principal) return "not for this principal";
  if (!scope.resource) return "not on this gateway";
  for (const condition of conditions) {
    const failing = firstFailing(condition);
    if (failing !== undefined) return cause(condition, failing, values);
  }
  return "its conditions do not hold";
}

function cause(
  { kind }: ConditionExplanation,
  { text, operator, outcome, parts }: PartExplanation,
  values: boolean,
): string {
  const place = kind === "unless" ? " in what it excepts" : "";
  const written = shortened(text);
  switch (outcome.kind) {
    case "error":
      return `${written} failed${place}: ${outcome.message}`;
    case "not-evaluated":
      return `${written} was not reached${place}`;
    case "unknown":
      return `${written} is not known${place}`;
    case "value": {
      // who it was that lacks a tag is no news
      const facts = values && operator !== "hasTag" ? [...new Set(parts.flatMap(factsOf))] : [];
      const was = `${written} was ${typeof outcome.value === "boolean" ? outcome.value : "no boolean"}${place}`;
      return facts.length === 0 ? was : `${was}: ${facts.join(", ")}`;
    }
  }
}

/** What the parts that come from the request were, as far as it can be said shortly. */
function factsOf({ kind, operator, text, outcome, parts }: PartExplanation): readonly string[] {
  const isRead = kind === "member" || operator === "getTag" || kind === "variable";
  if (!isRead) return parts.flatMap(factsOf);
  const value = outcome.kind === "value" ? inWords(outcome.value) : undefined;
  if (value === undefined) return [];
  const name = kind === "member" ? (/^context\.input\.(.+)$/.exec(text)?.[1] ?? text) : text;
  return [`${shortened(name)} is ${shortened(value)}`];
}

/** A value as a policy would write it; undefined for sets and records, which are long. */
function inWords(value: CedarValueJson): string | undefined {
  if (typeof value !== "object") return typeof value === "string" ? JSON.stringify(value) : String(value);
  if ("__extn" in value) return memberText(value.__extn, "arg");
  if (!("__entity" in value)) return undefined;
  const type = memberText(value.__entity, "type");
  const id = memberText(value.__entity, "id");
  return type === undefined || id === undefined ? undefined : `${type}::${JSON.stringify(id)}`;
}

function memberText(value: CedarValueJson | undefined, name: string): string | undefined {
  if (typeof value !== "object" || Array.isArray(value) || !(name in value)) return undefined;
  const found: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
  return typeof found === "string" ? found : undefined;
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
