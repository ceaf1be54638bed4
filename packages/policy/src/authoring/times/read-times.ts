import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { readTimeCondition } from "./read-time-condition.ts";

/** A time behind what is done, or two with "or" between them: "before 05:00 UTC or after 20:00 UTC". */
export function readTimes(reader: Reader, context: Context): Condition | undefined {
  const first = readTimeCondition(reader, context);
  if (first === undefined) return undefined;
  const second = reader.attempt(() =>
    reader.take("or") === undefined ? undefined : readTimeCondition(reader, context),
  );
  if (second === undefined) return first;
  // "not during A or during B" could deny both or one
  return first.kind === "not" || second.kind === "not" ? undefined : { kind: "any", of: [first, second] };
}
