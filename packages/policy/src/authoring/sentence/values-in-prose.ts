import { doesDeed } from "../tools/does-deed.ts";
import { nameWords, type Vocabulary, type VocabularyField } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "to anything but a suite", where one argument alone may be a suite, as "when that argument is not suite". */
const withAnythingBut: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(?:to|for|in|into|as) (?:anything|everything) (?:but|except|other than) (?:an? |the )?([a-z_-]+)(?= \.| ,|$)/,
    ({ text }) => {
      const name = holderOf(tools, [text(1)]);
      return name === undefined ? undefined : `when ${name} is not $1`;
    },
  );

/** "book a sedan or a wheelchair van", where an argument of the tool that books says which, as "book rides when …". */
const withKindsAsThings: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(can|may|to) ([a-z]+) ((?:an?|the) [a-z]+(?: [a-z]+)?(?: or (?:an?|the) [a-z]+(?: [a-z]+)?){0,4})(?= \.| ,| when| if| only| unless|$)/,
    ({ text }) => {
      const [tool, other] = tools.filter((each) => doesDeed(each, text(2)));
      if (tool === undefined || other !== undefined) return undefined;
      const said = text(3)
        .split(" or ")
        .map((each) => each.replace(/^(?:an?|the) /, ""));
      const spelt = (value: string) => nameWords(value).join(" ");
      const [field, more] = tool.fields.filter(({ values }) =>
        said.every((each) => values.some((value) => spelt(value) === each)),
      );
      if (field === undefined || more !== undefined) return undefined;
      const values = said.flatMap((each) => field.values.filter((value) => spelt(value) === each));
      return `$1 use ${tool.action} when ${field.path.join(".")} is ${values.join(" or ")}`;
    },
  );

/** "with someone whose email address does not end in @x.org", where one argument says to whom. */
const withSomeonesAddress: Restating = (tokens, { tools }) => {
  const [field, other] = tools.flatMap(({ fields }) => fields.filter(isAddress));
  return field === undefined || other !== undefined
    ? undefined
    : reworded(
        tokens,
        /(?:to|with) (?:someone|somebody|anyone|anybody|people|a person|recipients|a recipient|an address) whose (?:e-?mail|email address|e-?mail address|address) (do not |does not )?(?:ends?) (?:in|with) (\S+)(?= \.| ,|$)/,
        ({ text }) => `when ${field.path.join(".")} ${text(1) === "" ? "ends with" : "does not end with"} $2`,
      );
};

function isAddress({ shape, nameStems }: VocabularyField): boolean {
  return shape.kind === "string" && nameStems.some((name) => name === stem("email"));
}

/** "a push that covers more than 12.5 percent of the fleet", where the tool counts in percent. */
const withShareOf: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(?:that |which )?(?:covers?|covering|affects?|affecting|reaches|reaching|touches|touching) (more than|less than|at least|at most|over|under|up to|no more than) (#)( percent)?(?: of (?:the|our|a|an|all) [a-z]+)?(?= \.| ,| unless| when| if|$)/,
    ({ text, tokens: group }) => {
      const [number] = group(2);
      const isShare = text(3) !== "" || (number?.kind === "number" && /%|percent/.test(number.text));
      const [field, other] = tools.flatMap(({ fields }) =>
        fields.filter(({ unit, path }) => unit === "percent" && path.length === 1),
      );
      return !isShare || field === undefined || other !== undefined
        ? undefined
        : `with a ${field.path.join(".")} of $1 $2`;
    },
  );

/** "licences covering RU or BY among their territories" as "licences whose territories contain RU or BY". */
const withListedAmong: Restating = (tokens, { tools }) => {
  const lists = new Set(
    tools.flatMap(({ fields }) =>
      fields.filter(({ shape }) => shape.kind === "set").map(({ path }) => path.at(-1)?.toLowerCase() ?? ""),
    ),
  );
  return (
    reworded(
      tokens,
      /(?:covering|with|having|naming|listing|including) (\S+(?: or \S+)*) among (?:their|its|the) ([a-z]+)/,
      ({ text }) => (lists.has(text(2)) ? "whose $2 contain $1" : undefined),
    ) ??
    reworded(
      tokens,
      /([a-z-]+|") is (?:one of|among|in|part of) the ([a-z]+)(?= \.| ,| and| or|$)/,
      ({ text }) => (lists.has(text(2)) ? "the $2 contain $1" : undefined),
    )
  );
};

/** "it is 24 months or shorter", "365 days old or older" as "it is at most 24 months", "at least 365 days old". */
const withOrShorter: Restating = (tokens) =>
  reworded(
    tokens,
    /(#) (?:([a-z]+) )?(?:(old) )?or (shorter|less|fewer|younger|lower|smaller|longer|older|higher|larger)(?= \.| ,| and|$)/,
    ({ text }) =>
      `${/^(?:shorter|less|fewer|younger|lower|smaller)/.test(text(4)) ? "at most" : "at least"} $1 $2 $3`,
  );

/** "when rush delivery is asked for", where an argument says whether it is a rush. */
const withAskedFor: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(?:an? |the )?([a-z]+)(?: (?:delivery|shipping|service|handling|processing|option|mode))? is (?:asked for|requested|wanted|chosen|selected)(?= \.| ,| and| or|$)/,
    ({ text }) =>
      tools.some(({ fields }) =>
        fields.some(({ shape, path }) => shape.kind === "bool" && path.join(".").toLowerCase() === text(1)),
      )
        ? "$1 is true"
        : undefined,
  );

/** "a replacement is given", where an argument that may be left out is its id. */
const withIdGiven: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(an?|the|no) ([a-z]+) (is|has been) (given|named|specified|provided|supplied|stated|set|chosen)(?= \.| ,| and| or|$)/,
    ({ text }) => {
      const noun = stem(text(2));
      const names = new Set(
        tools.flatMap(({ nameStems, fields }) =>
          nameStems.includes(noun)
            ? []
            : fields
                .filter((field) => field.guards.length > 0 && field.nameStems.join(" ") === `${noun} id`)
                .map(({ path }) => path.join(".")),
        ),
      );
      const [name, other] = names;
      return name === undefined || other !== undefined ? undefined : `${text(1)} ${name} $3 $4`;
    },
  );

/** "without a receipt", where an argument says whether one is attached. */
const withAttached: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(with|without) (?:an? |any |the )?([a-z]+)(?= \.| ,| unless| when| if| are| is| must| may|$)/,
    ({ text }) => {
      const noun = stem(text(2));
      const flags = tools.flatMap(({ fields }) =>
        fields.filter(
          ({ shape, nameStems: [one = "", two = "", more] }) =>
            shape.kind === "bool" &&
            more === undefined &&
            ((one === noun && attached.has(two)) || (one === "has" && two === noun)),
        ),
      );
      const [name, other] = new Set(flags.map(({ path }) => path.join(".")));
      return name === undefined || other !== undefined
        ? undefined
        : `when ${name} is ${text(1) === "with" ? "true" : "false"}`;
    },
  );

const attached = new Set(
  ["attached", "provided", "given", "included", "shown", "presented", "supplied", "enclosed"].map(stem),
);

/** "matches auto*" as "starts with auto". */
const withStarBehind: Restating = (tokens) =>
  reworded(tokens, /(?:matches|is like|like) ([a-z\d_.:/-]+\*)(?= |$)/, ({ tokens: group }) => {
    const [value] = group(1);
    return value?.kind === "word" ? `starts with ${value.text.slice(0, -1)}` : undefined;
  });

/** "the risk factors' prior claims" without the mark. */
const withoutPluralMark: Restating = (tokens) => reworded(tokens, /([a-z]+s) '(?= [a-z])/, "$1");

/** The one argument that may hold all of the values. */
function holderOf(tools: Vocabulary["tools"], values: readonly string[]): string | undefined {
  const names = new Set(
    tools.flatMap(({ fields }) =>
      fields
        .filter((field) => values.every((value) => field.values.some((each) => each.toLowerCase() === value)))
        .map(({ path }) => path.join(".")),
    ),
  );
  const [name, other] = names;
  return other === undefined ? name : undefined;
}

/** What arguments are, as prose tells it, in words that the grammar knows. */
export const valuesInProse: readonly Restating[] = [
  withAnythingBut,
  withKindsAsThings,
  withSomeonesAddress,
  withShareOf,
  withListedAmong,
  withOrShorter,
  withAskedFor,
  withIdGiven,
  withAttached,
  withStarBehind,
  withoutPluralMark,
];
