import type { UnitName } from "../amounts/units.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { patternText } from "./inserted-words.ts";
import { readBelow } from "./read-sentence.ts";
import { reworded } from "./reworded.ts";

/** As {@link readBelow}, where what stands before a semicolon may have said the verb: "A can be created by x; B by everyone." */
export function readAfter(
  before: readonly Token[] | undefined,
  heading: readonly Token[],
  own: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReturnType<typeof readBelow> {
  try {
    return readBelow(heading, own, vocabulary, stated);
  } catch (error) {
    const whole = before === undefined ? undefined : withVerbOf(before, own);
    const read = whole && attempt(() => readBelow(heading, whole, vocabulary, stated));
    const first = read && attempt(() => readBelow(heading, before ?? [], vocabulary, stated));
    // "boxes by everyone; sealed boxes by role x" does not let everyone have the sealed ones
    const isOfSome = first?.every(({ read: { rule } }) => rule.when !== undefined) === true;
    if (read === undefined || !isOfSome) throw error;
    return read;
  }
}

function withVerbOf(before: readonly Token[], own: readonly Token[]): readonly Token[] | undefined {
  const [, verb] = / ((?:can|may) be \S+) by [^,;]+$/.exec(patternText(before)) ?? [];
  if (verb === undefined || hasModal.test(patternText(own)) || / by .* by /.test(patternText(own)))
    return undefined;
  return reworded(own, /(\S+) by/, `$1 ${verb} by`);
}

const hasModal =
  /(?:^| )(?:can|may|must|shall|should|only|never|not be|allow|block|deny|permit|forbid)(?: |$)/;
