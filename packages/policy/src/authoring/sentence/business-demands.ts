import type { Vocabulary } from "../vocabulary.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "they have consented" by the argument that says whether. */
const withFlagOfDeed: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(?:they|he or she|he|she) (?:have|has) ([a-z]+ed)(?= (?:or|and)| ,| \.|$)/,
    ({ text }) => {
      const [field, other] = tools.flatMap(({ fields }) =>
        fields.filter(({ shape, nameStems }) => shape.kind === "bool" && nameStems.includes(stem(text(1)))),
      );
      return field === undefined || other !== undefined ? undefined : `${field.path.join(".")} is true`;
    },
  );

/** "and leave a note" as "and a note is given", where a note can be. */
const withGivenNote: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(and|or) (?:they )?(?:leaves?|writes?|adds?|enters?|states?|attach|attaches) (an? ([a-z]+(?: [a-z]+)?))(?= \.| ,|$)/,
    ({ text }) =>
      tools.some(({ fields }) =>
        fields.some(({ nameStems }) => nameStems.join(" ") === text(3).split(" ").map(stem).join(" ")),
      )
        ? "$1 $2 is given"
        : undefined,
  );

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

/** "rented out uninsured", where an argument says whether it is insured. */
const withUndone: Restating = (tokens, { tools }) =>
  reworded(tokens, /(?:out )?un([a-z]+ed)(?= \.|$)/, ({ text }) =>
    tools.some(({ fields }) =>
      fields.some(({ shape, nameStems }) => shape.kind === "bool" && nameStems.join(" ") === stem(text(1))),
    )
      ? `when ${text(1)} is false`
      : undefined,
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

/** "A reason is required.", where one tool alone has that argument. */
const withRequiredOfOne: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^(an? ([a-z]+(?: [a-z]+)?)) (?:is|are) (?:always )?(?:mandatory|compulsory|obligatory|required|needed)(?= \.|$)/,
    ({ text }) => {
      const name = text(2).split(" ").map(stem).join(" ");
      const [tool, other] = tools.filter(({ fields }) =>
        fields.some((field) => field.guards.length > 0 && field.nameStems.join(" ") === name),
      );
      return tool === undefined || other !== undefined ? undefined : `using ${tool.action} requires $1`;
    },
  );

/** What a call must have, as rules of a business say it, in words that the grammar knows. */
export const businessDemands: readonly Restating[] = [
  withFlagOfDeed,
  withGivenNote,
  withDistance,
  withMustInclude,
  withRequires,
  withCaseOfFlag,
  withUndone,
  withMandatory,
  withRequiredOfOne,
];
