import { stepsOf } from "./match-pattern.ts";
import { fits, type PatternStep } from "./pattern.ts";
import type { PolicyVersion } from "./policy-document.ts";
import type { RequestContext } from "./request-context.ts";
import { type TemplatePiece, templatePieces } from "./template.ts";

/** The parts of an ARN before the one that names the resource, which may have colons itself. */
const leadingParts = 5;

/**
 * Whether a resource fits a pattern of Resource or NotResource; undefined when a variable has no value. A wildcard stays
 * in its part of the ARN, save an asterisk that ends the part; behind the fifth colon, where alone variables are read,
 * it may be anything. IAM user guide, "IAM JSON policy elements: Resource".
 */
export function matchesResource(
  pattern: string,
  resource: string,
  version: PolicyVersion,
  context: RequestContext,
): boolean | undefined {
  const parts = partsOf(pattern, version);
  if (parts.length === 1) {
    const steps = stepsOf(parts[0] ?? [], context);
    return steps && fits(steps, resource);
  }
  const steps: PatternStep[] = [];
  for (const [at, part] of parts.entries()) {
    if (at > 0) steps.push({ kind: "text", text: ":" });
    const inPart = at < leadingParts ? confined(part) : stepsOf(part, context);
    if (inPart === undefined) return undefined;
    steps.push(...inPart);
  }
  return fits(steps, resource);
}

function confined(part: readonly TemplatePiece[]): PatternStep[] {
  return part.map((piece, at) => {
    if (piece.kind !== "wildcard") return { kind: "text", text: piece.text };
    if (piece.text === "?") return { kind: "one", colons: false };
    return { kind: "run", colons: at === part.length - 1 };
  });
}

/**
 * Whether an ARN fits a value of ArnLike or ArnEquals, part by part, six of them; a lone `*` fits every ARN. Undefined
 * when a variable has no value. IAM user guide, "Amazon Resource Name (ARN) condition operators".
 */
export function matchesArn(
  pattern: string,
  arn: string,
  version: PolicyVersion,
  context: RequestContext,
): boolean | undefined {
  const wanted = partsOf(pattern, version);
  const given = splitArn(arn);
  if (given === undefined) return false;
  if (/^\*+$/.test(pattern)) return true;
  if (wanted.length !== leadingParts + 1) return false;
  const steps = wanted.map((part) => stepsOf(part, context));
  if (steps.includes(undefined)) return undefined;
  return steps.every((part, at) => fits(part ?? [], given[at] ?? ""));
}

function splitArn(arn: string): string[] | undefined {
  const parts = arn.split(":");
  if (parts[0] !== "arn" || parts.length <= leadingParts) return undefined;
  return [...parts.slice(0, leadingParts), parts.slice(leadingParts).join(":")];
}

/** The pieces between the first five colons and behind them. */
function partsOf(pattern: string, version: PolicyVersion): TemplatePiece[][] {
  const parts: TemplatePiece[][] = [[]];
  for (const piece of templatePieces(pattern, version)) {
    if (piece.kind !== "text") parts.at(-1)?.push(piece);
    else {
      const texts = piece.text.split(":");
      const colons = Math.min(texts.length - 1, leadingParts + 1 - parts.length);
      const pieces = [...texts.slice(0, colons), texts.slice(colons).join(":")];
      for (const [at, text] of pieces.entries()) {
        if (at > 0) parts.push([]);
        if (text !== "") parts.at(-1)?.push({ kind: "text", text });
      }
    }
  }
  return parts;
}
