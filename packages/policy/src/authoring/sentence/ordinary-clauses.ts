import type { Vocabulary } from "../vocabulary.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { withBareAge } from "./bare-age.ts";
import { patternText } from "./inserted-words.ts";
import { reworded } from "./reworded.ts";
import { withTimeSince } from "./time-since.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

const denies =
  /(?:^| )(?:not|never|no|none|nobody|nothing|only|must|cannot|deny|block|forbid|forbidden|prohibit|prohibited|unless|except)(?= |$)/;

/** "may lend laptops, encrypted ones only" as "…, only encrypted ones"; under a denial these may be the ones left out. */
const withOnlyBeforeOnes: Restating = (tokens) =>
  denies.test(patternText(tokens).replace(/ones only(?= [.!]|$)/, "ones"))
    ? undefined
    : reworded(tokens, /, ([a-z-]+) ones only(?= [.!]|$)/, ({ text }) =>
        /^(?:the|these|those|any|all)$/.test(text(1)) ? undefined : ", only $1 ones",
      );

/** "500 liters at most" as "at most 500 liters", where the amount ends there. */
const withBoundAhead: Restating = (tokens) =>
  reworded(tokens, /(can|may) ([a-z-]+) (# ?(?:[a-z]+)?) at (most|least)(?= \.| ,|$)/, ({ text }) =>
    /^(?:not|never|only|be)$/.test(text(2)) ? undefined : "$1 $2 at $4 $3",
  );

/** "until $60 inclusive" as "up to $60 inclusive"; a time stays what it is. */
const withUpToSum: Restating = (tokens) =>
  reworded(tokens, /until (#) inclusive/, ({ tokens: group }) => {
    const [sum] = group(1);
    return sum?.kind === "number" && sum.currency !== undefined ? "up to $1 inclusive" : undefined;
  });

/** "A must lead to a denial of x" as "deny x with A". */
const withDenialAhead: Restating = (tokens) =>
  reworded(
    tokens,
    /^([^.;:]+) (?:must|shall|should|has to|have to|will) (?:always )?(?:lead to|result in|cause) (?:a|the) (?:denial|refusal|blocking) of ([a-z_]+)(?= \.|$)/,
    ({ text }) =>
      /(?:^| )(?:no|not|never|only|unless)(?: |$)/.test(text(1)) ? undefined : "deny $2 with $1",
  );

/** "must not go external", where a flag says so of what is sent. */
const withSentForGo: Restating = (tokens, { tools }) =>
  reworded(tokens, /(must|may|can|shall) not go (?:out )?([a-z]+?)(?:ly)?(?= \.|$)/, ({ text }) =>
    tools.some(
      ({ nameStems: [act], fields }) =>
        act === "send" &&
        fields.some(
          ({ nameStems: [state, more], shape }) =>
            shape.kind === "bool" && more === undefined && state === stem(text(2)),
        ),
    )
      ? `$1 not be sent ${text(2)}`
      : undefined,
  );

/** "photos meant for parents or staff" as "photos whose audience is parents or staff", where one argument alone has these values. */
const withMeantFor: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /([a-z]+) (?:that are |which are )?(?:meant|intended|destined) for (([a-z]+)(?: or ([a-z]+))?)(?= (?:can|may|must|cannot|when|if|unless|,)|,| \.|$)/,
    ({ text }) => {
      const values = [text(3), text(4)].filter((each) => each !== "");
      const owners = tools.flatMap(({ nameStems, fields }) =>
        fields
          .filter((field) => values.every((each) => field.values.includes(each)))
          .map(({ path }) => ({ path, isOwn: nameStems.includes(stem(text(1))) })),
      );
      const [owner, other] = owners;
      const [name, below] = owner?.path ?? [];
      const isCertain = owner?.isOwn === true && other === undefined && below === undefined;
      return isCertain && name !== undefined ? `$1 whose ${name} is $2` : undefined;
    },
  );

/** "up to 6 units normally, up to 10 units when …": that the first is the usual limit is what the wider one says. */
const withUsualLimit: Restating = (tokens) =>
  denies.test(patternText(tokens))
    ? undefined
    : reworded(
        tokens,
        /: ((?:up to|at most) (#) ([a-z]+)) (?:normally|usually|as a rule)(?: \( (#) included \))? , (?:and |but |or )?((?:up to|at most) (#) ([a-z]+))(?: \( (#) included \))? ((?:when|if) [^,;:.]+)(?= \.|$)/,
        ({ text, tokens: group }) => {
          const [usual, wider] = [amountOf(group(2)), amountOf(group(6))];
          const isSame = (said: readonly Token[], limit: number) =>
            said.length === 0 || amountOf(said) === limit;
          return text(3) === text(7) && usual < wider && isSame(group(4), usual) && isSame(group(8), wider)
            ? "$1 , or $5 $9"
            : undefined;
        },
      );

/** "Rented equipment must be insured whenever it is kept for …" as "… it is rented for …". */
const withDeedForKept: Restating = (tokens) =>
  reworded(tokens, /^([a-z]+ed) ([a-z]+) (.+) (it is|they are) (?:kept|held|out) for/, ({ text }) =>
    /[,;:.]/.test(text(3)) ? undefined : "$1 $2 $3 $4 $1 for",
  );

/** "meter readers with role meter-reader": the role's own name, said twice. */
const withRoleSaidTwice: Restating = (tokens) =>
  reworded(tokens, /(?:the )?([a-z]+ [a-z]+?)s? with (role) (\S+)/, ({ text }) =>
    text(1).replace(" ", "-") === text(3) ? "users with $2 $3" : undefined,
  );

/** "… may read all.", where one tool alone reads something: all of these. */
const withThingOfAll: Restating = (tokens, { tools }) =>
  reworded(tokens, /([a-z]+) all(?: of them)?(?= \.|$)/, ({ text }) => {
    const [tool, other] = tools.filter(({ nameStems: [act] }) => act === stem(text(1)));
    const thing = /^[a-z]+_([a-z]+[^s])$/.exec(tool?.name ?? "")?.[1];
    return other === undefined && thing !== undefined && !verdicts.test(text(1))
      ? `$1 all ${thing}s`
      : undefined;
  });

const verdicts =
  /^(?:allow|permit|grant|deny|block|forbid|reject|refuse|stop|disable|suspend|revoke|prevent)/;

/** "20 000" as "20,000": thousands may stand apart. */
const withThousandsJoined: Restating = (tokens) => {
  const at = tokens.findIndex((token, index) => {
    const next = tokens[index + 1];
    return (
      token.kind === "number" &&
      /^\D?[1-9]\d{0,2}$/.test(token.text) &&
      next?.kind === "number" &&
      /^000(?:\D|$)/.test(next.text) &&
      next.start === token.end + 1
    );
  });
  const [first, next] = [tokens[at], tokens[at + 1]];
  if (first === undefined || next === undefined) return undefined;
  const whole = `${first.text},${next.text}`;
  const { start } = first;
  return [
    ...tokens.slice(0, at),
    ...tokensOf(whole, 0, whole.length).map((token) => ({ ...token, start, end: next.end })),
    ...tokens.slice(at + 2),
  ];
};

/** "At the auction, bob may buy flowers: …", where one tool alone speaks of the auction: said behind the deed. */
const withPlaceBehind: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^((?:at|in|on|from) (?:the )?([a-z]+)) , ([^,;:.]+ (?:may|can) [a-z]+ [a-z]+)(?= [,:.]|$)/,
    ({ text }) => {
      const [tool, other] = tools.filter(({ descriptionStems }) => descriptionStems.includes(stem(text(2))));
      return tool !== undefined && other === undefined && !/ (?:not|never|only) /.test(` ${text(3)} `)
        ? "$3 $1"
        : undefined;
    },
  );

/** Everyday ways to say a bound, a verdict, a place or a purpose, in the words that the grammar knows. */
export const ordinaryClauses: readonly Restating[] = [
  withOnlyBeforeOnes,
  withBoundAhead,
  withUpToSum,
  withDenialAhead,
  withSentForGo,
  withMeantFor,
  withUsualLimit,
  withDeedForKept,
  withRoleSaidTwice,
  withThingOfAll,
  withThousandsJoined,
  withPlaceBehind,
  withTimeSince,
  withBareAge,
];

function amountOf([token]: readonly Token[]): number {
  return token?.kind === "number" ? Number(token.value) : Number.NaN;
}
