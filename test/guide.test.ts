import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CreatePolicyCommand, CreatePolicyEngineCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { readConfig } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** The guide in docs/guide says what is so. */

const root = fileURLToPath(new URL("..", import.meta.url));
const guide = (name: string) => readFileSync(`${root}docs/guide/${name}`, "utf8");

describe("the guide's policies", () => {
  let running: RunningToolgate;

  beforeAll(async () => {
    running = await runToolgate();
    await running.createGateway("bank", {
      payment: [
        {
          name: "transfer",
          inputSchema: {
            type: "object",
            properties: { amount: { type: "integer" }, country: { type: "string" } },
            required: ["amount"],
          },
        },
        { name: "refund", inputSchema: { type: "object", properties: {} } },
      ],
    });
  });

  afterAll(() => running.close());

  const blocks = [...guide("policies.md").matchAll(/```cedar\n([\s\S]*?)```/g)].map(
    ([, statement = ""]) => statement,
  );

  it(verifies("guide.policies", "there are several"), () => {
    expect(blocks.length).toBe(6);
  });

  it.each(blocks)(verifies("guide.policies", "%j is in force when the call returns"), async (statement) => {
    const engine = await running.aws.send(
      new CreatePolicyEngineCommand({ name: `Guide${blocks.indexOf(statement)}` }),
    );
    const { status } = await running.aws.send(
      new CreatePolicyCommand({
        policyEngineId: engine.policyEngineId,
        name: "from_the_guide",
        definition: { cedar: { statement } },
      }),
    );
    expect(status).toBe("ACTIVE");
  });
});

describe("the guide's settings", () => {
  const rows = [
    ...guide("configuration.md").matchAll(/^\| `(\w+)` \| `(--[\w-]+)` \| `(\w+)` \| (.+?) \|/gm),
  ].map(([, name = "", option = "", variable = "", standard = ""]) => ({ name, option, variable, standard }));

  it(verifies("readme.settings", "are the options of serve, no more and no less"), () => {
    const { stdout } = spawnSync("node", ["packages/cli/bin/toolgate.mjs", "serve", "--help"], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    const options = [...stdout.matchAll(/^ {1,30}(--[a-z-]+)/gm)].map(([, option]) => option);
    const elsewhere = ["--config", "--database-url"];
    expect(options.filter((option) => !elsewhere.includes(String(option))).sort()).toEqual(
      rows.map(({ option }) => option).sort(),
    );
  });

  it.each(rows)(
    verifies("readme.settings", "$name has the names and the default that are written there"),
    (row) => {
      const standard = Object.entries(readConfig({})).find(([name]) => name === row.name)?.[1];
      if (standard !== undefined) expect(row.standard).toBe(`\`${String(standard)}\``);
      const words = row.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(row.option).toBe(`--${words}`);
      expect(row.variable).toBe(`TOOLGATE_${words.replaceAll("-", "_").toUpperCase()}`);
    },
  );
});
