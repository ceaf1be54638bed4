import type { Condition } from "../intermediate.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { compoundFlag } from "./compound-flag.ts";
import { fieldIn } from "./done-by.ts";
import { exampleCondition } from "./example-condition.ts";
import { isOfKind } from "./match-fields.ts";
import { valueSaid } from "./value-said.ts";

/** Parts of a flag's name that say nothing beside the rest: `publicAccess` is what public things have. */
const empty = new Set(
  ["is", "has", "access", "mode", "only", "enabled", "required", "flag", "type", "be"].map(stem),
);

const pairs = [
  "internal external",
  "private public",
  "temporary permanent",
  "domestic international",
  "offline online",
];
const opposites: ReadonlyMap<string, string> = new Map(
  pairs.flatMap((pair): [string, string][] => {
    const [a = "", b = ""] = pair.split(" ");
    return [
      [a, b],
      [b, a],
    ];
  }),
);
const denied =
  /^(?:(?:(?:non|not)-(?=\p{L}{2})|un(?=\p{L}{4}))(\p{L}+)|in(active|complete|secure|valid|visible|direct|eligible))$/u;

/** What a word such as "urgent", "unlicensed", "internally" or "single" says of an argument of the tool; undefined where it says nothing certain. */
export function adjectiveCondition(token: Token, tool: VocabularyTool): Condition | undefined {
  if (token.kind === "number") return valueCondition(token.text.trim(), tool);
  if (token.kind !== "word" || tool.nameStems.includes(token.stem)) return undefined;
  const [plain, named] = valueAndName(token.lower.replace(/^non-/, ""), tool);
  const valued = tool.fields.filter(
    (field) => (named === undefined || named === field) && valueSaid(plain, field.values) !== undefined,
  );
  const readings = flagReadings(token);
  const [reading] = readings.filter(({ wanted }) => flagsNamed(wanted, tool).length > 0);
  const flags = reading === undefined ? [] : flagsNamed(reading.wanted, tool);
  const [flag, field] = [flags[0], valued[0]];
  if (flags.length + valued.length === 0) {
    return compoundFlag(token, tool) ?? doneCondition(token, tool) ?? exampleCondition(token, tool);
  }
  if (flags.length + valued.length !== 1) return undefined;
  if (flag !== undefined && reading !== undefined) return { kind: "flag", field: flag, value: reading.value };
  const value = field === undefined ? undefined : valueSaid(plain, field.values);
  if (field === undefined || value === undefined || field.shape.kind !== "string") return undefined;
  const is: Condition = { kind: "text", field, test: "is", values: [value] };
  return /^non-/.test(token.lower) ? { kind: "not", of: is } : is;
}

/** "unreviewed" of a tool with an argument reviewedBy. */
function doneCondition({ lower }: WordToken, tool: VocabularyTool): Condition | undefined {
  const undone = /^un(\p{L}{3,}ed)$/u.exec(lower)?.[1];
  const field = undone === undefined ? undefined : fieldIn(stem(undone), tool);
  return field === undefined ? undefined : { kind: "not", of: { kind: "present", field } };
}

/** "high-severity" is the value "high" of the argument severity. */
function valueAndName(
  word: string,
  { fields }: VocabularyTool,
): readonly [string, VocabularyField | undefined] {
  const [value = "", name = "", more] = word.split("-");
  if (more !== undefined || name === "") return [word, undefined];
  const field = fields.find(
    ({ nameStems, values }) => nameStems.at(-1) === stem(name) && valueSaid(value, values) !== undefined,
  );
  return field === undefined ? [word, undefined] : [value, field];
}

/** "4K" titles, where it is the value of one argument. */
function valueCondition(text: string, tool: VocabularyTool): Condition | undefined {
  if (!/\p{L}/u.test(text)) return undefined;
  const named = tool.fields.filter(({ values }) =>
    values.some((value) => value.toLowerCase() === text.toLowerCase()),
  );
  const [field] = named;
  const value = field?.values.find((each) => each.toLowerCase() === text.toLowerCase());
  if (field?.shape.kind !== "string" || value === undefined || named.length > 1) return undefined;
  return { kind: "text", field, test: "is", values: [value] };
}

interface Reading {
  readonly wanted: string;
  readonly value: boolean;
}

/** The word itself, without a prefix that denies it, and its opposite. */
function flagReadings({ lower }: WordToken): readonly Reading[] {
  const forms = [lower, ...(/ly$/.test(lower) ? [lower.slice(0, -2), `${lower.slice(0, -2)}e`] : [])];
  const said = forms.map((form) => stem(form));
  const turned = forms.flatMap((form) => {
    const found = denied.exec(form);
    const bare = found?.[1] ?? found?.[2] ?? opposites.get(form);
    return bare === undefined ? [] : [stem(bare)];
  });
  return [
    ...said.map((wanted) => ({ wanted, value: true })),
    ...turned.map((wanted) => ({ wanted, value: false })),
  ];
}

/** Flags of which the word says all that the tool's own words do not. */
function flagsNamed(wanted: string, tool: VocabularyTool): readonly VocabularyField[] {
  const named = tool.fields.filter(
    (field) =>
      isOfKind(field, "flag") &&
      field.nameStems.some((name) => sameForm(name, wanted)) &&
      field.nameStems.every(
        (name) =>
          sameForm(name, wanted) ||
          empty.has(name) ||
          tool.nameStems.slice(1).some((each) => each === name || sameNoun(each, name)) ||
          tool.nameStems[0] === name,
      ),
  );
  return named;
}

function sameForm(name: string, wanted: string): boolean {
  return name === wanted || name === `${wanted}l` || (name.endsWith("l") && name.slice(0, -1) === wanted);
}
