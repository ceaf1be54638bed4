/** Parsing and validating one statement, inside a Cedar process. */
import type { SchemaJson } from "@cedar-policy/cedar-wasm/nodejs";
import type { CedarSchema, CedarValidationError } from "@toolgate/policy";
import { cedarErrors } from "./cedar-errors.ts";
import type { CedarAnswer } from "./cedar-protocol.ts";
import type { CedarWasm } from "./cedar-wasm.ts";

/**
 * Levels of JSON under a condition, two for each operator. Cedar's evaluator overflows its stack, and ruins its
 * process, between 200 and 400 operators deep; its parser takes `a && b && …` far beyond that.
 */
const maxDepth = 256;

const internalId = "statement";

/** Cedar's JSON form of exactly one static policy, or what is wrong with the text. */
export function parseStatement(cedar: CedarWasm, statement: string): CedarAnswer {
  const parsed = cedar.policyToJson(statement);
  if (parsed.type === "failure") {
    const errors = cedarErrors(statement, parsed.errors);
    return { kind: "refused", errors: wrongNumberOfStatements(cedar, statement, errors) ?? errors };
  }
  if (deeperThan(parsed.json.conditions, maxDepth)) return { kind: "refused", errors: [tooDeep] };
  // Rehearses what the deciding process will do, so that what ruins it is found here.
  const prepared = cedar.preparsePolicySet(internalId, { staticPolicies: { [internalId]: statement } });
  if (prepared.type === "failure")
    return { kind: "refused", errors: cedarErrors(statement, prepared.errors) };
  // cedar-wasm writes a static policy here, with entities in the plain { type, id } form.
  return { kind: "parsed", policy: parsed.json as Extract<CedarAnswer, { kind: "parsed" }>["policy"] };
}

/** What strict validation against `schema` finds wrong; of Cedar's warnings only that the policy is impossible. */
export function validateStatement(cedar: CedarWasm, schema: CedarSchema, statement: string): CedarAnswer {
  const answer = cedar.validate({
    schema: schema as SchemaJson<string>,
    policies: { staticPolicies: { [internalId]: statement } },
  });
  if (answer.type === "failure") {
    const why = answer.errors.map((error) => error.message).join("; ");
    return { kind: "failed", message: `Cedar could not read the schema or the policy: ${why}`, fatal: false };
  }
  const errors = answer.validationErrors.map(({ error }) => error);
  const impossible = answer.validationWarnings.some(({ error }) =>
    error.message.includes("policy is impossible"),
  );
  return { kind: "validated", validation: { errors: cedarErrors(statement, errors), impossible } };
}

/** A statement whose nesting exhausted Cedar's stack. */
export const tooDeep: CedarValidationError = {
  message: "the conditions are nested too deeply to be evaluated",
  help: "split the policy into several, or replace a long chain of == by [\u2026].contains(\u2026)",
};

function wrongNumberOfStatements(
  cedar: CedarWasm,
  statement: string,
  errors: readonly CedarValidationError[],
): readonly CedarValidationError[] | undefined {
  const parts = cedar.policySetTextToParts(statement);
  if (parts.type === "failure") return undefined;
  const count = parts.policies.length + parts.policy_templates.length;
  if (count === 1) return undefined;
  const message =
    count === 0
      ? "the definition holds no permit or forbid statement"
      : `the definition holds ${count} statements, and a policy holds exactly one`;
  const help = count === 0 ? "write one permit(…); or forbid(…);" : "create one policy for each statement";
  return [{ ...errors[0], message, help }];
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => deeperThan(inner, levels - 1));
}
