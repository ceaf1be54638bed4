import { fieldsOf } from "../conditions/fields-of.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** Where the words of an exemption begin and end. */
export interface ExemptedSpan {
  readonly from: number;
  readonly to: number;
}

/** Throws behind an exception without a comma: "except concessions in the gallery" may leave out the gallery, or only those of the gallery. */
export function refuseBehindException(reader: Reader, at: number, exempted: ExemptedSpan | undefined): void {
  if (exempted?.to === at) refuseBehind(reader, at);
}

/** Throws where "and" or "or" goes on behind an exception: "except for interns and amounts over 500" leaves out both, or asks for the latter. */
export function refuseJoinedToException(
  reader: Reader,
  from: number,
  joined: string | undefined,
  exempted: ExemptedSpan | undefined,
): void {
  const goesOn = /^(?:only|except|unless|excluding)$/.test(reader.word());
  if (exempted?.to === from && joined !== undefined && !goesOn) refuseBehind(reader, reader.at);
}

function refuseBehind(reader: Reader, at: number): never {
  refuse("It is not certain whether this belongs to the exception", reader.tokens[at] ?? reader.here(), {
    advice: "Put a comma before it, or write a sentence for each.",
  });
}

/** Throws for "except A and B" of two things that are said without "both": each may be left out, or what is both. */
export function refuseBothExcepted(reader: Reader, { from, to }: ExemptedSpan, condition: Condition): void {
  const words = reader.slice(from, to);
  if (condition.kind !== "all" || !words.some(isAnd) || words.some(isBoth) || words.some(isRelative)) return;
  const paths = condition.of.flatMap((each) => fieldsOf(each).map(({ path }) => path.join(".")));
  // "between 5 and 10"
  if (new Set(paths).size === 1 && paths.length === condition.of.length) return;
  refuse("It is not certain whether each of these is left out or only what is both", spanOf(words), {
    candidates: ["except … or …", "except when … and …"],
    advice: 'Write "except A or B" or "except when A and B".',
  });
}

function isAnd(token: Token): boolean {
  return token.kind === "word" && token.lower === "and";
}

function isBoth(token: Token): boolean {
  return token.kind === "word" && token.lower === "both";
}

/** "except 4K titles that are over 5 and licensed" is of one kind of thing. */
function isRelative(token: Token): boolean {
  return token.kind === "word" && /^(?:that|which|whose|is|are|when|if|where)$/.test(token.lower);
}
