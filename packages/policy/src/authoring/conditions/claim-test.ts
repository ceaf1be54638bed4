import type { TextTest } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";

/** How a clause tests its claim; `test` is undefined where no verb follows. */
export function claimTest(reader: Reader): {
  readonly negated: boolean;
  readonly test: TextTest | undefined;
  readonly joins: "or" | "and or";
} {
  const negated = reader.take(
    "is not",
    "are not",
    "does not equal",
    "!=",
    "is not equal to",
    "is anything but",
    "is other than",
    "does not contain",
    "does not include",
    "does not start with",
    "does not end with",
  );
  if (negated !== undefined) {
    reader.take("one of", "in", "either", "equal to");
    return { negated: true, test: testOf(negated), joins: "or" };
  }
  const found = reader.take(
    "is one of",
    "is in",
    "is either",
    "is equal to",
    "is the same as",
    "is identical to",
    "is",
    "are",
    "equals",
    "=",
    "==",
    "includes",
    "include",
    "contains",
    "starts with",
    "begins with",
    "ends with",
    "ends in",
    "matches",
    "match",
    "equal",
    "must equal",
    "must match",
    "must be",
    "corresponds to",
    "being",
  );
  reader.take("a", "an");
  if (found === undefined) return { negated: false, test: undefined, joins: "or" };
  // "is one of a and b" wants either; after another verb "and" is left for whoever reads on
  return { negated: false, test: testOf(found), joins: /(?:one of|in)$/.test(found) ? "and or" : "or" };
}

/** The test that words such as "containing" behind a claim ask for. */
export function textTest(reader: Reader): TextTest {
  return testOf(
    reader.take(
      "containing",
      "that contains",
      "contains",
      "starting with",
      "that starts with",
      "starts with",
      "beginning with",
      "begins with",
      "ending with",
      "ending in",
      "that ends with",
      "ends with",
      "ends in",
    ) ?? "",
  );
}

function testOf(phrase: string): TextTest {
  if (/\bcontain/.test(phrase)) return "contains";
  if (/\b(?:start|begin)/.test(phrase)) return "starts";
  return /\bend/.test(phrase) ? "ends" : "is";
}
