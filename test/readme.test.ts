import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifies } from "./verifies.ts";

/** The README's commands, run as they are printed; its only change is the port, so that it runs beside another Toolgate. */

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");

interface Block {
  readonly commands: string;
  /** What the README says they print; `…` stands for anything. */
  readonly prints: string;
  readonly needs: "aws" | "boto3" | undefined;
}

/** Each bash block of the five minutes with the text block that follows it. */
function blocksOf(text: string): Block[] {
  const section = text.slice(text.indexOf("## Five minutes"), text.indexOf("## Read on"));
  return [...section.matchAll(/```bash\n([\s\S]*?)```(?:(?!```)[\s\S])*?```text\n([\s\S]*?)```/g)].map(
    ([, commands = "", prints = ""]) => ({
      commands,
      prints,
      needs: /\baws bedrock/.test(commands) ? "aws" : /\bboto3\b/.test(commands) ? "boto3" : undefined,
    }),
  );
}

const [serve, ...blocks] = blocksOf(readme);

const works = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const present = {
  aws: works("aws", "bedrock-agentcore-control", "create-policy", "help"),
  boto3: works(
    "python3",
    "-c",
    "import boto3; boto3.client('bedrock-agentcore-control', 'us-west-2').list_policies",
  ),
};
const runs = ({ needs }: Block) => needs === undefined || present[needs];
for (const { needs } of blocks.filter((block) => !runs(block))) {
  process.stderr.write(
    `The README's commands for ${needs} are not run: pip install -r test/python/requirements.txt\n`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "toolgate-readme-"));
const mark = "=== end of block ===";
let server: ChildProcess | undefined;
let served = "";
let printed: readonly string[] = [];

beforeAll(async () => {
  const port = await freePort();
  const onPort = (text: string) => text.replaceAll("4100", String(port));
  const backToReadme = (text: string) => text.replaceAll(String(port), "4100");
  const environment = {
    ...process.env,
    ...{
      TOOLGATE_PORT: String(port),
      TOOLGATE_DATA: join(folder, "data"),
      TOOLGATE_URL: `http://127.0.0.1:${port}`,
    },
    ...{ AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true", AWS_PAGER: "" },
  };
  server = spawn("bash", ["-c", `exec ${String(serve?.commands)}`], {
    cwd: root,
    env: environment,
    detached: true,
  });
  await new Promise<void>((resolve, reject) => {
    const lines = () => served.split("\n").length - 1;
    server?.stdout?.on("data", (chunk) => {
      served += backToReadme(String(chunk));
      if (lines() === String(serve?.prints).split("\n").length - 1) resolve();
    });
    server?.once("exit", (code) => reject(new Error(`serve ended with ${code}: ${served}`)));
  });

  const script = join(folder, "readme.sh");
  const runnable = blocks.filter(runs).map(({ commands }) => onPort(commands));
  writeFileSync(script, `set -eu\n${runnable.join(`echo "${mark}"\n`)}`);
  const { stdout, stderr } = spawnSync("bash", [script], { cwd: root, env: environment, encoding: "utf8" });
  const outputs = backToReadme(stdout).split(`${mark}\n`);
  printed = blocks.map((block) => (runs(block) ? (outputs.shift() ?? `nothing; ${stderr}`) : ""));
}, 120_000);

afterAll(async () => {
  if (server?.pid !== undefined && server.exitCode === null) {
    const ended = new Promise((resolve) => server?.once("exit", resolve));
    // npx passes no signal on to what it runs, so the whole group gets it, as from a terminal's Ctrl-C.
    process.kill(-server.pid, "SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

/** The README leaves out what differs from run to run, and lines that tell nothing new. */
function expectPrinted(came: string, says: string): void {
  const patterns = says
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ *… */g, ".*"));
  let rest = came;
  for (const [index, pattern] of patterns.entries()) {
    const found = new RegExp(`^${pattern}$`, "m").exec(rest);
    expect(found, `line ${index + 1} of what the README says was to come in:\n${came}`).not.toBeNull();
    rest = rest.slice((found?.index ?? 0) + (found?.[0].length ?? 0));
  }
}

describe("the README's five minutes", () => {
  it(verifies("readme.five-minutes", "starts a server that says where it listens"), () => {
    expect(served).toBe(serve?.prints);
  });

  for (const [index, block] of blocks.entries()) {
    const title =
      block.commands
        .trim()
        .split("\n")
        .find((line) => line !== "" && !line.startsWith("export")) ?? "";
    it.skipIf(!runs(block))(
      verifies("readme.five-minutes", `prints what it says after: ${title.slice(0, 60)}`),
      () => {
        expectPrinted(printed[index] ?? "", block.prints);
      },
    );
  }

  it.each(["toolgate.yaml", "orders.mjs", "refunds.cedar", "notes.cedar"])(
    verifies("readme.files", "shows %s as it is in examples/quickstart"),
    (name) => {
      const text = readFileSync(join(root, "examples/quickstart", name), "utf8");
      expect(readme).toContain(
        `\`\`\`${{ yaml: "yaml", mjs: "js", cedar: "cedar" }[name.split(".")[1] ?? ""]}\n${text}\`\`\``,
      );
    },
  );

  it(verifies("readme.five-minutes", "names the two commands"), () => {
    expect(readme).toContain("```\nnpm ci && npm run demo\n```");
    expect(readme).toContain("```\nnpm ci && npm test\n```");
  });
});

const documents = [
  ...["README.md", "ARCHITECTURE.md", "AGENTS.md", "DEPENDENCIES.md", "examples/refund/README.md"],
  ...["docs/guide", "docs/decisions"].flatMap((place) =>
    readdirSync(join(root, place)).map((name) => `${place}/${name}`),
  ),
];

describe("links between documents", () => {
  it.each(documents)(verifies("readme.links", "%s leads to files that are there"), (document) => {
    const text = readFileSync(join(root, document), "utf8").replace(/```[\s\S]*?```/g, "");
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
    // A path in a code span with a folder and an ending names a file of the repository.
    const files = [...text.matchAll(/`((?:packages|test|docs|scripts|examples)\/[\w./-]+\.\w+)`/g)].map(
      ([, path = ""]) => path,
    );
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
