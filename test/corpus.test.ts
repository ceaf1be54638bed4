import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { verifies } from "./verifies.ts";

const archive = fileURLToPath(new URL("../../shared/corpora/cedar/corpus-tests.tar.gz", import.meta.url));
const script = fileURLToPath(new URL("../scripts/corpus.mjs", import.meta.url));
const present = existsSync(archive);
if (!present) {
  process.stdout.write(
    "skipped: Cedar's corpus; put it beside the repository as ../shared/corpora/cedar/corpus-tests.tar.gz\n",
  );
}

function corpus(...options: string[]): { readonly printed: string; readonly status: number | null } {
  const { stdout, status } = spawnSync(process.execPath, [script, ...options], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return { printed: stdout.trim(), status };
}

describe.skipIf(!present)("Cedar's corpus", () => {
  it(verifies("evaluator.corpus", "is decided as Cedar decides it, all of it"), () => {
    expect(corpus()).toEqual({ printed: "62472 of 62472", status: 0 });
  });

  it.each(["==", "<"])(
    verifies("evaluator.corpus.notices", "notices that %s answers the opposite"),
    (operator) => {
      const { printed, status } = corpus("--tests", "1500", "--flip", operator);
      const [agreeing, of] = printed.split(" of ").map(Number);
      expect([of, status]).toEqual([12000, 1]);
      expect(agreeing).toBeLessThan(12000);
    },
  );
});

it("a corpus that is not there, and options that mean nothing, are refused", () => {
  expect(corpus("--archive", "/nowhere.tar.gz")).toEqual({ printed: "", status: 2 });
  expect(corpus("--tests", "0")).toEqual({ printed: "", status: 2 });
  expect(corpus("--flip", "toString")).toEqual({ printed: "", status: 2 });
});
