import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  actionEntity,
  callContext,
  compilePolicy,
  DatetimeValue,
  decide,
  fromPlain,
  gatewayEntity,
  type PlainJson,
  PolicySet,
  parsePolicies,
  principalEntity,
  type ToolSchema,
  toolArguments,
} from "@toolgate/policy";
import { describe, expect, it } from "vitest";

interface Tool {
  readonly target: string;
  readonly name: string;
  readonly inputSchema: ToolSchema;
}

interface Case {
  readonly tags: Readonly<Record<string, string>>;
  readonly principal_type?: "AgentCore::IamEntity";
  readonly principal_id?: string;
  readonly tool: string;
  readonly input: PlainJson;
  readonly now?: string;
  readonly expect: "ALLOW" | "DENY";
}

interface Row {
  readonly id: string;
  readonly toolset: string;
  readonly expect: "policy" | "refused";
  readonly cedar?: string;
  readonly base_permit: boolean;
  readonly precise: boolean;
  readonly cases: readonly Case[];
}

const folder = new URL("./fixtures/sentences/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const toolSets: Readonly<Record<string, { gateway: string; tools: readonly Tool[] }>> = JSON.parse(
  read("tools.json"),
);
const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
const rowsOf = (file: string) =>
  read(file)
    .trimEnd()
    .split("\n")
    .map((line): Row => JSON.parse(line));

/** The cases that Toolgate's own evaluator decides otherwise than the row says. */
function wrongCases(row: Row): string[] {
  const set = toolSets[row.toolset];
  if (set === undefined) return [`${row.id}: no tool set ${row.toolset}`];
  const everything = `permit(principal, action, resource == AgentCore::Gateway::"${set.gateway}");`;
  const parsed = parsePolicies(`${row.cedar ?? ""}\n${row.base_permit ? everything : ""}`);
  if (!parsed.ok) return [`${row.id}: ${JSON.stringify(parsed.errors)}`];
  const policies = new PolicySet(parsed.policies.map((policy, index) => compilePolicy(policy, `p${index}`)));

  return row.cases.flatMap((each) => {
    const tool = set.tools.find(({ target, name }) => `${target}___${name}` === each.tool);
    const read = tool && toolArguments(tool.inputSchema, fromPlain(each.input));
    if (read?.ok !== true || read.dropped.length > 0)
      return [`${row.id}: arguments of ${JSON.stringify(each)}`];
    const type = each.principal_type ?? "AgentCore::OAuthUser";
    const { decision, errors } = decide(policies, {
      principal: principalEntity({
        type,
        id: each.principal_id ?? each.tags.sub ?? "caller",
        tags: each.tags,
      }),
      action: actionEntity(each.tool),
      resource: gatewayEntity(set.gateway),
      context: callContext(
        read.input,
        new DatetimeValue(BigInt(Date.parse(each.now ?? "2026-03-04T12:00:00Z"))),
      ),
    });
    return decision === each.expect && errors.length === 0
      ? []
      : [`${row.id}: ${decision} for ${JSON.stringify(each)}`];
  });
}

describe("the evaluation sentences", () => {
  it.each(files)("are decided by their own policies as written, in %s", (file) => {
    const wrong = rowsOf(file)
      .filter((row) => row.expect === "policy")
      .flatMap(wrongCases);

    expect(wrong).toEqual([]);
  });

  it("are at least 400 over 60 tool sets, 95 in 100 of them precise, and 200 traps", () => {
    const sentences = files.filter((file) => file !== "traps.jsonl").flatMap(rowsOf);

    expect(sentences.length).toBeGreaterThanOrEqual(400);
    expect(new Set(sentences.map((row) => row.toolset)).size).toBeGreaterThanOrEqual(60);
    const rules = sentences.filter((row) => row.expect === "policy");
    expect(rules.filter((row) => row.precise).length / rules.length).toBeGreaterThanOrEqual(0.95);
    expect(rowsOf("traps.jsonl").length).toBeGreaterThanOrEqual(200);
  });

  it.each([".", "held-out"])("have policies that Cedar validates and decides alike, in %s", async (sets) => {
    const check = fileURLToPath(new URL("check.mjs", folder));

    const { stdout } = await promisify(execFile)(process.execPath, [
      "--no-turbo-inline-js-wasm-calls",
      check,
      sets,
    ]);

    expect(stdout).toContain(" 0 problems");
  });
});
