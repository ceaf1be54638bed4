import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "Whoever is neither in group a nor in group b must not …" as "no one may … unless they are in group a or in group b". */
const withWhoeverIsNeither: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:whoever|anyone who|anybody who|someone who) is neither in ((?:the )?(?:\S+ group|group \S+)) nor in ((?:the )?(?:\S+ group|group \S+)) (?:must not|may not|cannot|can not|shall not) ([^;:.]+?)(?= \.|$)/,
    "no one may $3 unless they are in $1 or they are in $2",
  );

/** "the sales-manager role is present on the caller" as "the caller has the sales-manager role". */
const withRolePresent: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:the |an? )?(\S+) (role|scope) is (?:present|held|carried|assigned)(?: (?:on|by|to) (?:the )?(?:caller|user|token))?(?= \.| ,| and| or|$)/,
    "the caller has the $1 $2",
  );

/** "HR partners - the hrbp group - may …" with the aside in brackets. */
const withAsideInBrackets: Restating = (tokens) =>
  reworded(
    tokens,
    /^([a-z]+(?: [a-z]+){0,2}) - ((?:the )?(?:\S+ (?:group|role|team|department)|(?:group|role|team|department|scope) \S+)) -(?= )/,
    "$1 ( $2 )",
  );

/** "callers carrying the scope x" as "callers with the scope x". */
const withCarrying: Restating = (tokens) =>
  reworded(
    tokens,
    /(callers|users|everyone|anyone|principals|requests) (?:carrying|bearing|presenting)(?= (?:the |an? )?(?:scope|role|group|claim|\S+ (?:scope|role|claim)))/,
    "$1 with",
  );

/** "Both the compliance group and the legal group may …": members of either. */
const withBothGroups: Restating = (tokens) =>
  reworded(
    tokens,
    /^both ((?:the )?\S+ (?:group|team|role|department)) and ((?:the )?\S+ (?:group|team|role|department)) (may|can)(?= )/,
    "users in $1 and users in $2 $3",
  );

/** "role in (manager, supervisor)" as "role is one of manager, supervisor". */
const withInList: Restating = (tokens) =>
  reworded(tokens, /(role|tier|department|team|scope|group|username) in \( ([^()]+) \)/, ({ text }) =>
    /(?:^| )(?:not|and) /.test(text(2))
      ? undefined
      : `the caller's $1 is ${text(2).replaceAll(/ , (?:or )?/g, " or ")}`,
  );

/** "and not role manager" as "and the caller does not have role manager". */
const withoutRole: Restating = (tokens) =>
  reworded(
    tokens,
    /(and|when|if) not (?:in )?(role|scope|group) ([a-z\d:_-]+|")(?= \.| and| or|$)/,
    "$1 the caller does not have $2 $3",
  );

/** Who may, as prose names them, in words that the grammar knows. */
export const callersInProse: readonly Restating[] = [
  withWhoeverIsNeither,
  withRolePresent,
  withAsideInBrackets,
  withCarrying,
  withBothGroups,
  withInList,
  withoutRole,
];
