/** The published policies and sentences, which lie beside the repository; without them nothing is tried here. */
import { existsSync, readFileSync } from "node:fs";
import {
  compareSets,
  environment,
  type Policy,
  parsePolicies,
  readBack,
  replay,
  type Solve,
  translate,
  vocabularyOf,
} from "@toolgate/policy";
import { createSolver } from "@toolgate/solver";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { publishedSentences } from "./fixtures/published-sentences.ts";
import { verifies } from "./verifies.ts";

const entry = z.object({
  id: z.string(),
  gateway: z
    .string()
    .default("arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/insurance-gw-a1b2c3d4e5"),
  cedar: z.string().nullish(),
  policy: z.string().nullish(),
  nl: z.string().nullish(),
  tools: z
    .array(
      z.object({
        target: z.string(),
        name: z.string(),
        description: z.string().optional(),
        inputSchema: z.record(z.string(), z.unknown()),
      }),
    )
    .default([]),
});

const files = ["authoring-guide-policies", "nl-pairs-open"].map(
  (name) => new URL(`../../shared/fixtures/${name}.jsonl`, import.meta.url),
);
const isThere = files.every((file) => existsSync(file));
if (!isThere)
  process.stderr.write(
    "skipped: the published policies; put them beside the repository in ../shared/fixtures\n",
  );

const entries = (isThere ? files : []).flatMap((file) =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => entry.parse(JSON.parse(line))),
);

function policiesOf(text: string): readonly Policy[] {
  const parsed = parsePolicies(text);
  return parsed.ok ? parsed.policies : [];
}

const solver = createSolver({ timeLimit: 30_000 });
afterAll(() => solver.close());
const solve: Solve = (script) => solver.solve(script);
const everything = policiesOf("permit(principal, action, resource);");

describe.skipIf(!isThere)("the published policies", () => {
  it.each(Object.entries(publishedSentences))(
    verifies("authoring.read-back.sentence", "%s says what it means"),
    (id, sentences) => {
      const text = entries
        .flatMap((each) => (each.id === id ? [each.cedar ?? each.policy ?? ""] : []))
        .join("");
      const gatewayArn = entries.find((each) => each.id === id)?.gateway;
      expect(policiesOf(text).map((policy) => readBack(policy, { gatewayArn }).sentence)).toEqual(sentences);
    },
  );

  it(verifies(
    "authoring.read-back.round-trip",
    "of each published sentence, what it is translated to is said back, and means the same",
  ), { timeout: 120_000 }, async () => {
    let compared = 0;
    for (const { id, nl, gateway, tools } of entries) {
      const known = tools.map(({ target, name, ...tool }) => ({ ...tool, action: `${target}___${name}` }));
      const vocabulary = vocabularyOf(known, { gatewayArn: gateway });
      for (const { result } of translate(nl ?? "", vocabulary)) {
        const [policy] = result.kind === "policy" ? policiesOf(result.statement) : [];
        if (policy === undefined) continue;
        const { sentence } = readBack(policy, { gatewayArn: gateway });
        const [back] = translate(sentence, vocabulary);
        const [again] = back?.result.kind === "policy" ? policiesOf(back.result.statement) : [];
        expect(again, `${id}: ${sentence}`).toBeDefined();
        const beside = policy.effect === "forbid" ? everything : [];
        for (const tool of known) {
          for (const caller of ["AgentCore::OAuthUser", "AgentCore::IamEntity"] as const) {
            const { kind } = await compareSets(
              environment({ ...tool, gatewayArn: gateway }, caller),
              [policy, ...beside],
              [...(again === undefined ? [] : [again]), ...beside],
              { solve, replay },
            );
            expect(kind, `${id}: ${sentence}`).toBe("equivalent");
            compared += 1;
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});
