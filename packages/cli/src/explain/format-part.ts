import type { ExplainedPart } from "@toolgate/server";
import { type Line, line, type Mark } from "./render-lines.ts";

/** A part of a condition and what is in it, outer parts first; what a reader sees in the text itself is left out. */
export function formatPart(part: ExplainedPart, depth: number): Line[] {
  const head = headOf(part);
  // What was never reached has nothing to tell of its parts.
  const isTold = part.outcome === "not-evaluated" || readsTag(part);
  const inner = isTold ? [] : part.parts.filter((each) => !isConstant(each) && !isSilent(each));
  return [
    line(depth, head.text, { mark: head.mark }),
    ...inner.flatMap((each) => formatPart(each, depth + 1)),
  ];
}

const together: Readonly<Record<string, string>> = { and: "all of these", or: "any of these", not: "not" };

function headOf(part: ExplainedPart): { readonly mark: Mark; readonly text: string } {
  const { outcome, value } = part;
  const text = together[part.kind] ?? part.text;
  switch (outcome) {
    case "error":
      return { mark: "!", text: `failed  ${text}: ${part.error}` };
    case "unknown":
      return { mark: "?", text: `unknown  ${text}` };
    case "not-evaluated":
      return { mark: "–", text: `not reached  ${part.text}` };
    case "value":
      if (value === "true") return { mark: "✓", text: `true  ${text}` };
      if (value === "false") return { mark: "✗", text: `false  ${text}` };
      return { mark: "·", text: value === undefined ? text : `${text} is ${value}` };
  }
}

/** Written in the policy, so that its text says it all. */
function isConstant({ kind, outcome, parts }: ExplainedPart): boolean {
  if (outcome === "error") return false;
  if (kind === "literal" || kind === "entity") return true;
  return ["set", "record", "call", "negate"].includes(kind) && parts.every(isConstant);
}

/** Whose tag it is stands in its text. */
function readsTag({ operator, outcome }: ExplainedPart): boolean {
  return (operator === "hasTag" || operator === "getTag") && outcome !== "error";
}

/** Nothing is known of it beyond its text. */
function isSilent({ kind, outcome, value }: ExplainedPart): boolean {
  if (outcome === "value") return value === undefined;
  return outcome === "unknown" && (kind === "member" || kind === "variable");
}
