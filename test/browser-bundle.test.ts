import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { chromiumProgram } from "./browser-chromium.ts";
import { verifies } from "./verifies.ts";

/** The parts of Rolldown, which Vitest brings along, that bundle a file. */
interface Rolldown {
  rolldown(options: {
    readonly input: string;
    readonly platform: "browser";
    readonly logLevel: "silent";
  }): Promise<{
    generate(options: { readonly format: "esm" }): Promise<{
      readonly output: readonly [{ readonly code: string; readonly imports: readonly string[] }];
    }>;
    close(): Promise<void>;
  }>;
}

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function bundled(
  entry: string,
): Promise<{ readonly code: string; readonly imports: readonly string[] }> {
  const ofVitest = createRequire(createRequire(import.meta.url).resolve("vitest/package.json"));
  const ofVite = createRequire(ofVitest.resolve("vite/package.json"));
  const { rolldown }: Rolldown = await import(pathToFileURL(ofVite.resolve("rolldown")).href);
  const bundle = await rolldown({ input: entry, platform: "browser", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  return output[0];
}

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

/** What the page writes of itself once its script has run. */
async function shownBy(script: string, folder: string): Promise<unknown> {
  const page = join(folder, "page.html");
  const inline = script.replaceAll("</script", "<\\/script");
  await writeFile(
    page,
    `<!doctype html><meta charset="utf-8"><body></body><script type="module">${inline}</script>`,
  );
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${join(folder, "profile")}`];
  const { stdout } = await promisify(execFile)(String(chromiumProgram), [
    ...flags,
    "--dump-dom",
    pathToFileURL(page).href,
  ]);
  const text = /<body>([\s\S]*?)<\/body>/.exec(stdout)?.[1] ?? "";
  return JSON.parse(text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
}
