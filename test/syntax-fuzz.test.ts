import { isDeepStrictEqual } from "node:util";
import { parsePolicy, policyFromJson, policyToJson, policyToText } from "@toolgate/policy";
import { afterAll, describe, expect, it } from "vitest";
import { CedarOracle } from "./cedar-oracle.ts";
import { mutated, randomNumbers, wholePolicies } from "./policy-mutations.ts";
import { rounded } from "./rounded.ts";
import { verifies } from "./verifies.ts";

const oracle = new CedarOracle();
afterAll(() => oracle.close());

/** SYNTAX_FUZZ_SEED repeats a run, SYNTAX_FUZZ_COUNT makes it longer. */
const seed = Number(process.env.SYNTAX_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const count = Number(process.env.SYNTAX_FUZZ_COUNT ?? 3_000);

/** Cedar's place holder of partial evaluation, which only its experimental build takes. */
const experimental = /\bunknown\b/;

describe("texts that are nearly policies, against Cedar itself", () => {
  it(verifies("syntax.agrees", "are taken or refused alike, and what is taken means the same"), {
    timeout: 10_000 + 20 * count,
  }, async () => {
    process.stdout.write(`syntax fuzz: SYNTAX_FUZZ_SEED=${seed} SYNTAX_FUZZ_COUNT=${count}\n`);
    const random = randomNumbers(seed);
    let taken = 0;
    for (let run = 0; run < count; run += 1) {
      const text = mutated(wholePolicies, random);
      if (experimental.test(text)) continue;
      const theirs = await oracle.reads(text);
      const ours = parsePolicy(text);
      const json = ours.ok ? policyToJson(ours.policy) : undefined;
      if (!isDeepStrictEqual(rounded(json), theirs))
        expect({ text, ours: ours.ok ? rounded(json) : ours.errors }).toEqual({ text, ours: theirs });
      if (!ours.ok) {
        for (const { start, end } of ours.errors)
          if (!(0 <= start && start <= end && end <= text.length))
            expect.fail(`A problem from ${start} to ${end} in ${JSON.stringify(text)}`);
        continue;
      }
      taken += 1;
      const printed = parsePolicy(policyToText(ours.policy));
      expect(printed.ok && policyToJson(printed.policy), text).toEqual(json);
      const again = policyFromJson(json);
      expect(again.ok && policyToJson(again.policy), text).toEqual(json);
    }
    expect(taken).toBeGreaterThan(count / 20);
    expect(count - taken).toBeGreaterThan(count / 20);
  });

  it(
    verifies("syntax.agrees", "begin with whole policies that Cedar takes, but for the template"),
    async () => {
      const taken = await Promise.all(wholePolicies.map((text) => oracle.reads(text)));
      expect(taken.filter((json) => json === undefined)).toHaveLength(1);
      expect(wholePolicies.map((text) => parsePolicy(text).ok)).toEqual(
        taken.map((json) => json !== undefined),
      );
    },
  );
});
