import { unitNamed } from "../amounts/units.ts";
import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

const giving =
  /\b(?:cancel|change|return|refund|withdraw|reschedul|amend|modif|revok|postpon|alter|edit|rebook)/;

/** "cancelled up to 24 hours before" leaves at least so much time, "booked up to 30 days in advance" at most; throws {@link Refusal}. */
export function refuseUpToBefore(tokens: readonly Token[]): void {
  const text = patternText(tokens);
  const found = upTo.exec(text);
  const [whole = "", unit = "", behind = ""] = found ?? [];
  if (found === null || unitNamed(unit) === undefined) return;
  if (/^(?:ahead|in advance)$/.test(behind) && !giving.test(text)) return;
  const at = text.slice(0, found.index).split(" ").length - 1;
  const span = spanOf(tokens.slice(at, at + whole.trim().split(" ").length));
  refuse("It is not certain whether so much time may be left at most, or must be left at least", span, {
    advice: 'Write "at least …" or "at most …" with the argument\'s name.',
  });
}

const upTo =
  /\bup (?:to|until) (?:#|one|a|an|the) (?:full |whole |entire |complete )?(\S+) (before|beforehand|prior|ahead|in advance)(?= |$)/;
