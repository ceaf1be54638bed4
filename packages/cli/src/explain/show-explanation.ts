import type { ShowListSurroundings } from "../lists/show-list.ts";
import { printableJson } from "../printable.ts";
import { type ExplainQuestion, fetchExplanation } from "./fetch-explanation.ts";
import { formatExplanation } from "./format-explanation.ts";

export interface ShowExplanationRequest {
  readonly url: string;
  readonly question: ExplainQuestion;
  readonly json: boolean;
  /** Columns of the terminal; undefined where lines need not be broken. */
  readonly width: number | undefined;
}

/**
 * Prints why a call is decided as it is.
 * @returns the exit code: 0 when policy allows it, else 1.
 * @throws CliError when Toolgate cannot be asked, or refuses the question.
 */
export async function showExplanation(
  { url, question, json, width }: ShowExplanationRequest,
  { fetch, signal, print, colour }: ShowListSurroundings,
): Promise<number> {
  const explanation = await fetchExplanation(question, { url, fetch, signal });
  if (explanation === undefined) return 1;
  if (json) print(printableJson(explanation));
  else for (const line of formatExplanation(explanation, { colour, width })) print(line);
  return explanation.decision === "ALLOW" ? 0 : 1;
}
