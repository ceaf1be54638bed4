import type { Vocabulary } from "../vocabulary.ts";
import { sameVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { type Found, reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

const everybody = "(?:anyone|everyone|anybody|everybody|all users|any user)";

/** Phrases and what says the same in words that the grammar knows. */
const phrases: readonly (readonly [RegExp, string])[] = [
  // "only those bookings on which they are the planner"
  [/(only) those (\S+(?: \S+){0,2}) (?:of|on|for|in) (which they are the)/, "$1 $2 of $3"],
  [/(?:on|for|in) (which they are the)/, "of $1"],
  // "Halting a rollout is open to anyone who gives a reason"
  [
    new RegExp(
      `(?:is|are) (?:open|allowed|available|free) (?:to|for) ${everybody} who (?:gives?|provides?|states?|supplies|supply) (an? \\S+)(?= \\.|$)`,
    ),
    "is allowed for everyone when $1 is given",
  ],
  [
    new RegExp(
      `^${everybody} who (?:gives?|provides?|states?|supplies|supply) (an? \\S+) ((?:may|can) (?:\\S+ )*?\\S+)(?= \\.$|$)`,
    ),
    "everyone $2 when $1 is given",
  ],
  // "for 8 rides at most"
  [/for (#(?: [a-z-]+)?) at (most|least)/, "for at $2 $1"],
  // "only as the photographer themselves", "for themselves only (as the student)"
  [/(?:only )?as the (\S+) (?:themselves|themself|himself|herself)/, "only if they are the $1"],
  [/for themselves only \( as the (\S+) \)/, "only if they are the $1"],
  [/(includes?|contains?) an? (\S+-\S+)/, "$1 $2"],
  [/there are no (\S+)(?= and | or | ,)/, "no $1 are given"],
  [/^it is (?:allowed|permitted) for (\S+(?: \S+){0,4}?) to (.+?) (,) and to (.+)$/, "$1 may $2 $3 and $4"],
  [/belongs? to (the group)/, "is in $1"],
  // "500 stems maximum"
  [/(#) (?:([a-z-]+) )?(?:maximum|max)/, "at most $1 $2"],
  [/ : (at most)/, ", $1"],
  [/over (#)/, "above $1"],
  [/out of (\S+ or)/, "of $1"],
  // "only under the trainer ID that matches the caller's username claim"
  [/only under (the (?:\S+ ){1,3}?)that (matches|equals|is)/, "only when $1 $2"],
  // "delete mail as long as it is not permanent"
  [/(\S+) as long as (?:it|they) (is|are) (not )?(\S+)(?= \.$|$)/, "$1 that $2 $3 $4"],
  // "The principal investigator, user \"dr.kim\", may …"
  [/^the (?:[a-z-]+ ){1,3}, (user|username) (\S+) , (may|can|must)/, "$1 $2 $3"],
];

/** "in the evening, between 8 PM and 11 PM", "during the summer window, from … through …": the times say when. */
const namedTimes: readonly (readonly [RegExp, string])[] = [
  [
    /during the (?:\S+ )?(?:window|season|period|term) , ((?:from|between) # \S+ # (?:through|to|and|until) #)/,
    "$1",
  ],
];

export const withUsualPhrases: Restating = (tokens) => allOf(tokens, phrases);
export const withTimesAlone: Restating = (tokens) => allOf(tokens, namedTimes);

/** "in the evening, between 8 PM and 11 PM": these hours are in the evening. */
export const withEveningHours: Restating = (tokens) =>
  reworded(tokens, /in the evening , ((?:from|between) (#) (?:to|and|until) (#))/, ({ tokens: group }) =>
    [...group(2), ...group(3)].every(({ text }) => /pm/i.test(text) || /^(?:1[6-9]|2[0-3]):\d\d$/.test(text))
      ? "$1"
      : undefined,
  );

/** "forget memories only if the memory is their own" as "forget only their own memories". */
export const withOwnThings: Restating = (tokens) =>
  reworded(tokens, /(\S+) only (?:if|when) (?:the (\S+)|it|they) (?:is|are) their own/, ({ text }) =>
    text(2) === "" || stem(text(2)) === stem(text(1)) ? "only their own $1" : undefined,
  );

/** "unless a manager issues them" as "unless the caller is a manager", where a tool does what the verb says. */
export const withRoleThatActs: Restating = (tokens, { tools }) =>
  reworded(tokens, /unless (an?) (\S+) (\S+) (?:it|them)(?= \.$|$)/, ({ text }) =>
    tools.some(({ nameStems: [act = ""] }) => act === stem(text(3)) || sameVerb(act, stem(text(3))))
      ? "unless the caller is $1 $2"
      : undefined,
  );

/** "a player who is younger than 16 or is not cleared" as "a player if the player is younger … or the player is not cleared". */
export const withThingAsSubject: Restating = (tokens, { tools }) =>
  reworded(tokens, /(an?) (\S+) (?:who|that|which) is (.+?) (or|and) (?:is )?(.+?)(?= \.$|$)/, ({ text }) =>
    tools.some(({ nameStems: [, ...thing] }) => thing.includes(stem(text(2))))
      ? "$1 $2 if the $2 is $3 $4 the $2 is $5"
      : undefined,
  );

/** "Grant a patent only when …", where a tool grants patents: its deed, and not what this rule does. */
export const withGrantAsDeed: Restating = (tokens, { tools }) =>
  reworded(tokens, /^grant (an? (\S+))(?= only (?:if|when) )/, ({ text }: Found) =>
    tools.some(({ nameStems: [act, ...thing] }) => act === "grant" && thing.join(" ") === stem(text(2)))
      ? "allow granting $1"
      : undefined,
  );

/** "the agent order-router", where no tool knows of agents: who calls under that name. */
export const withAgentAsUser: Restating = (tokens, { tools }) =>
  tools.some(({ nameStems, descriptionStems, fields }) =>
    [nameStems, descriptionStems, ...fields.map((field) => field.nameStems)].some((stems) =>
      stems.includes(stem("agent")),
    ),
  )
    ? undefined
    : reworded(tokens, /(?:the )?agent (\S+-\S+|") (to|from|may|can|must)/, "user $1 $2");

/** Parts that make another word of what they stand beside. */
const negating = new Set("non not un pre re off only never no anti ex self".split(" "));

/** "skip-the-line passes", where a tool speaks of passes to skip the line. */
export const withHyphensOpen: Restating = (tokens, { tools }) =>
  reworded(tokens, /([a-z]+(?:-[a-z]+)+)/, ({ text }) => {
    const parts = text(1).split("-");
    if (parts.some((part) => negating.has(part))) return undefined;
    const isKnown = tools.some(({ nameStems, descriptionStems }) =>
      parts.every((part) => nameStems.includes(stem(part)) || descriptionStems.includes(stem(part))),
    );
    return isKnown ? parts.join(" ") : undefined;
  });

/** "Block guarantees over $100 from being issued" as "Block issuing guarantees over $100". */
export const withDeniedAct: Restating = (tokens) =>
  reworded(
    tokens,
    /^(block|prevent|stop|deny) (?!everyone|anyone|users?|all|any)(.+?) from being ([a-z]+)ed(?= |$)/,
    ({ text }) => (text(2) === "" ? undefined : `$1 ${text(3)}ing $2`),
  );

/** "for editorial use", where the tool has a usage. */
export const withUsage: Restating = (tokens, { tools }) =>
  tools.some(({ fields }) => fields.some(({ nameStems }) => nameStems.at(-1) === stem("usage")))
    ? reworded(tokens, /for (\S+) use/, "for $1 usage")
    : undefined;

function allOf(
  tokens: readonly Token[],
  table: readonly (readonly [RegExp, string])[],
): readonly Token[] | undefined {
  let found: readonly Token[] | undefined;
  for (const [pattern, becomes] of table) found = reworded(found ?? tokens, pattern, becomes) ?? found;
  return found;
}
