import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";

/** "Deny when A and also when B" is two denials, and "deny when A and when B" may be: nothing tells. */
export function refuseSecondCase(
  said: string | undefined,
  reader: Reader,
  { effect }: Pick<Context, "effect">,
): void {
  const isCase = /^(?:also )?(?:if|when|whenever)$/.test(said ?? "");
  if (!isCase || (effect === "permit" && said?.startsWith("also") !== true)) return;
  refuse("It is not certain whether both conditions are needed or one is enough", reader.here(), {
    advice: 'Write "when A and B", "when A or B", or two sentences.',
  });
}

/**
 * "deny when A, and also when B and C" denies in both cases: all that stands behind the "also when" is the second. Not so in an
 * exception, where it would deny less.
 */
export function isSecondDenial(
  said: string | undefined,
  reader: Reader,
  from: number,
  { effect }: Pick<Context, "effect">,
): boolean {
  if (effect !== "forbid" || !/^also (?:if|when|whenever)$/.test(said ?? "")) return false;
  const [before, when] = reader
    .slice(Math.max(0, from - 2), from)
    .map((token) => (token.kind === "word" ? token.lower : ""));
  return (
    /^(?:if|when|whenever)$/.test(when ?? "") &&
    !/^(?:except|only|other|not|than|but|and|or|unless)$/.test(before ?? "")
  );
}

/** "for smokers and for people over 60" may be two kinds of calls. */
export function refuseSecondFor(reader: Reader, from: number): void {
  const isSecond =
    reader.word() === "for" &&
    reader
      .slice(Math.max(0, from - 1), reader.at)
      .some((token) => token.kind === "word" && token.lower === "for");
  if (isSecond) refuseSecondCase("if", reader, { effect: "forbid" });
}
