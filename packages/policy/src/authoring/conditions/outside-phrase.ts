import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { namedValue } from "./named-value.ts";
import { withinFolders } from "./path-within.ts";
import { fieldThenValue, valueThenField } from "./read-phrase-values.ts";
import { valueInPlace } from "./value-in-place.ts";
import { valueOfKind } from "./value-of-kind.ts";

const outside = ["outside of", "outside", "anywhere but in", "anywhere except in", "elsewhere than in"];
const not = ["not in", "not into", "not to", "not from", "not on", "not at"];

/** All but a value: "outside eu-west-1", "outside the space legal", "not in DE". */
export function outsidePhrase(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const isOutside = reader.take(...outside) !== undefined;
    const denied = isOutside ? "in" : reader.take(...not)?.slice("not ".length);
    if (denied === undefined) return undefined;
    const of =
      valueOfKind(reader, context, denied) ??
      withinFolders(reader, context, isOutside ? "within" : denied) ??
      namedValue(reader, context)?.condition ??
      reader.attempt(() => fieldThenValue(reader, context)) ??
      reader.attempt(() => valueThenField(reader, context)) ??
      valueInPlace(reader, context, denied);
    if (of?.kind !== "text" || of.field.shape.kind !== "string") return undefined;
    // "not in A or B" has two readings
    if (!isOutside && of.values.length > 1) return undefined;
    return { kind: "not", of };
  });
}
