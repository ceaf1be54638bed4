import {
  compareSets,
  environment,
  type Policy,
  parsePolicy,
  readBack,
  replay,
  type Solve,
  translate,
  vocabularyOf,
} from "@toolgate/policy";
import { createSolver } from "@toolgate/solver";
import { afterAll, expect, it } from "vitest";
import { readableGateway, readablePolicy, readableTools } from "./random-readable-policies.ts";
import { Choices } from "./random-typed-policies.ts";
import { verifies } from "./verifies.ts";

const solver = createSolver({ timeLimit: 30_000 });
afterAll(() => solver.close());
const solve: Solve = (script) => solver.solve(script);
const vocabulary = vocabularyOf(readableTools, { gatewayArn: readableGateway });
const policies = 300;

function parsed(text: string): Policy {
  const result = parsePolicy(text);
  if (!result.ok) throw new Error(`${text}: ${result.errors[0]?.message}`);
  return result.policy;
}

const everything = parsed("permit(principal, action, resource);");

/** What became of the policy on its way through English. */
async function wayThroughEnglish(text: string): Promise<string> {
  const policy = parsed(text);
  const { sentence } = readBack(policy, { gatewayArn: readableGateway });
  const [only, ...more] = translate(sentence, vocabulary);
  if (only?.result.kind !== "policy" || more.length > 0) {
    return `refused: ${sentence} (${JSON.stringify(only?.result).slice(0, 300)})`;
  }
  const again = parsed(only.result.statement);
  const beside = policy.effect === "forbid" ? [everything] : [];
  for (const tool of readableTools) {
    const place = environment({ ...tool, gatewayArn: readableGateway }, "AgentCore::OAuthUser");
    const { kind } = await compareSets(place, [policy, ...beside], [again, ...beside], { solve, replay });
    if (kind !== "equivalent") return `${kind}: ${text}\n  ${sentence}\n  ${only.result.statement}`;
  }
  return "equivalent";
}

it(verifies(
  "authoring.read-back.round-trip",
  `of ${policies} random policies, each sentence is translated to an equivalent policy`,
), { timeout: 600_000 }, async () => {
  const choices = new Choices(20_260_701);
  const others: string[] = [];
  for (let count = 0; count < policies; count += 1) {
    const way = await wayThroughEnglish(readablePolicy(choices));
    if (way !== "equivalent") others.push(way);
  }
  expect(others).toEqual([]);
});
