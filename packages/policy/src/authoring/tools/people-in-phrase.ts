import { rolesNamed } from "../callers/claims.ts";
import { refuse } from "../refusal.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";

/**
 * Throws where people in a tool's words may be callers: behind "for" or "by", as in "hiring managers for managers", alone, and
 * wherever only a target is called so: neither "deletion to admins" nor "admin deletion" of an AdminAPI is certainly for everyone.
 */
export function refusePeople(phrase: readonly Token[], vocabulary: Vocabulary): void {
  const [first] = phrase;
  const alone = phrase.length === 1 && isRole(first) && first.lower.endsWith("s");
  const found = alone ? first : phrase.find((_token, at) => areCallers(phrase, at, vocabulary));
  if (found !== undefined) refuse("These are people and no part of a tool", found);
}

function areCallers(phrase: readonly Token[], at: number, vocabulary: Vocabulary): boolean {
  const token = phrase[at];
  const before = wordOf(phrase[at - 1]);
  // "listing is open to all, deletion to managers"
  if (wordOf(token) === "all" && /^(?:for|to|by)$/.test(before))
    return at > 1 && /^(?:|and|or|but)$/.test(wordOf(phrase[at + 1]));
  if (!isRole(token)) return false;
  if (at > 1 && /^(?:for|by)$/.test(before)) return true;
  return namesTargetAlone(token, vocabulary) && !ofTarget.test(wordOf(phrase[at + 1]));
}

/** What names a target together with its own word: "the admin tools". */
const ofTarget = /^(?:api|tools?|targets?|services?|servers?|systems?|gateway|operations?|actions?|calls?)$/;

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}

/** Whether a target is called so, and none of the tools speaks of such people itself. */
function namesTargetAlone({ stem }: WordToken, { targets, tools }: Vocabulary): boolean {
  const isIn = (stems: readonly string[]): boolean =>
    stems.some((each) => each === stem || sameNoun(each, stem));
  return (
    targets.some(({ stems }) => isIn(stems)) &&
    !tools.some(({ nameStems, descriptionStems, fields }) =>
      isIn([...nameStems, ...descriptionStems, ...fields.flatMap((field) => field.nameStems)]),
    )
  );
}

function isRole(token: Token | undefined): token is WordToken {
  return token?.kind === "word" && rolesNamed(token.lower) !== undefined;
}
