/** Validating one statement, inside a Cedar process. */
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

/** What strict validation against `schema` finds wrong; of Cedar's warnings only that the policy is impossible. */
export function validateStatement(cedar: CedarWasm, schema: CedarSchema, statement: string): CedarAnswer {
  const parsed = cedar.policyToJson(statement);
  if (parsed.type === "failure") return refused(cedarErrors(statement, parsed.errors));
  if (deeperThan(parsed.json.conditions, maxDepth)) return refused([tooDeep]);
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

function refused(errors: readonly CedarValidationError[]): CedarAnswer {
  return { kind: "validated", validation: { errors, impossible: false } };
}

/** A statement whose nesting exhausted Cedar's stack. */
export const tooDeep: CedarValidationError = {
  message: "the conditions are nested too deeply to be evaluated",
  help: "split the policy into several, or replace a long chain of == by [\u2026].contains(\u2026)",
};

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => deeperThan(inner, levels - 1));
}
