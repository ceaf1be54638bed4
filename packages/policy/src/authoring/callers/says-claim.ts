import { meant } from "../checks/claim-or-argument.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";

/** Whether the word "claim" stands between two places. */
export function wordClaimIn(reader: Reader, from: number, to = reader.at): boolean {
  return reader.slice(from, to).some((token) => token.kind === "word" && token.lower === "claim");
}

/** What the word "claim" makes certain. */
export function saysClaim(reader: Reader, from: number): (condition: Condition) => Condition {
  const said = wordClaimIn(reader, from);
  return (condition) => (said ? meant(wholeDomain(condition), "caller") : wholeDomain(condition));
}

/** No address is "@example.com": one that ends so is meant. */
function wholeDomain(condition: Condition): Condition {
  if (condition.kind !== "claim" || condition.claim !== "email" || condition.test !== "is") return condition;
  return condition.values.every((value) => value.startsWith("@"))
    ? { ...condition, test: "ends" }
    : condition;
}
