import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  GetPolicyCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sayIfSkipped, serveEverything, toolScript, toolsInstalled } from "./installed-tools.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** The servers that the protocol's own people publish, behind policies on their arguments, used by their client. */

sayIfSkipped("the reference MCP servers as targets");

const denied =
  "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]";

interface Result {
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
  readonly structuredContent?: unknown;
}

describe.skipIf(!toolsInstalled)("the reference MCP servers", () => {
  let running: RunningToolgate;
  let client: Client;
  let everything: Awaited<ReturnType<typeof serveEverything>>;
  let root: string;
  let project: string;

  beforeAll(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), "toolgate-real-servers-")));
    project = join(root, "project");
    await mkdir(join(project, "out"), { recursive: true });
    await writeFile(join(project, "plan.txt"), "the plan");
    await writeFile(join(root, "secret.txt"), "the secret");

    const stdio = (name: string, ...args: string[]) => ({
      command: [process.execPath, toolScript(`mcp-server-${name}`), ...args],
    });
    running = await runToolgate({
      mcpServers: {
        // It may see more than the policies allow, so that the policies are what is seen to hold.
        files: stdio("filesystem", root),
        memory: { ...stdio("memory"), env: { MEMORY_FILE_PATH: join(root, "memory.jsonl") } },
        thinking: { ...stdio("sequential-thinking"), env: { DISABLE_THOUGHT_LOGGING: "true" } },
        everything: stdio("everything", "stdio"),
      },
    });
    everything = await serveEverything();

    const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "Real" }));
    const gateway = await running.createGateway(
      "real",
      {},
      { policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" } },
    );
    for (const [name, endpoint] of Object.entries({
      Files: "stdio://files",
      Memory: "stdio://memory",
      Thinking: "stdio://thinking",
      Everything: "stdio://everything",
      EverythingHttp: everything.url,
    })) {
      const { status, statusReasons } = await running.aws.send(
        new CreateGatewayTargetCommand({
          gatewayIdentifier: gateway.gatewayId,
          name,
          targetConfiguration: { mcp: { mcpServer: { endpoint } } },
        }),
      );
      expect([name, status, statusReasons]).toEqual([name, "READY", []]);
    }

    const action = (...tools: string[]) =>
      `action in [${tools.map((tool) => `AgentCore::Action::"${tool}"`).join(", ")}]`;
    const permit = (actions: string, condition: string) =>
      `permit(principal is AgentCore::OAuthUser, ${actions}, resource == AgentCore::Gateway::"${gateway.gatewayArn}") when { ${condition} };`;
    // No "..": a pattern compares text, and does not know where a path leads.
    const under = (folder: string) =>
      `context.input.path like "${folder}/*" && !(context.input.path like "*..*")`;
    const policies = {
      ReadProject: permit(action("Files___read_text_file", "Files___list_directory"), under(project)),
      WriteOut: permit(
        action("Files___write_file", "Files___edit_file", "Files___create_directory"),
        under(join(project, "out")),
      ),
      Remember: permit(
        action("Memory___create_entities", "Memory___read_graph"),
        'principal.id != "mallory"',
      ),
      ForgetDrafts: permit(action("Memory___delete_entities"), 'context.input.entityNames == ["draft"]'),
      ThinkBriefly: permit(action("Thinking___sequentialthinking"), "context.input.totalThoughts <= 3"),
      Everything: permit(
        action("Everything___get-sum", "EverythingHttp___get-sum"),
        'context.input.a.lessThan(decimal("100.0"))',
      ),
      EverythingEcho: permit(
        action("Everything___echo", "EverythingHttp___echo"),
        'context.input.message like "hello*"',
      ),
    };
    for (const [name, statement] of Object.entries(policies)) {
      const { policyId } = await running.aws.send(
        new CreatePolicyCommand({
          policyEngineId: engine.policyEngineId,
          name,
          definition: { cedar: { statement } },
        }),
      );
      const created = await running.aws.send(
        new GetPolicyCommand({ policyEngineId: engine.policyEngineId, policyId }),
      );
      // a solver may take longer than it is given for conditions on paths, and says so
      const findings = created.statusReasons?.filter((reason) => !reason.startsWith("Could not be proved: "));
      expect([name, created.status, findings]).toEqual([name, "ACTIVE", []]);
    }

    const token = await running.issuer.token({});
    client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(String(gateway.gatewayUrl)), {
        requestInit: { headers: { authorization: `Bearer ${token}` } },
      }),
    );
  });

  afterAll(async () => {
    await client?.close();
    await running?.close();
    everything?.child.kill();
    await rm(root, { recursive: true, force: true });
  });

  const call = async (name: string, args: Record<string, unknown>) =>
    (await client.callTool({ name, arguments: args })) as Result;
  const textOf = ({ content }: Result) => content.map(({ text }) => text).join();

  async function expectDenied(name: string, args: Record<string, unknown>): Promise<void> {
    const result = await call(name, args);
    // The name of a tool that cannot be seen may be followed by one that can.
    expect([result.isError, result.content[0]?.text]).toEqual([true, denied]);
  }

  it(verifies("real-servers.list", "only what a policy can allow is listed, with its schema"), async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "EverythingHttp___echo",
      "EverythingHttp___get-sum",
      "Everything___echo",
      "Everything___get-sum",
      "Files___create_directory",
      "Files___edit_file",
      "Files___list_directory",
      "Files___read_text_file",
      "Files___write_file",
      "Memory___create_entities",
      "Memory___delete_entities",
      "Memory___read_graph",
      "Thinking___sequentialthinking",
    ]);
    const echo = tools.find(({ name }) => name === "Everything___echo");
    expect(echo).toMatchObject({
      title: "Echo Tool",
      description: "Echoes back the input string",
      inputSchema: {
        $schema: "http://json-schema.org/draft-07/schema#",
        type: "object",
        properties: { message: { type: "string", description: "Message to echo" } },
        required: ["message"],
      },
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    });
  });

  it(verifies("real-servers.filesystem", "files are read anywhere under the project"), async () => {
    expect(textOf(await call("Files___read_text_file", { path: join(project, "plan.txt") }))).toBe(
      "the plan",
    );
    const listed = textOf(await call("Files___list_directory", { path: `${project}/` }));
    expect(listed.split("\n").sort()).toEqual(["[DIR] out", "[FILE] plan.txt"]);
  });

  it(
    verifies("real-servers.filesystem", "nothing is read outside of it, whatever the path is spelled like"),
    async () => {
      for (const path of [
        join(root, "secret.txt"),
        `${project}/../secret.txt`,
        `${project}/out/../../secret.txt`,
        `${project}/..`,
        `${project}-other/x.txt`,
        "plan.txt",
        "",
        project,
      ]) {
        await expectDenied("Files___read_text_file", { path });
      }
      await expectDenied("Files___read_multiple_files", { paths: [join(root, "secret.txt")] });
      await expectDenied("Files___search_files", { path: root, pattern: "secret" });
    },
  );

  it(verifies("real-servers.filesystem", "files are written under out/, and nowhere else"), async () => {
    const report = join(project, "out", "report.txt");
    expect((await call("Files___create_directory", { path: join(project, "out", "a") })).isError).not.toBe(
      true,
    );
    expect((await call("Files___write_file", { path: report, content: "first" })).isError).not.toBe(true);
    const edits = [{ oldText: "first", newText: "second" }];
    expect((await call("Files___edit_file", { path: report, edits })).isError).not.toBe(true);
    expect(await readFile(report, "utf8")).toBe("second");

    const plan = join(project, "plan.txt");
    for (const path of [
      plan,
      `${project}/out/../plan.txt`,
      `${project}/outer.txt`,
      join(root, "secret.txt"),
    ]) {
      await expectDenied("Files___write_file", { path, content: "gone" });
      await expectDenied("Files___edit_file", { path, edits: [{ oldText: "the", newText: "no" }] });
    }
    await expectDenied("Files___move_file", { source: plan, destination: join(project, "out", "plan.txt") });
    expect(await readFile(plan, "utf8")).toBe("the plan");
    expect(await readFile(join(root, "secret.txt"), "utf8")).toBe("the secret");
    expect((await readdir(project)).sort()).toEqual(["out", "plan.txt"]);
  });

  it(
    verifies("real-servers.filesystem", "what the server itself refuses is read as it says it"),
    async () => {
      const missing = await call("Files___read_text_file", { path: join(project, "missing.txt") });
      expect(missing.isError).toBe(true);
      expect(textOf(missing)).toContain("ENOENT: no such file or directory");
    },
  );

  it.each(["Everything", "EverythingHttp"])(
    verifies("real-servers.everything", "%s sums and echoes what a policy allows"),
    async (target) => {
      expect(textOf(await call(`${target}___get-sum`, { a: 40, b: 2 }))).toBe("The sum of 40 and 2 is 42.");
      expect(textOf(await call(`${target}___echo`, { message: "hello, gateway" }))).toBe(
        "Echo: hello, gateway",
      );
      await expectDenied(`${target}___get-sum`, { a: 100, b: 2 });
      await expectDenied(`${target}___echo`, { message: "goodbye" });
      await expectDenied(`${target}___get-env`, {});
    },
  );

  it(verifies("real-servers.memory", "is remembered, and forgotten where a policy allows it"), async () => {
    const entities = ["draft", "decision"].map((name) => ({ name, entityType: "note", observations: ["o"] }));
    expect((await call("Memory___create_entities", { entities })).structuredContent).toEqual({ entities });
    expect((await call("Memory___delete_entities", { entityNames: ["draft"] })).isError).not.toBe(true);
    await expectDenied("Memory___delete_entities", { entityNames: ["decision"] });
    await expectDenied("Memory___delete_entities", { entityNames: ["draft", "decision"] });
    expect((await call("Memory___read_graph", {})).structuredContent).toEqual({
      entities: [entities[1]],
      relations: [],
    });
  });

  it(verifies("real-servers.sequential-thinking", "thinks as long as a policy allows"), async () => {
    const thought = { thought: "first", nextThoughtNeeded: true, thoughtNumber: 1 };
    const brief = await call("Thinking___sequentialthinking", { ...thought, totalThoughts: 3 });
    expect(brief.structuredContent).toEqual({
      thoughtNumber: 1,
      totalThoughts: 3,
      nextThoughtNeeded: true,
      branches: [],
      thoughtHistoryLength: 1,
    });
    await expectDenied("Thinking___sequentialthinking", { ...thought, totalThoughts: 4 });
  });
});
