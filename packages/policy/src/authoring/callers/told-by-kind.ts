import { readValues, type TextValue } from "../conditions/read-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { spellings } from "./claim-term.ts";
import { claimNamed } from "./claims.ts";

/** "ana, tom and li (those are usernames)", "ward-clerk (a role)": names, and in brackets behind them what claim they are of. */
export function toldByKind(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const values = readValues(reader, [], "and or", () => false);
    if (values.length === 0) return undefined;
    const kind = kindInBrackets(reader, context, values.length > 1);
    if (kind === undefined || (kind === "role" && values.some(isPlural))) return undefined;
    const texts =
      kind === "username"
        ? values.map(({ text }) => text)
        : values.flatMap((each) => spellings(each, kind, reader, context));
    return { kind: "claim", claim: kind, test: "is", values: texts, meant: "caller" };
  });
}

/** "cashiers (role)": the role may be one cashier. */
function isPlural({ text, quoted }: TextValue): boolean {
  return !quoted && /^\p{L}+[^s\P{L}]s$/u.test(text);
}

/** The claim that brackets call what stands before them: "(that is the username)", "(roles)"; undefined where the number of names does not agree. */
export function kindInBrackets(reader: Reader, context: Context, several: boolean): string | undefined {
  return reader.attempt(() => {
    if (reader.take("(") === undefined) return undefined;
    reader.take(
      "that is",
      "this is",
      "those are",
      "these are",
      "they are",
      "both are",
      "all are",
      "which is",
    );
    reader.take("a", "an", "the", "their", "his", "her", "all");
    const noun = reader.word();
    reader.at += 1;
    const plural = /^(?:usernames|roles|groups|tiers|departments)$/.test(noun);
    if (!plural && !/^(?:username|role|group|tier|department|scope)$/.test(noun)) return undefined;
    if (plural !== several || reader.take(")") === undefined) return undefined;
    return claimNamed(plural ? noun.slice(0, -1) : noun, context.vocabulary);
  });
}
