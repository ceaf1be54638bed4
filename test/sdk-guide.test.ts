import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readConfig } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./run-command.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** docs/guide/sdk.md says what is so: its snippets run one after the other, as one program. */

const root = fileURLToPath(new URL("..", import.meta.url));
const guide = readFileSync(`${root}docs/guide/sdk.md`, "utf8");
const snippets = [...guide.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

let running: RunningToolgate;

beforeAll(async () => {
  const { idp } = readConfig({ flags: { idp: true } });
  running = await runToolgate({ idp });
});

afterAll(() => running.close());

describe("the guide of the TypeScript clients", () => {
  it(verifies("typescript.docs", "has snippets that run as they are printed"), async () => {
    expect(snippets).toHaveLength(4);
    const { code, stdout, stderr } = await runCommand(
      process.execPath,
      ["--input-type=module", "--eval", snippets.join("\n")],
      { AWS_ENDPOINT_URL: running.toolgate.controlUrl },
    );
    expect(stderr).toBe("");
    expect(stdout).toBe("small ACTIVE\nCREATE_FAILED Overly Restrictive\n");
    expect(code).toBe(0);
  });
});
