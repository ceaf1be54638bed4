/** What is wrong with the text of one policy, by the rules that hold when it is written. */
import type { CheckFinding, TextPlace, WrittenPolicy } from "@toolgate/policy";
import { placeOf } from "@toolgate/policy";
import type { Cedar } from "../ports.ts";
import { authoringFault } from "./authoring-rules.ts";
import { checkNames, gatewayLiteralsFor } from "./check-names.ts";
import { explainedError } from "./explain-cedar-error.ts";
import { toolsToCheck } from "./tools-to-check.ts";
import { schemasOf, toolsOf, type Vocabulary } from "./vocabulary.ts";

/** Errors beyond these are not told. */
const mostErrors = 5;

/** The errors of the policy, or what it waits for; a policy with any is not in force. */
export async function statementFaults(
  cedar: Pick<Cedar, "validate">,
  written: WrittenPolicy,
  vocabulary: Vocabulary,
  strictAws: boolean,
): Promise<readonly CheckFinding[]> {
  const { policy, text } = written;
  const told = (
    kind: "error" | "waits",
    sentence: string,
    at: TextPlace = placeOf(written),
    cure?: string,
  ) => ({
    kind,
    at,
    effect: policy.effect,
    sentence,
    ...(cure === undefined ? {} : { cure }),
    calls: [],
  });
  const fault = authoringFault(policy, {
    strictAws,
    gatewayLiterals: gatewayLiteralsFor(policy, vocabulary),
  });
  if (fault !== undefined) return [told("error", fault)];
  const names = checkNames(
    policy,
    vocabulary,
    vocabulary.gateways.map(({ gateway }) => gateway),
  );
  if (names.faults.length > 0) return names.faults.map((sentence) => told("error", sentence));
  if (names.waits.length > 0) return names.waits.map((sentence) => told("waits", sentence));

  const { start, end } = policy.span;
  const statement = text.slice(start, end);
  const schemas = schemasOf(toolsToCheck(policy, toolsOf(vocabulary.gateways)), strictAws);
  const errors = new Map<string, CheckFinding>();
  for (const schema of schemas) {
    const validation = await cedar.validate(schema, statement);
    for (const error of validation.errors.slice(0, mostErrors)) {
      const { sentence, cure, start: from } = explainedError(statement, error);
      const at = from === undefined ? placeOf(written) : placeOf(written, { start: start + from, end });
      errors.set(`${at.line} ${at.column} ${sentence}`, told("error", sentence, at, cure));
    }
  }
  return [...errors.values()].slice(0, mostErrors);
}
