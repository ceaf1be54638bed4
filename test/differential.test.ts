import { describe, expect, it } from "vitest";
import { runCommand } from "./run-command.ts";
import { verifies } from "./verifies.ts";

/** Milliseconds, for machines that have much else to do. */
const timeout = 180_000;

const fuzz = (...options: readonly string[]) =>
  runCommand(process.execPath, ["scripts/fuzz-policy.mjs", ...options]);

describe("random requests in this product's shapes, against Cedar itself", { timeout }, () => {
  it(
    verifies("proof.differential", "are decided alike, and the mix of this seed reaches every operator"),
    async () => {
      expect(await fuzz("--requests", "5000", "--seed", "4")).toEqual({
        code: 0,
        stdout: expect.stringMatching(/\n5000 requests, \d+ policies, no difference\n$/),
        stderr: "",
      });
    },
  );

  it(verifies("proof.differential", "are decided alike with a seed that nobody has tried"), async () => {
    const { code, stdout, stderr } = await fuzz("--requests", "2500", "--any-mix");
    process.stdout.write(stdout);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe("the fuzzer", { timeout }, () => {
  it.each([
    ["containsAny", /\.containsAny\(/],
    ["<=", / <= /],
    ["!=", / != /],
  ])(
    verifies("proof.differential.notices", "finds %s negated, and makes the case as small as it gets"),
    async (operator, written) => {
      const { code, stderr } = await fuzz("--requests", "3000", "--seed", "1", "--flip", operator);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^FAILED: Toolgate and Cedar differ\n/);
      expect(stderr).toMatch(written);
      expect(stderr.match(/ {2}p\d: (permit|forbid)/g)).toHaveLength(1);
      expect(stderr).toMatch(/ {2}Toolgate: \{.*\}\n {2}Cedar: {4}\{.*\}\n$/);
      expect(stderr.length).toBeLessThan(700);
    },
  );

  it(verifies("proof.differential.notices", "fails a run that reaches too little"), async () => {
    const { code, stdout, stderr } = await fuzz("--requests", "1", "--seed", "1");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^FAILED: never seen: .*toDays: error/m);
    expect(stdout).not.toContain("no difference");
  });

  it.each([
    ["--requests", "0"],
    ["--requests", "many"],
    ["--seed", "1.5"],
    ["--flip", "toString"],
  ])("refuses %s %s", async (...options) => {
    const { code, stderr } = await fuzz(...options);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^usage: /);
  });
});
