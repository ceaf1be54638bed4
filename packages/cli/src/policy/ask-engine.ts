import { CliError } from "../cli-error.ts";
import { postToolgate } from "../lists/ask-toolgate.ts";
import { refusalText } from "../lists/refusal-text.ts";
import type { PolicySurroundings } from "./policy-surroundings.ts";
import type { World } from "./world.ts";

/** The server takes a longer time limit of nobody. */
const mostSeconds = 600;

/**
 * Asks a running Toolgate about an engine's policies; undefined when that was broken off.
 * @throws CliError when it refuses the question, or answers without one of the `lists`; NotReachable when nothing answers.
 */
export async function askEngine<Report>(
  path: `/toolgate/v1/${string}`,
  { engine, url, millis }: Extract<World, { kind: "engine" }>,
  question: object,
  { fetch, signal }: PolicySurroundings,
  isReport: (answer: object) => answer is Report & object,
): Promise<Report | undefined> {
  const timeLimit = Math.min(mostSeconds, millis / 1_000);
  const body = JSON.stringify({ policyEngineIdentifier: engine, timeLimit, ...question });
  const answer = await postToolgate(path, body, { url, fetch, signal });
  if (answer === undefined) return undefined;
  if (answer.status !== 200) throw new CliError(refusalText(answer, url));
  const read = objectIn(answer.text);
  if (read !== undefined && isReport(read)) return read;
  throw new CliError(`${url} answered something that is no report on policies; is it Toolgate?`);
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
