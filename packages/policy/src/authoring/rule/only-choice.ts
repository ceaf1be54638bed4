import type { ToolChoice } from "../intermediate.ts";
import { Refusal, refuse } from "../refusal.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import type { ReadRule } from "./assemble-rule.ts";

/** The one choice under which the rest of the sentence makes sense; throws {@link Refusal} where there are several. */
export function onlyChoice(
  choices: readonly ToolChoice[],
  ambiguous: boolean,
  read: (choice: ToolChoice) => ReadRule,
  words: readonly Token[],
): ReadRule {
  const found: { readonly choice: ToolChoice; readonly rule: ReadRule }[] = [];
  let problem: Refusal | undefined;
  for (const choice of choices) {
    try {
      found.push({ choice, rule: read(choice) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem ??= error;
    }
  }
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.rule;
  if (only === undefined && problem !== undefined && !ambiguous) throw problem;
  const names = (found.length > 0 ? found.map(({ choice }) => choice) : choices).flatMap((choice) =>
    choice.kind === "tools" ? choice.tools.map(({ action }) => action) : [],
  );
  refuse("These words fit several tools", spanOf(words), {
    candidates: names.slice(0, 10),
    advice: "Name the tool.",
  });
}
