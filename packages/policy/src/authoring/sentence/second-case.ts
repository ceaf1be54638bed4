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

/** "for smokers and for people over 60" may be two kinds of calls. */
export function refuseSecondFor(reader: Reader, from: number): void {
  const isSecond =
    reader.word() === "for" &&
    reader
      .slice(Math.max(0, from - 1), reader.at)
      .some((token) => token.kind === "word" && token.lower === "for");
  if (isSecond) refuseSecondCase("if", reader, { effect: "forbid" });
}
