import type { ExplainOutput } from "@toolgate/server";
import { CliError } from "../cli-error.ts";
import { type Asking, postToolgate } from "../lists/ask-toolgate.ts";
import { refusalText } from "../lists/refusal-text.ts";

/** What is asked of POST /toolgate/v1/explain; claims and arguments are JSON text, passed on letter for letter. */
export interface ExplainQuestion {
  readonly decisionId?: string | undefined;
  readonly gatewayIdentifier?: string | undefined;
  readonly tool?: string | undefined;
  readonly time?: string | undefined;
  /** ARN of a caller who signs. */
  readonly caller?: string | undefined;
  readonly claims?: string | undefined;
  readonly arguments?: string | undefined;
}

/**
 * Asks a running Toolgate for an explanation; undefined when that was broken off.
 * @throws NotReachable when nothing answers; CliError when the answer is a refusal or none of Toolgate's.
 */
export async function fetchExplanation(
  question: ExplainQuestion,
  asking: Asking,
): Promise<ExplainOutput | undefined> {
  const answer = await postToolgate("/toolgate/v1/explain", bodyOf(question), asking);
  if (answer === undefined) return undefined;
  if (answer.status !== 200) throw new CliError(refusalText(answer, asking.url));
  const explanation: unknown = parsed(answer.text);
  if (isExplanation(explanation)) return explanation;
  throw new CliError(`${asking.url} answered something that is no explanation; is it Toolgate?`);
}

/** By hand, since a parsed number might be rounded. */
function bodyOf({ claims, caller, arguments: args, ...rest }: ExplainQuestion): string {
  const members = Object.entries(rest).flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${JSON.stringify(value)}`],
  );
  const principal = [
    ...(caller === undefined ? [] : [`"id":${JSON.stringify(caller)}`]),
    ...(claims === undefined ? [] : [`"claims":${claims}`]),
  ];
  if (principal.length > 0) members.push(`"principal":{${principal.join(",")}}`);
  if (args !== undefined) members.push(`"arguments":${args}`);
  return `{${members.join(",")}}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The members that the lines are made of; the rest is passed on as it came. */
function isExplanation(value: unknown): value is ExplainOutput {
  if (typeof value !== "object" || value === null) return false;
  const answer = value as Record<string, unknown>;
  return (
    ["decision", "code", "sentence"].every((name) => typeof answer[name] === "string") &&
    ["notes", "policies", "determiningPolicies", "droppedArguments"].every((name) =>
      Array.isArray(answer[name]),
    ) &&
    typeof answer.asked === "object" &&
    answer.asked !== null
  );
}
