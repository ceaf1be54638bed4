import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { namedValue } from "./named-value.ts";
import { withinFolders } from "./path-within.ts";
import { fieldThenValue, valueAlone, valueThenField } from "./read-phrase-values.ts";
import { valueInPlace } from "./value-in-place.ts";
import { valueOfKind } from "./value-of-kind.ts";

const outside = [
  "outside of",
  "outside",
  ...["anywhere", "everywhere"].flatMap((place) =>
    [
      "but in",
      "except in",
      "except for",
      "other than in",
      "other than",
      "but",
      "except",
      "outside of",
      "outside",
    ].map((but) => `${place} ${but}`),
  ),
  "elsewhere than in",
];
const not = ["not in", "not into", "not to", "not from", "not on", "not at"];

/** All but a value: "outside eu-west-1", "outside the space legal", "not in DE". */
export function outsidePhrase(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const isOutside = reader.take(...outside) !== undefined;
    const denied = isOutside ? "in" : reader.take(...not)?.slice("not ".length);
    if (denied === undefined) return notOneOf(reader, context);
    const of =
      valueOfKind(reader, context, denied) ??
      withinFolders(reader, context, isOutside ? "within" : denied) ??
      namedValue(reader, context)?.condition ??
      reader.attempt(() => fieldThenValue(reader, context)) ??
      reader.attempt(() => valueThenField(reader, context)) ??
      valueInPlace(reader, context, denied) ??
      reader.attempt(() => valueAlone(reader, context));
    if (of?.kind !== "text" || of.field.shape.kind !== "string") return undefined;
    // "not in A or B" has two readings
    if (!isOutside && of.values.length > 1) return undefined;
    return { kind: "not", of };
  });
}

/** "in dev and test, not prod": a value of the same argument that is left out. */
function notOneOf(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const before = reader.tokens[reader.at - 1];
    if (before?.kind !== "mark" || before.text !== "," || reader.take("not") === undefined) return undefined;
    const of = reader.attempt(() => valueAlone(reader, context));
    return of?.kind === "text" && of.values.length === 1 ? { kind: "not", of } : undefined;
  });
}
