import type { CedarValueJson, PolicyDecision } from "./decision.ts";
import type { PartExplanation } from "./explain-condition.ts";
import type { ConditionExplanation, PolicyExplanation } from "./explanation.ts";
import { firstFailing } from "./first-failing.ts";

const longestText = 120;

/** The decision in one sentence: who decided, or how far the permit that came nearest came. */
export function explainInWords(decision: PolicyDecision, policies: readonly PolicyExplanation[]): string {
  const names = decision.determining.join(", ");
  const several = decision.determining.length > 1;
  if (decision.decision === "ALLOW") return `allowed: ${names} ${several ? "permit" : "permits"} this call`;
  if (decision.determining.length > 0) return `denied: ${names} ${several ? "forbid" : "forbids"} this call`;
  const permits = policies.filter(({ effect, logOnly }) => effect === "permit" && !logOnly);
  const nearest = permits.find(inScope) ?? permits.find(({ scope }) => scope.principal) ?? permits[0];
  if (nearest === undefined) return "denied: no policy permits this tool";
  return `denied: ${nearest.id} permits this tool, but ${obstacle(nearest)}`;
}

function inScope({ scope }: PolicyExplanation): boolean {
  return scope.principal && scope.action && scope.resource;
}

function obstacle({ scope, conditions }: PolicyExplanation): string {
  if (!scope.principal) return "not for this principal";
  if (!scope.resource) return "not on this gateway";
  for (const condition of conditions) {
    const failing = firstFailing(condition);
    if (failing !== undefined) return cause(condition, failing);
  }
  return "its conditions do not hold";
}

function cause({ kind }: ConditionExplanation, { text, outcome, parts }: PartExplanation): string {
  const place = kind === "unless" ? " in what it excepts" : "";
  const written = shortened(text);
  if (outcome.kind === "error") return `${written} failed${place}: ${outcome.message}`;
  if (outcome.kind === "not-evaluated") return `${written} was not reached${place}`;
  const facts = [...new Set(parts.flatMap(factsOf))];
  const was = `${written} was ${inWords(outcome.value) ?? "no boolean"}${place}`;
  return facts.length === 0 ? was : `${was}: ${facts.join(", ")}`;
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
