import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parsePolicies, policyFromJson, policyToJson, policyToText } from "@toolgate/policy";
import { afterAll, describe, expect, it } from "vitest";
import { CedarOracle } from "./cedar-oracle.ts";
import { rounded } from "./rounded.ts";
import { verifies } from "./verifies.ts";

const archive = fileURLToPath(new URL("../../shared/corpora/cedar/corpus-tests.tar.gz", import.meta.url));
const present = existsSync(archive);
if (!present)
  process.stdout.write("skipped: Cedar's corpus; put it beside the repository as ../shared/corpora/cedar\n");

/** The texts of all `.cedar` files; each begins at a line that starts a policy, and tar puts them one behind another. */
function corpus(): readonly string[] {
  const names = execFileSync("tar", ["-tzf", archive], { encoding: "utf8", maxBuffer: 2 ** 26 }).split("\n");
  const files = names.filter((name) => name.endsWith(".cedar"));
  const separator = "\u0001\n";
  const all = execFileSync(
    "tar",
    ["-xzf", archive, `--to-command=cat; printf '\\001\\n'`, "--wildcards", "*.cedar"],
    { encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  const texts = all.split(separator).slice(0, -1);
  expect(texts).toHaveLength(files.length);
  return texts;
}

describe.skipIf(!present)("Cedar's corpus", () => {
  const oracle = new CedarOracle();
  afterAll(() => oracle.close());

  it(
    verifies("syntax.corpus", "is read policy for policy with the meaning that Cedar gives"),
    { timeout: 120_000 },
    async () => {
      let policies = 0;
      for (const text of corpus()) {
        const parsed = parsePolicies(text);
        if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.errors)} in ${text}`);
        for (const policy of parsed.policies) {
          const statement = text.slice(policy.span.start, policy.span.end);
          const json = policyToJson(policy);
          expect(rounded(json), statement).toEqual(await oracle.reads(statement));
          const again = policyFromJson(json);
          expect(again.ok && policyToJson(again.policy), statement).toEqual(json);
          const printed = parsePolicies(policyToText(policy));
          expect(printed.ok && printed.policies.map(policyToJson), statement).toEqual([json]);
          policies += 1;
        }
      }
      expect(policies).toBe(7809);
    },
  );
});
