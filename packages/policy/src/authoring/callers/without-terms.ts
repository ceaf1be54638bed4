import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";

/**
 * What callers lack. Throws for "without role x and group y", who may lack either of them or both; "without both" lack either.
 */
export function withoutTerms(of: Condition, reader: Reader, span: TextSpan): Condition {
  const both = reader.tokens.some(
    (token) => token.kind === "word" && token.lower === "both" && token.start >= span.start,
  );
  if (of.kind === "all" && !both) {
    refuse("It is not certain whether they lack both or one of them", span, {
      candidates: ["neither … nor …", "not both … and …"],
      advice: 'Write "or" where they have none of these, or two sentences.',
      telling: true,
    });
  }
  return { kind: "not", of };
}
