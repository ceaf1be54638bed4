import { doesDeed } from "../tools/does-deed.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "port 22 or port 3389", "the left ear or the right ear": what is named again is named once. */
const withNounOnce: Restating = (tokens) =>
  reworded(tokens, /([a-z]+) (#|"|[a-z]+-?\d\S*) (or|and) \1 (#|"|[a-z]+-?\d\S*)/, "$1 $2 $3 $4") ??
  reworded(tokens, /(?:the )?([a-z]+) ([a-z]+) or (?:the )?([a-z]+) \2(?= \.| ,|$)/, ({ text }) =>
    small.test(text(1)) || small.test(text(3)) ? undefined : "the $1 or $3 $2",
  );

const small = /^(?:a|an|the|any|no|not|each|every|all|only|or|and|other|their|its|this|that|these|those)$/;

/** "Block x from A and from B", each with conditions of its own, as two denials. */
const withFromAgain: Restating = (tokens) =>
  reworded(
    tokens,
    /^(block|prevent|stop|prohibit|bar|ban) ([^,;:.#]+?) from ([a-z]+ing [^,;:.]+?) ,? ?and from ([a-z]+ing [^,;:.]+?)(?= \.|$)/,
    ({ text }) => (conditions.test(text(4)) ? undefined : "$1 $2 from $3 , and $1 $2 from $4"),
  );

/** "treat hives with oxalic-acid or thymol", where an argument "treatment" takes any text. */
const withMeansOfAct: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /([a-z]+) ([a-z]+) with ((?:[a-z]+-[a-z]+|[a-z]+|")(?: or (?:[a-z]+-[a-z]+|[a-z]+|"))*)(?= at| when| if| on| in| \.| ,|$)/,
    ({ text }) => {
      const [tool, other] = tools.filter(
        (each) => doesDeed(each, text(1)) && each.nameStems.includes(stem(text(2))),
      );
      const [act = ""] = tool === undefined || other !== undefined ? [] : nameWords(tool.name);
      const [field, more] = (tool?.fields ?? []).filter(
        ({ shape, values, path }) =>
          act !== "" &&
          shape.kind === "string" &&
          values.length === 0 &&
          path.length === 1 &&
          new RegExp(`^${act}(?:ment|ion|ing|ance|al)$`, "i").test(path[0] ?? ""),
      );
      return field === undefined || more !== undefined
        ? undefined
        : `$1 $2 whose ${field.path.join(".")} is $3`;
    },
  );

/** What stands at the end may be said of both. */
const conditions =
  /(?:^| )(?:when|if|unless|except|while|during|before|after|between|until|over|above|under|below|without|only|outside)(?: |$)/;

/** "when a winch is needed", where an argument says whether there is one. */
const withFlagNeeded: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(?:an? |the )?([a-z]+(?: [a-z]+)?) (?:is|are) (not )?(?:needed|required|used|requested|wanted|involved|necessary)(?= \.| ,| and| or|$)/,
    ({ text }) => {
      const name = text(1).split(" ").map(stem).join(" ");
      const [field, other] = tools.flatMap(({ fields }) =>
        fields.filter(({ shape, nameStems }) => shape.kind === "bool" && nameStems.join(" ") === name),
      );
      return field === undefined || other !== undefined
        ? undefined
        : `${field.path.join(".")} is ${text(2) === "" ? "true" : "false"}`;
    },
  );

/** "when they have been held for more than 90 days", where an argument counts the days held. */
const withTimeDone: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(?:they|it) (?:have|has) been ([a-z]+) (?:for )?(more than|less than|at least|at most|over|under|longer than|fewer than|no more than|no less than) (#) ([a-z]+)/,
    ({ text }) => {
      const [field, other] = tools.flatMap(({ fields }) =>
        fields.filter(
          ({ nameStems }) => nameStems.includes(stem(text(1))) && nameStems.includes(stem(text(4))),
        ),
      );
      return field === undefined || other !== undefined
        ? undefined
        : `${field.path.join(".")} is ${text(2).replace("longer", "more").replace("fewer", "less")} $3`;
    },
  );

/** "when fewer than 20 locks are involved" as "when there are fewer than 20 locks". */
const withThereAre: Restating = (tokens) =>
  reworded(
    tokens,
    /(when|if|unless|where) (fewer than|more than|less than|at least|at most|up to|no more than|over|under) (#) ([a-z]+) are (?:involved|affected|concerned|included|requested|ordered|asked for|needed)(?= \.| ,| and| or|$)/,
    "$1 there are $2 $3 $4",
  );

/** "unless a URL starting with "x" is provided" as "unless the URL starts with "x"". */
const withGivenThat: Restating = (tokens) =>
  reworded(
    tokens,
    /(unless|when|if) (?:an? |the )?([a-z]+(?: [a-z]+){0,2}?) (?:that |which )?(starting|starts|beginning|begins|ending|ends|containing|contains)( with| in)? (") (?:is|are|has been) (?:provided|given|supplied|included|specified|attached|set)(?= \.| ,|$)/,
    ({ text }) =>
      `$1 the $2 ${text(3).startsWith("end") ? "ends with" : text(3).startsWith("cont") ? "contains" : "starts with"} $5`,
  );

/** "provided they fill in description and priority" as "when description and priority are given". */
const withFilledIn: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:provided|provided that|if|when|as long as|only if|only when) they (?:fill in|fill out|enter|supply|specify|provide|give|state) (?:an? |the )?([a-z]+(?: [a-z]+)?)(?: and (?:an? |the )?([a-z]+(?: [a-z]+)?))?(?= \.| ,|$)/,
    ({ text }) => (text(2) === "" ? "when $1 is given" : "when $1 and $2 are given"),
  );

/** "10 cubic metres" with the unit's sign. */
const withUnitSign: Restating = (tokens) =>
  reworded(tokens, /(#) (cubic|square) (?:metres?|meters?)/, ({ text }) =>
    text(2) === "cubic" ? "$1 m3" : "$1 m2",
  );

/** What is named again, needed, or given so, in words that the grammar knows. */
export const namedAgain: readonly Restating[] = [
  withNounOnce,
  withFromAgain,
  withMeansOfAct,
  withFlagNeeded,
  withTimeDone,
  withThereAre,
  withGivenThat,
  withFilledIn,
  withUnitSign,
];
