/** The browser that people have, driven by playwright-core of test/tools: where both are there. */
import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { toolsInstalled } from "./installed-tools.ts";

/** The part of playwright-core that tests use; its types are not there on a machine without test/tools. */
interface Place {
  getByRole(role: string, options?: { readonly name?: string | RegExp; readonly exact?: boolean }): Element;
  getByLabel(text: string, options?: { readonly exact?: boolean }): Element;
  getByText(text: string | RegExp, options?: { readonly exact?: boolean }): Element;
  locator(selector: string): Element;
}

interface Element extends Place {
  click(options?: { readonly force?: boolean }): Promise<void>;
  fill(text: string): Promise<void>;
  waitFor(options?: { readonly state: "hidden" }): Promise<void>;
  textContent(): Promise<string | null>;
  first(): Element;
}

interface SentRequest {
  url(): string;
  method(): string;
  isNavigationRequest(): boolean;
}

interface Page extends Place {
  goto(url: string): Promise<unknown>;
  url(): string;
  waitForURL(url: (url: URL) => boolean): Promise<void>;
  on(event: "request", listener: (request: SentRequest) => void): void;
}

export interface Chromium {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Where the browser is; absent when it is not installed. */
export const chromiumProgram = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
  .find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

export const chromiumInstalled = toolsInstalled && chromiumProgram !== undefined;

/** Says once what is skipped, and how to have it run. */
export function sayIfNoChromium(what: string): void {
  if (chromiumInstalled) return;
  process.stderr.write(
    `Skipped: ${what}. Install with: npm ci --prefix test/tools --ignore-scripts, and apt-get install chromium\n`,
  );
}

/** Chromium without a window, an empty profile, and nothing but this computer to reach. */
export function openChromium(): Promise<Chromium> {
  const tools = createRequire(fileURLToPath(new URL("./tools/package.json", import.meta.url)));
  const { chromium } = tools("playwright-core") as {
    chromium: { launch(options: object): Promise<Chromium> };
  };
  const thisComputerOnly = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost";
  return chromium.launch({
    executablePath: chromiumProgram,
    args: [
      ...["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync", `--host-resolver-rules=${thisComputerOnly}`],
    ],
  });
}

/** Signs in at the identity provider's pages, and allows it. */
export async function signInOnPage(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Allow" }).click();
}
