/** The guide's validation and its pitfalls: what one gets wrong, and what one is told. */
import { PolicyCreateFailedError, ValidationException } from "@toolgate/sdk";
import { mustBe } from "../narrator.ts";
import { refusalOf, type Stage } from "./guide-stage.ts";
import type { Patterns } from "./patterns.ts";
import { disableTool, typeCheckOnResource, vague, withoutTagCheck } from "./statements.ts";

export async function tryPitfalls(
  { narrator, policies }: Stage,
  { engine, gateways }: Patterns,
): Promise<void> {
  const { policyEngineId } = engine;
  narrator.chapter("Policy validation, and common pitfalls");
  const create = (name: string, statement: string) =>
    policies.createPolicy({
      policyEngineId,
      name,
      definition: { cedar: { statement } },
      validationMode: "FAIL_ON_ANY_FINDINGS",
    });
  const told = async (
    title: string,
    work: () => Promise<unknown>,
    Class: { readonly name: string },
    says: string,
  ) => {
    await narrator.step(
      title,
      () => refusalOf(work()),
      (error) => {
        mustBe("the error's class", Class.name, error.constructor.name);
        mustBe(`the sentence says '${says}'`, true, error.message.includes(says));
        return `Validation failed: ${error.message.split("\n", 1)[0]}`;
      },
    );
  };
  await told(
    "Policies are validated when they are created",
    () => create("TestPolicy", vague),
    ValidationException,
    "Line 1, column",
  );
  await told(
    "A policy that denies everything is refused where findings count",
    () => create("Everything", disableTool),
    PolicyCreateFailedError,
    "Overly Restrictive",
  );
  const generate = (name: string) =>
    policies.generatePolicy({
      policyEngineId,
      name,
      resource: { arn: String(gateways[0]?.gateway.gatewayArn) },
      content: { rawText: "Allow transfers when the amount is less than $10,000" },
      fetchAssets: true,
    });
  await narrator.step(
    "Pitfall 1: a generation's name with hyphens",
    () => refusalOf(generate("refund-policy-v1")),
    (error) => error.message,
  );
  await told(
    "Pitfall 4: a tag read without hasTag",
    () => create("MissingTagCheck", withoutTagCheck),
    ValidationException,
    'principal.hasTag("role")',
  );
  await told(
    "Pitfall 5: a type check on the resource with a specific action",
    () => create("WrongResourceScope", typeCheckOnResource),
    ValidationException,
    "specific AgentCore::Gateway",
  );
}
