import { isDeepStrictEqual } from "node:util";
import { parsePolicies, policyFromJson, policyToJson, policyToText } from "@toolgate/policy";
import { afterAll, describe, expect, it } from "vitest";
import { corpusFiles, hasCorpus } from "./cedar-corpus.ts";
import { CedarOracle } from "./cedar-oracle.ts";
import { rounded } from "./rounded.ts";
import { verifies } from "./verifies.ts";

if (!hasCorpus)
  process.stdout.write("skipped: Cedar's corpus; put it beside the repository as ../shared/corpora/cedar\n");

/** Throws where they differ; expect's own comparison would take most of the test's time. */
function same(ours: unknown, theirs: unknown, statement: string): void {
  if (!isDeepStrictEqual(ours, theirs))
    expect({ statement, json: ours }).toEqual({ statement, json: theirs });
}

describe.skipIf(!hasCorpus)("Cedar's corpus", () => {
  const oracle = new CedarOracle();
  afterAll(() => oracle.close());

  it(verifies("syntax.corpus", "is read policy for policy with the meaning that Cedar gives"), {
    timeout: 120_000,
  }, async () => {
    let policies = 0;
    for (const text of corpusFiles(".cedar")) {
      const parsed = parsePolicies(text);
      if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.errors)} in ${text}`);
      for (const policy of parsed.policies) {
        const statement = text.slice(policy.span.start, policy.span.end);
        const json = policyToJson(policy);
        same(rounded(json), await oracle.reads(statement), statement);
        const again = policyFromJson(json);
        same(again.ok && policyToJson(again.policy), json, statement);
        const printed = parsePolicies(policyToText(policy));
        same(printed.ok && printed.policies.map(policyToJson), [json], statement);
        policies += 1;
      }
    }
    expect(policies).toBe(7809);
  });
});
