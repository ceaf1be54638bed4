/** What runs in a web page: bundled for it, and opened in Chromium. */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromiumProgram } from "./browser-chromium.ts";

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

/** A module and all it imports, as one for a web page. */
export async function bundled(
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

/** What the page writes of itself once its script has run. */
export async function shownBy(script: string, folder: string): Promise<unknown> {
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
