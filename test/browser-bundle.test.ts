import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bundled, shownBy } from "./browser-bundled.ts";
import { chromiumProgram } from "./browser-chromium.ts";
import { verifies } from "./verifies.ts";

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe("the bundle of the policy library", () => {
  it(verifies("proof.browser.bundle", "imports nothing, and names nothing of Node's"), async () => {
    const { code, imports } = await bundled(pathOf("../packages/policy/dist/index.js"));
    expect(imports).toEqual([]);
    expect(
      code.match(/\bimport\s*\(|\brequire\s*\(|\b(process|Buffer|__dirname)\s*\.|["']node:/g),
    ).toBeNull();
    expect(code).toMatch(/export \{[^}]*\bdecide\b/);
  });

  it("would show an import of Node's", async () => {
    const { imports } = await bundled(pathOf("run-command.ts"));
    expect(imports).toEqual(["node:child_process", "node:url"]);
  });
});

if (chromiumProgram === undefined) {
  process.stdout.write(
    "skipped: the policy library in Chromium; install it with: apt-get install chromium\n",
  );
}

describe.skipIf(chromiumProgram === undefined)("the policy library in Chromium", () => {
  it(verifies("proof.browser", "parses, decides, lists and explains the refund policy"), {
    timeout: 120_000,
  }, async () => {
    const { code } = await bundled(pathOf("browser-bundle-page.mjs"));
    const folder = await mkdtemp(join(tmpdir(), "toolgate-page-"));
    try {
      expect(await shownBy(code, folder)).toEqual({
        node: "undefined",
        refused: "Expected `,` and resource, found `)`",
        small: { decision: "ALLOW", listed: true, sentence: "allowed: RefundUnder500 permits this call" },
        large: {
          decision: "DENY",
          listed: true,
          sentence:
            "denied: RefundUnder500 permits this tool, but context.input.amount < 500 was false: amount is 9223372036854775807",
        },
        stranger: {
          decision: "DENY",
          listed: false,
          sentence:
            'denied: RefundUnder500 permits this tool, but principal.getTag("role") == "refund-agent" was false: principal.getTag("role") is "guest"',
        },
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
