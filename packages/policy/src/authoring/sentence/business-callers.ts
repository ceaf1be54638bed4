import { doesDeed } from "../tools/does-deed.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { patternText } from "./inserted-words.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "the seller has the scope x", where a tool sells, as "the caller has the scope x". */
const withActorAsCaller: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(as long as|if|when|provided|provided that|unless) the ([a-z]+?)(?:er|or) (has|holds)(?= (?:the )?(?:scope|role) )/,
    ({ text }) =>
      tools.some((tool) =>
        [text(2), `${text(2)}e`].some(
          (verb) => doesDeed(tool, verb) || tool.descriptionStems.includes(stem(verb)),
        ),
      )
        ? "$1 the caller $3"
        : undefined,
  );

/** "can have a box opened" as "can open a box". */
const withDeedDone: Restating = (tokens, { tools }) =>
  reworded(tokens, /(can|may) have (an?|the|their|any) ([a-z]+) ([a-z]+ed)(?= )/, ({ text }) => {
    const [tool, other] = tools.filter(
      (each) => doesDeed(each, text(4)) && each.nameStems.includes(stem(text(3))),
    );
    const [act] = tool === undefined || other !== undefined ? [] : nameWords(tool.name);
    return act === undefined ? undefined : `$1 ${act} $2 $3`;
  });

/** "by role a or by members of b, and by nobody else" as "by role a or members of b, and nobody else"; what must be done by both stays so. */
const withOneBy: Restating = (tokens) => {
  const closed = reworded(tokens, /(?:, )?and by (nobody|no one) else/, ", and $1 else") ?? tokens;
  const isDemand = /(?:^| )(?:must|has|have|needs?|requires?|shall|should)(?: |$)/.test(patternText(tokens));
  const joint = isDemand
    ? /(by [^,;:.]+?)(?: ,)? or by ([a-z]+)/
    : /(by [^,;:.]+?)(?: ,)? (?:or|and) by (?!nobody|no one)([a-z]+)/;
  return reworded(closed, joint, "$1 or $2") ?? (closed === tokens ? undefined : closed);
};

/** "a change they requested themselves, i.e. where …" as "a change where …": what follows says it. */
const withoutOwnGloss: Restating = (tokens) =>
  reworded(tokens, /(?:that )?(?:they|he or she) [a-z]+ themselves , i\.e \. (where|when)/, "$1");

/** "under their own employee ID, which is in the employee_id claim" as "when employee ID equals their employee_id claim". */
const withOwnId: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:for|under|with) their own ([a-z_-]+(?: [a-z_-]+)?) (?:, which is (?:in|given by|held by|told by) (?:the|their) ([a-z_-]+) claim|\( (?:(?:the |their )?([a-z_-]+) claim|(?:the )?claim ([a-z_-]+)) \))/,
    "when the $1 equals their $2 $3 $4 claim",
  );

/** "and for no other" closes what is allowed. */
const withoutNoOther: Restating = (tokens) => {
  const text = patternText(tokens);
  const said = /(?:, )?and (for|in|by|to|of|with) no other(?: [a-z]+)?(?: \.)?$/.exec(text);
  // "in USD and to no other country" closes something else than it allows
  return said !== null && text.slice(0, said.index).includes(` ${said[1]} `)
    ? reworded(tokens, /(?:, )?and (?:for|in|by|to|of|with) no other(?: [a-z]+)?(?= \.|$)/, "")
    : undefined;
};

/** "the user has scope a or belongs to the group b" with the caller named again. */
const withCallerAgain: Restating = (tokens) =>
  reworded(
    tokens,
    /(the user|the caller|they) ((?:has|have|holds?) (?:the )?(?:scope|role) [^ ]+) (or|and) (belongs? to|is in|are in) (the group|group)/,
    ({ text }) => `$1 $2 $3 $1 ${text(1) === "they" ? "are" : "is"} in $5`,
  );

/** "the student ID asked for", "the badge that is given": what the call names, and no more. */
const withoutAskedFor: Restating = (tokens) =>
  reworded(
    tokens,
    /(claim is (?:the same as )?the [a-z_-]+(?: [a-z_-]+)?) (?:(?:that |which )?(?:is|was) (?:given|asked for|named)|asked for|given)(?= \.|$)/,
    "$1",
  );

/** "students whose student_id claim …" by their claim, as whoever has it. */
const withUsersWhose: Restating = (tokens) =>
  reworded(tokens, /([a-z]+s) whose ([a-z_-]+) claim/, ({ text }) =>
    isPersonNoun(text(1)) ? "users whose $2 claim" : undefined,
  );

/** "may only be opened by x" as "only x may open", where a tool does what the verb says. */
const withOnlyTheyMay: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^(?:the |an? )?([^,;:.]+?) (?:may|can) only be ([a-z]+ed) by ([^,;:.]+?)(?= \.|$)/,
    ({ text }) => {
      const acts = new Set(
        tools.flatMap((tool) => (doesDeed(tool, text(2)) ? [nameWords(tool.name)[0] ?? ""] : [])),
      );
      const [act, other] = acts;
      return act === undefined || other !== undefined ? undefined : `only $3 may ${act} the $1`;
    },
  );

/** Who may do something, as rules of a business say it, in words that the grammar knows. */
export const businessCallers: readonly Restating[] = [
  withActorAsCaller,
  withDeedDone,
  withOneBy,
  withoutOwnGloss,
  withoutNoOther,
  withOwnId,
  withCallerAgain,
  withoutAskedFor,
  withUsersWhose,
  withOnlyTheyMay,
];
