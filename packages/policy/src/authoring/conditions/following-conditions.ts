import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";
import type { JoinedTerm } from "./join-conditions.ts";

/** "all of the following hold:", "any of these is true:". */
export function readHeader(reader: Reader): "all" | "any" | undefined {
  return reader.attempt(() => {
    const all = reader.take("all of", "each of", "both of", "all") !== undefined;
    if (
      !all &&
      reader.take("any of", "at least one of", "one or more of", "any one of", "either of") === undefined
    )
      return undefined;
    if (reader.take("the following conditions", "the following", "these conditions", "these") === undefined)
      return undefined;
    reader.take(
      "is true",
      "are true",
      "is met",
      "are met",
      "holds",
      "hold",
      "apply",
      "applies",
      "is the case",
    );
    return reader.take(":") === undefined ? undefined : all ? "all" : "any";
  });
}

/** The conditions that stand below such a header. */
export function underHeader(join: "all" | "any", terms: readonly JoinedTerm[], span: TextSpan): Condition {
  if (join === "all" && terms.some((each) => each.join === "any")) {
    refuse("“all of” does not go with “or”", span, { advice: "Write a sentence for each." });
  }
  if (join === "any" && terms.length === 2 && terms[1]?.join === "all") {
    refuse("“any of” does not go with “and” between two", span, { advice: "Write “or”." });
  }
  const of = terms.map(({ term }) => term);
  const [only] = of;
  return only !== undefined && of.length === 1 ? only : { kind: join, of };
}
