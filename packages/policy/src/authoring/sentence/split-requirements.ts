import type { TextSpan } from "../refusal.ts";

/** Points after these end no sentence. */
const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|no|inc|ltd|approx|max|min|[ap]\.m|[a-z])|\b[A-Z]\.[A-Z])$/i;
/** A bracket on its own that names the claim of those whom the sentence before it names in the same word. */
const gloss = /^\((?:the )?(?:role|group|scope|tier):? ([\p{L}\d_-]{3,})\)[.!]?$/iu;
const bullet = /^(?:[-*•–]\s+|\(?\d{1,3}[.)]\s+|\([a-z]{1,3}\)\s+|[a-h]\)\s+)/u;

/**
 * The requirements of a text, by sentence, line and semicolon; not within quotes, brackets, numbers, or after an abbreviation.
 * Bullets and numbering before a requirement are no part of it.
 */
export function splitRequirements(text: string): readonly TextSpan[] {
  const parts: TextSpan[] = [];
  let start = 0;
  let quote = "";
  let depth = 0;
  const close = (end: number, next: number): void => {
    const raw = text.slice(start, end);
    const lead = raw.length - raw.trimStart().length;
    const marker = bullet.exec(raw.trimStart())?.[0].length ?? 0;
    const from = start + lead + marker;
    const to = start + raw.trimEnd().length;
    if (to > from && /[\p{L}\p{N}]/u.test(text.slice(from, to))) add({ start: from, end: to });
    start = next;
    depth = 0;
    quote = "";
  };
  // "Contractors cannot do this. (role contractor)" says in the bracket who they are
  const add = (part: TextSpan): void => {
    const last = parts.at(-1);
    const named = gloss.exec(text.slice(part.start, part.end))?.[1]?.toLowerCase();
    const isGloss =
      last !== undefined &&
      named !== undefined &&
      text.slice(last.start, last.end).toLowerCase().includes(named) &&
      !text.slice(last.end, part.start).includes("\n");
    if (isGloss) parts.splice(-1, 1, { start: last.start, end: part.end });
    else parts.push(part);
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\n" || character === "\r") {
      close(at, at + 1);
    } else if (quote !== "") {
      if (character === quote) quote = "";
    } else if (opens(text, at)) {
      quote = character === "“" ? "”" : character;
    } else if (character === "(") {
      depth += 1;
    } else if (character === ")") {
      depth -= 1;
    } else if (depth <= 0 && character === ";") {
      close(at, at + 1);
    } else if (depth <= 0 && /[.!?]/.test(character) && endsSentence(text, start, at)) {
      close(at + 1, at + 1);
    }
  }
  close(text.length, text.length);
  return parts;
}

/** A quote that is never closed on its line is none. */
function opens(text: string, at: number): boolean {
  const character = text[at] ?? "";
  const closing = character === "“" ? "”" : character;
  if (character !== '"' && character !== "“" && character !== "`") return false;
  const close = text.indexOf(closing, at + 1);
  const line = text.indexOf("\n", at);
  return close > at && (line < 0 || close < line);
}

function endsSentence(text: string, start: number, at: number): boolean {
  const next = text.slice(at + 1, at + 3);
  if (next !== "" && !/^["”')\]]?\s/.test(next) && !/^["”')\]]$/.test(next)) return false;
  if (text[at] !== ".") return true;
  const before = text.slice(start, at);
  if (bullet.test(`${before.trim()}. `)) return false;
  if (!abbreviation.test(before)) return true;
  // "at 5 p.m. Block …": a capital after a time of day begins a new sentence
  return /[ap]\.m$/i.test(before) && /^\s+(?!UTC|GMT)[A-Z]/.test(text.slice(at + 1, at + 6));
}
