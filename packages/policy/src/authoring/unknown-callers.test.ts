import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { translate } from "./translate.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf(
  [
    {
      action: "Claims___update_coverage",
      description: "Update coverage",
      inputSchema: { type: "object", properties: { limit: { type: "integer" } }, required: ["limit"] },
    },
    {
      action: "Claims___read_policy",
      description: "Read a policy",
      inputSchema: { type: "object", properties: { policyId: { type: "string" } } },
    },
  ],
  { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/claims" },
);

describe("callers whom no claim makes certain", () => {
  it.each([
    ["Senior adjusters may not update coverage.", "Senior adjusters", "users with role senior-adjuster"],
    ["Allow data scientists to read policies.", "data scientists", "users with role data-scientist"],
    [
      "Policyholders can read policies only if the limit is under 5.",
      "Policyholders",
      "users with role policyholder",
    ],
  ])(
    verifies("authoring.refusals", "%s: it names them and how to say who they are"),
    (sentence, words, candidate) => {
      const [fragment] = translate(sentence, vocabulary);
      const { result } = fragment ?? {};
      if (result?.kind !== "refused") throw new Error(`${sentence} is not refused`);
      expect(result.reason).toBe(`It is not certain which callers "${words}" are`);
      expect(sentence.slice(result.span.start, result.span.end)).toBe(words);
      expect(result.candidates).toContain(candidate);
    },
  );

  it.each(["Coverage may fly.", "It may update coverage."])(
    verifies("authoring.refusals", "%s names no callers"),
    (sentence) => {
      const [fragment] = translate(sentence, vocabulary);
      const { result } = fragment ?? {};
      if (result?.kind !== "refused") throw new Error(`${sentence} is not refused`);
      expect(result.reason).not.toContain("which callers");
    },
  );
});
