import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repository, runCommand } from "./run-command.ts";
import { verifies } from "./verifies.ts";

/** The command starts from one bundle, or from what the compiler wrote when that is newer. */

const cli = join(repository, "packages/cli");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toolgate-start-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("which of the two is started", () => {
  it.each<[string, Readonly<Record<string, number>>, string]>([
    ["the bundle when it is newer than all", { bundle: 20, cli: 10, server: 10 }, "bundle/toolgate.cjs"],
    ["the bundle where nothing tells of builds", { bundle: 20 }, "bundle/toolgate.cjs"],
    ["the compiler's files when one package is newer", { bundle: 20, cli: 10, server: 30 }, "dist/index.js"],
    ["the compiler's files when there is no bundle", { cli: 10 }, "dist/index.js"],
  ])(verifies("start.bundle-or-not", "it is %s"), async (title, built, expected) => {
    const packages = join(folder, title.replaceAll(" ", "-"));
    mkdirSync(join(packages, "cli/bin"), { recursive: true });
    cpSync(join(cli, "bin/command-file.mjs"), join(packages, "cli/bin/command-file.mjs"));
    for (const [name, seconds] of Object.entries(built)) {
      const file = join(
        packages,
        name === "bundle" ? "cli/dist/bundle/toolgate.cjs" : `${name}/dist/.tsbuildinfo`,
      );
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, "");
      utimesSync(file, seconds, seconds);
    }
    const { commandFile } = await import(pathToFileURL(join(packages, "cli/bin/command-file.mjs")).href);
    expect(commandFile()).toMatch(new RegExp(`/${expected}$`));
  });
});

describe("the bundle", () => {
  it(verifies("start.children", "holds every file that a process or thread is started with"), () => {
    const sources = ["server", "solver"].flatMap((name) => {
      const source = join(repository, "packages", name, "src");
      return readdirSync(source, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => readFileSync(join(source, file), "utf8"));
    });
    const started = sources.flatMap((text) =>
      [...text.matchAll(/new URL\("\.\/(.*?)", import\.meta\.url\)/g)].map(([, name]) => name),
    );
    expect(started.toSorted()).toEqual([
      "cedar-child.js",
      "function-runner.js",
      "function-watchdog.js",
      "libsql-worker.js",
      "z3-child.js",
    ]);
    expect(readdirSync(join(cli, "dist/bundle"))).toEqual(expect.arrayContaining(started));
  });

  it(
    verifies("start.compiled-ahead", "is not compiled again where this version of V8 has done it"),
    async () => {
      const look = join(folder, "look.mjs");
      const loader = pathToFileURL(join(cli, "bin/load-compiled.mjs")).href;
      const entry = JSON.stringify(join(cli, "dist/bundle/toolgate.cjs"));
      writeFileSync(
        look,
        `import { basename } from "node:path";
      import { loadCompiled } from ${JSON.stringify(loader)};
      loadCompiled(${entry}, (file, script) => console.log(basename(file), script.cachedDataRejected));\n`,
      );
      const { stdout } = await runCommand(process.execPath, [look]);
      const lines = stdout.trim().split("\n");
      expect(lines).toContain("toolgate.cjs false");
      expect(lines.filter((line) => !line.endsWith(" false"))).toEqual([]);
    },
  );

  it(
    verifies("start.compiled-ahead", "loads what is outside it also where it was compiled before"),
    async () => {
      const loader = JSON.stringify(pathToFileURL(join(cli, "bin/load-compiled.mjs")).href);
      const entry = JSON.stringify(join(folder, "entry.cjs"));
      writeFileSync(
        join(folder, "entry.cjs"),
        `exports.later = async () => typeof (await importModule("libsql")).default + typeof require("node:os").cpus;`,
      );
      const look = join(folder, "outside.mjs");
      writeFileSync(
        look,
        `import { writeFileSync } from "node:fs";
        import { compiledSuffix, loadCompiled } from ${loader};
        let compiled;
        const { later } = loadCompiled(${entry}, (_, script) => { compiled = script; });
        console.log(compiled.cachedDataRejected, await later());
        writeFileSync(${entry} + compiledSuffix, compiled.createCachedData());\n`,
      );
      const first = await runCommand(process.execPath, [look]);
      const second = await runCommand(process.execPath, [look]);
      expect([first.stdout, second.stdout]).toEqual([
        "undefined functionfunction\n",
        "false functionfunction\n",
      ]);
      for (const name of readdirSync(join(cli, "dist/bundle")).filter((each) => each.endsWith(".cjs"))) {
        expect(readFileSync(join(cli, "dist/bundle", name), "utf8")).not.toMatch(/\bimport\(/);
      }
    },
  );

  it(verifies("start.same-versions", "asks for the versions that the packages in it ask for"), () => {
    const dependencies = (name: string): Record<string, string> =>
      JSON.parse(readFileSync(join(repository, `packages/${name}/package.json`), "utf8")).dependencies;
    const inside = { ...dependencies("server"), ...dependencies("solver") };
    const { citty, "@toolgate/server": server, ...outside } = dependencies("cli");
    expect([citty, server]).toEqual(["0.2.2", "0.1.0"]);
    const own = ["client-bedrock-agentcore-control", "client-iam", "credential-providers"];
    for (const name of own) delete outside[`@aws-sdk/${name}`];
    expect(inside).toMatchObject(outside);
  });
});

describe.each(["bundle/toolgate.cjs", "index.js"])("toolgate from dist/%s", (file) => {
  let command: string;

  beforeAll(() => {
    const main = JSON.stringify(pathToFileURL(join(cli, "dist", file)).href);
    const loader = JSON.stringify(pathToFileURL(join(cli, "bin/load-compiled.mjs")).href);
    command = join(folder, `${file.replaceAll(/\W/g, "-")}.mjs`);
    writeFileSync(
      command,
      file.endsWith(".cjs")
        ? `import { fileURLToPath } from "node:url";
          import { loadCompiled } from ${loader};
          process.exitCode = await loadCompiled(fileURLToPath(${main})).main(process.argv.slice(2));\n`
        : `import { main } from ${main};\nprocess.exitCode = await main(process.argv.slice(2));\n`,
    );
  });

  it(verifies("start.same-command", "tells its version"), async () => {
    const { code, stdout, stderr } = await runCommand(process.execPath, [command, "--version"]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "0.1.0\n", stderr: "" });
  });

  it(verifies("start.same-command", "serves, counts, has Cedar beside it, and ends when asked"), async () => {
    const serve = ["serve", "--port", "0", "--data", `${command}.data`, "--log-level", "error"];
    const child = spawn(process.execPath, [command, ...serve], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(child, "exit");
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    const url = /^toolgate listening on (\S+)$/.exec(String(line))?.[1];
    try {
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      expect(await (await fetch(`${url}/metrics`)).text()).toContain("toolgate_shadow_checks_total");
      const status = await fetch(`${url}/toolgate/v1/status`, { headers: { authorization: "any" } });
      expect(await status.json()).toMatchObject({
        processes: { cedar: expect.any(Number) },
      });
    } finally {
      child.kill("SIGTERM");
    }
    expect(await ended).toEqual([0, null]);
  });
});
