import { nameWords, type Vocabulary } from "../vocabulary.ts";
import { restrictiveWords } from "../words/people-words.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** A list that names some of what is meant, or what is not, is no gloss. */
const isNoGloss =
  /(?:^| )(?:such|e\.g|eg|like|including|especially|except|not|no|but|only|other|than|etc|all|any|when|if|where|whose|with)(?: |$)/;

/** "any tool that changes state: a, b and c", "all three APIs (a, b and c)" as the tools that are named. */
const withToolsListed: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:(?:reaching|accessing|touching|hitting) )?(?:any|all|every|the|each|all of the|any of the)(?: (#))?((?: [a-z]+){0,3}?) (?:tools?|apis?|operations?|actions?|endpoints?)(?: (?:that|which) [a-z]+(?: [a-z]+){0,2}| (?:the|this) gateway (?:exposes|has|offers))?(?: \( ([^()]+) \)| : ([^:]+?))(?= \.|$)/,
    ({ text, tokens: group }) => {
      const list = text(3) === "" ? text(4) : text(3);
      const count = list.split(/ , (?:and |or )?| and | or /).length;
      const [said] = group(1);
      const isCounted = said === undefined || (said.kind === "number" && Number(said.value) === count);
      if (isNoGloss.test(list) || count < 2 || !isCounted) return undefined;
      return `${/^[a-z]+ing$/.test(firstOf(list)) ? "" : "using "}${text(3) === "" ? "$4" : "$3"}`;
    },
  );

/** "POST /v1/messages", where a tool is called by its path, as that tool. */
const withToolOfPath: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(?:the )?(post|get|put|patch|delete) (\/\S+)(?: (?:path|endpoint|route|call))?(?= |$)/,
    ({ text }) => {
      const [tool, other] = tools.filter(({ name }) => name.toLowerCase() === `${text(1)}:${text(2)}`);
      return tool === undefined || other !== undefined ? undefined : tool.action;
    },
  );

/** "calls to the messages and responses APIs" as "messages and responses". */
const withoutCallsTo: Restating = (tokens) =>
  reworded(
    tokens,
    /(allow|permit|block|deny|forbid) (?:all |any )?(?:calls|requests) to (?:the )?([a-z]+(?: [a-z]+)?(?: ,|, and| and) [a-z]+(?: [a-z]+)?) (?:apis|endpoints|tools)(?= |$)/,
    "$1 $2",
  );

/** "the claim types the business supports (a, b)", "a supported region (a or b)" as "claim types a, b", "region a or b". */
const withKindsListed: Restating = (tokens, { tools }) => {
  const flags = new Set(
    tools.flatMap(({ fields }) =>
      fields.flatMap(({ shape, nameStems }) => (shape.kind === "bool" ? nameStems : [])),
    ),
  );
  return (
    reworded(
      tokens,
      /(?:the |an? |any |all )?([a-z]+(?: [a-z]+)?) (?:that |which )?(?:the |our )?[a-z]+ (?:supports?|accepts?|offers?|handles?|covers?|sells?) \( ([^()]+) \)/,
      ({ text }) => (isNoGloss.test(text(2)) ? undefined : "$1 $2"),
    ) ??
    reworded(
      tokens,
      /(?:an? |the |any |one of the )?(supported|accepted|approved|allowed|valid|permitted|eligible|listed) ([a-z]+(?: [a-z]+)?) \( ([^()]+) \)/,
      ({ text }) => (isNoGloss.test(text(3)) || flags.has(stem(text(1))) ? undefined : "$2 $3"),
    )
  );
};

/** "any automotive coverage type (one that begins with "auto")" as "any coverage type that begins with "auto"". */
const withKindThatBegins: Restating = (tokens) =>
  reworded(
    tokens,
    /(any|an?|the) [a-z]+ ([a-z]+(?: [a-z]+)?) \( (?:i\.e \. |that is , )?(?:one |those |anything |any )?(?:that |which )?(?:begins?|starts?|beginning|starting) with (\S+) \)/,
    "$1 $2 that starts with $3",
  );

/** "unless the user is a senior adjuster (role senior-adjuster)" by the role, which the title says as well. */
const withRoleGlossed: Restating = (tokens) =>
  reworded(
    tokens,
    /(the (?:principal|caller|user|requester)|they) (is|are) an? ([a-z]+(?: [a-z]+)?) \( (?:(?:has |with )?(?:the )?)?role (\S+) \)(?: or an? ([a-z]+(?: [a-z]+)?) \( (?:(?:has |with )?(?:the )?)?role (\S+) \))?/,
    ({ text }) => {
      const titles = [
        [text(3), text(4)],
        [text(5), text(6)],
      ].filter(([title]) => title !== "");
      const areSaid = titles.every(([title = "", role = ""]) =>
        title.split(" ").every((word) => !restrictiveWords.has(word) || role.includes(word)),
      );
      if (!areSaid) return undefined;
      return `$1 ${text(2) === "is" ? "has" : "have"} role $4 ${text(6) === "" ? "" : "or role $6"}`;
    },
  );

/** "for policies with no prior claims in a region …" as "when there are no prior claims and the region is …", by the arguments of the tools. */
const withNoneOf: Restating = (tokens, { tools }) => {
  const names = new Set(
    tools.flatMap(({ fields }) => fields.map(({ path }) => nameWords(path.at(-1) ?? "").join(" "))),
  );
  return reworded(
    tokens,
    /for [a-z]+ (?:with|that have|having) no ([a-z]+(?: [a-z]+)?) (?:in|and) (?:the |an? (?:supported |allowed |accepted )?)?(?:([a-z]+) )?(?:of |\( )?([a-z0-9-]+(?: or [a-z0-9-]+)*)(?: \))?(?: ([a-z]+))?(?= \.|$)/,
    ({ text }) => {
      const noun = [text(2), text(4)].find((each) => names.has(each));
      const places = text(3).split(" or ");
      const isRegion =
        text(2) === "" && text(4) === "" && places.every((each) => /^[a-z]{2}-[a-z]+/.test(each));
      const name = noun ?? (isRegion && names.has("region") ? "region" : undefined);
      return names.has(text(1)) && name !== undefined
        ? `when there are no $1 and the ${name} is $3`
        : undefined;
    },
  );
};

/** "for policies with no prior claims", "… with at most 2 prior claims" as "when there are …", where an argument counts them. */
const withCountOf: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /for ([a-z]+) (?:with|that have|having) ((?:no|at most|at least|more than|fewer than|less than|up to|no more than)(?: #)?) ([a-z]+(?: [a-z]+)?)(?= \.| ,|$)/,
    ({ text }) => {
      const name = text(3).split(" ").map(stem).join(" ");
      const counts = tools.some(({ fields }) =>
        fields.some(
          ({ path, shape }) =>
            shape.kind === "long" &&
            nameWords(path.at(-1) ?? "")
              .map(stem)
              .join(" ") === name,
        ),
      );
      return counts && (text(2) === "no" || text(2).endsWith("#")) ? "when there are $2 $3" : undefined;
    },
  );

function firstOf(list: string): string {
  return list.split(" ")[0] ?? "";
}

/** Kinds of tools and of values that brackets or a colon list, in words that the grammar knows. */
export const kindsGlossed: readonly Restating[] = [
  withToolsListed,
  withToolOfPath,
  withoutCallsTo,
  withKindsListed,
  withKindThatBegins,
  withRoleGlossed,
  withNoneOf,
  withCountOf,
];
