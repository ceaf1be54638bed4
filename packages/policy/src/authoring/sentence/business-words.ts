import { doesDeed } from "../tools/does-deed.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "No one gets admitted" as "no guest may be admitted", where a tool admits guests. */
const withNobodyGetting: Restating = (tokens, { tools }) =>
  reworded(tokens, /^(?:no one|nobody) (?:gets?|is|are|is to be) ([a-z]+ed)(?= )/, ({ text }) => {
    const [tool, other] = tools.filter((each) => doesDeed(each, text(1)));
    const thing = tool === undefined || other !== undefined ? [] : nameWords(tool.name).slice(1);
    return thing.length === 0 ? undefined : `no ${thing.join(" ")} may be $1`;
  });

/** "No box is to be opened", "no changes get executed" as "no box may be opened". */
const withNoneToBe: Restating = (tokens) =>
  reworded(tokens, /no ([a-z-]+(?: [a-z-]+){0,3}?) (?:gets?|is to be|are to be) ([a-z]+)/, "no $1 may be $2");

/** "… is not bought any more" as of the time that is told. */
const withoutAnyMore: Restating = (tokens) =>
  reworded(tokens, /(?:any more|anymore|any longer)(?= \.|$)/, "");

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

/** "a tool that comes back damaged" as "a tool that is damaged". */
const withBeingForComing: Restating = (tokens) =>
  reworded(tokens, /(?:comes|came|come) back ([a-z]+)/, "is $1");

/** "whatever they cost" asks for nothing. */
const withoutWhatever: Restating = (tokens) =>
  reworded(tokens, /(?:, )?whatever (?:it|they|the [a-z]+) (?:costs?|weighs?|is|are|says?)(?= \.|$)/, "");

/** "they have consented" by the argument that says whether. */
const withFlagOfDeed: Restating = (tokens, { tools }) =>
  reworded(tokens, /(?:they|he or she|he|she) (?:have|has) ([a-z]+ed)(?= (?:or|and)|,| \.|$)/, ({ text }) => {
    const [field, other] = tools.flatMap(({ fields }) =>
      fields.filter(({ shape, nameStems }) => shape.kind === "bool" && nameStems.includes(stem(text(1)))),
    );
    return field === undefined || other !== undefined ? undefined : `${field.path.join(".")} is true`;
  });

/** "can have a box opened" as "can open a box". */
const withDeedDone: Restating = (tokens, { tools }) =>
  reworded(tokens, /(can|may) have (an?|the|their|any) ([a-z]+) ([a-z]+ed)(?= )/, ({ text }) => {
    const [tool, other] = tools.filter(
      (each) => doesDeed(each, text(4)) && each.nameStems.includes(stem(text(3))),
    );
    const [act] = tool === undefined || other !== undefined ? [] : nameWords(tool.name);
    return act === undefined ? undefined : `$1 ${act} $2 $3`;
  });

/** "by role a or by members of b, and by nobody else" as "by role a or members of b, and nobody else". */
const withOneBy: Restating = (tokens) => {
  const closed = reworded(tokens, /, and by (nobody|no one) else/, ", and $1 else") ?? tokens;
  const joined = reworded(
    closed,
    /(by [^,;:.]+?)(?: ,)? (?:or|and) by (?!nobody|no one)([a-z]+)/,
    "$1 or $2",
  );
  return joined ?? (closed === tokens ? undefined : closed);
};

/** "a change they requested themselves, i.e. where …" as "a change where …": what follows says it. */
const withoutOwnGloss: Restating = (tokens) =>
  reworded(tokens, /(?:that )?(?:they|he or she) [a-z]+ themselves , i\.e \. (where|when)/, "$1");

/** "and leave a note" as "and a note is given", where a note can be. */
const withGivenNote: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(and|or) (?:they )?(?:leaves?|writes?|adds?|enters?|states?|attach|attaches) (an? ([a-z]+(?: [a-z]+)?))(?= \.|,|$)/,
    ({ text }) =>
      tools.some(({ fields }) =>
        fields.some(({ nameStems }) => nameStems.join(" ") === text(3).split(" ").map(stem).join(" ")),
      )
        ? "$1 $2 is given"
        : undefined,
  );

/** "and never during December" as "but not during December". */
const withButNot: Restating = (tokens) =>
  reworded(tokens, /(?:and|but) (?:never|not) (during|in|between|before|after|on|at|from)/, "but not $1");

/** "the nearest homes are at least 500 metres away" by the argument that says how far. */
const withDistance: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /the (?:nearest |next |closest )?([a-z]+) (?:are|is) (at least|at most|more than|less than|over|under) (#(?: [a-z]+)?) away/,
    ({ text }) => {
      const [field, other] = tools.flatMap(({ fields }) =>
        fields.filter(({ nameStems }) => nameStems.includes("distanc") && nameStems.includes(stem(text(1)))),
      );
      return field === undefined || other !== undefined ? undefined : `${field.path.join(".")} is $2 $3`;
    },
  );

/** "has to come with comments", "has to state a reason" as "must include comments". */
const withMustInclude: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:(?:has|have|needs?) to|must|should|shall) (?:come with|state|give|name|carry|include|contain|show|mention)/,
    "must include",
  );

/** "takes the head-buyer role" as "requires the head-buyer role". */
const withRequires: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:takes|calls for|asks for) (the |an? )?([^ ]+ (?:role|scope)|(?:role|scope) [^ ]+)(?= \.|$)/,
    "requires the $2",
  );

/** "In cases of hardship, …" as "if hardship is true, …". */
const withCaseOfFlag: Restating = (tokens, { tools }) =>
  reworded(tokens, /^in (?:cases?|the case|the event) of (?:an? )?([a-z]+) ,/, ({ text }) =>
    tools.some(({ fields }) =>
      fields.some(({ shape, nameStems }) => shape.kind === "bool" && nameStems.join(" ") === stem(text(1))),
    )
      ? "if $1 is true ,"
      : undefined,
  );

/** "under their own employee ID, which is in the employee_id claim" as "when employee ID equals their employee_id claim". */
const withOwnId: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:for|under|with) their own ([a-z_-]+(?: [a-z_-]+)?) (?:, which is (?:in|given by|held by|told by) (?:the|their) ([a-z_-]+) claim|\( (?:(?:the |their )?([a-z_-]+) claim|(?:the )?claim ([a-z_-]+)) \))/,
    "when the $1 equals their $2 $3 $4 claim",
  );

/** "and for no other" closes what is allowed. */
const withoutNoOther: Restating = (tokens) =>
  reworded(tokens, /(?:, )?and (?:for|in|by|to|of|with) no other(?: [a-z]+)?(?= \.|$)/, "");

/** "until 31 December 2026 (that day included)" as "until the end of 31 December 2026". */
const withDayIncluded: Restating = (tokens) =>
  reworded(
    tokens,
    /until (#(?: [a-z]+ #)?|[a-z]+ #(?: ,)? #) \( (?:that day (?:is )?included|inclusive|included|including that day)(?: , utc)? \)/,
    "until the end of $1",
  );

/** "the user has scope a or belongs to the group b" with the caller named again. */
const withCallerAgain: Restating = (tokens) =>
  reworded(
    tokens,
    /(the user|the caller|they) ((?:has|have|holds?) (?:the )?(?:scope|role) [^ ]+) (or|and) (belongs? to|is in|are in) (the group|group)/,
    ({ text }) => `$1 $2 $3 $1 ${text(1) === "they" ? "are" : "is"} in $5`,
  );

/** "rented out uninsured", where an argument says whether it is insured. */
const withUndone: Restating = (tokens, { tools }) =>
  reworded(tokens, /(?:out )?un([a-z]+ed)(?= \.|$)/, ({ text }) =>
    tools.some(({ fields }) =>
      fields.some(({ shape, nameStems }) => shape.kind === "bool" && nameStems.join(" ") === stem(text(1))),
    )
      ? `when ${text(1)} is false`
      : undefined,
  );

/** "are never disposed of", where the verb takes the preposition, as "must never be disposed". */
const withNeverDone: Restating = (tokens) => {
  const never = reworded(tokens, /(?:is|are) never ([a-z]+ed)/, "must never be $1");
  return reworded(never ?? tokens, /(be [a-z]+ed) of(?= \.|$)/, "$1") ?? never;
};

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

/** "A guardian email is mandatory for every rental", where a tool that rents has that argument. */
const withMandatory: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^(an? ([a-z]+(?: [a-z]+)?)) is (?:mandatory|compulsory|obligatory|required|needed) for (?:every|each|any|all) ([a-z]+)(?= \.|$)/,
    ({ text }) => {
      const name = text(2).split(" ").map(stem).join(" ");
      const acts = [verbOfAct(text(3)), stem(text(3))];
      const [tool, other] = tools.filter(
        ({ nameStems, fields }) =>
          nameStems.some((each) => acts.includes(each)) &&
          fields.some((field) => field.nameStems.join(" ") === name),
      );
      return tool === undefined || other !== undefined ? undefined : `using ${tool.action} requires $1`;
    },
  );

/** "booked for a night", where a tool books nights, as "booked". */
const withThingOfDeed: Restating = (tokens, { tools }) =>
  reworded(tokens, /be ([a-z]+ed) (?:for|on|to) an? ([a-z]+)/, ({ text }) =>
    tools.some(({ nameStems: [act, ...things] }) => act === stem(text(1)) && things.includes(stem(text(2))))
      ? "be $1"
      : undefined,
  );

/** "We don't do pickups" as "block pickups". */
const withoutWeDo: Restating = (tokens) =>
  reworded(tokens, /^we (?:do not|never) (?:do|make|offer|allow|accept|take|want)(?: any)?/, "block");

const currencies: ReadonlyMap<string, string> = new Map([
  ["swiss francs", "CHF"],
  ["francs", "CHF"],
  ["euros", "EUR"],
  ["pounds", "GBP"],
  ["sterling", "GBP"],
  ["dollars", "USD"],
  ["yen", "JPY"],
]);

/** "in Swiss francs", where CHF is a value that the tool knows. */
const withCurrencyCode: Restating = (tokens, { tools }) =>
  reworded(tokens, /in (swiss francs|francs|euros|pounds|sterling|dollars|yen)/, ({ text }) => {
    const code = currencies.get(text(1));
    const isKnown = tools.some(({ fields }) =>
      fields.some(({ values }) => code !== undefined && values.includes(code)),
    );
    return isKnown ? `in ${code}` : undefined;
  });

/** Rules of a business as people write them, in words that the grammar knows. */
export const businessWords: readonly Restating[] = [
  withNobodyGetting,
  withNoneToBe,
  withoutAnyMore,
  withActorAsCaller,
  withBeingForComing,
  withoutWhatever,
  withFlagOfDeed,
  withDeedDone,
  withOneBy,
  withoutOwnGloss,
  withGivenNote,
  withButNot,
  withDistance,
  withMustInclude,
  withRequires,
  withCaseOfFlag,
  withOwnId,
  withoutNoOther,
  withDayIncluded,
  withCallerAgain,
  withUndone,
  withNeverDone,
  withoutAskedFor,
  withUsersWhose,
  withOnlyTheyMay,
  withMandatory,
  withThingOfDeed,
  withoutWeDo,
  withCurrencyCode,
];
