import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { CreatePolicyCommand, CreatePolicyEngineCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repository, runCommand, toolgate, toolgateCommand } from "./run-command.ts";
import { callTool, type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { temporaryFolder } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  /** Ends it by a signal, and gives its exit code. */
  end(signal: "SIGTERM" | "SIGINT"): Promise<number | null>;
}

async function serve(...args: readonly string[]): Promise<Serving> {
  const child = spawn(process.execPath, [...toolgateCommand, "serve", "--port", "0", ...args], {
    cwd: repository,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout);
  const [line] = (await once(lines, "line")) as [string];
  const url = /^toolgate listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
  if (url === undefined) throw new Error(`serve printed ${JSON.stringify(line)}`);
  return {
    child,
    url,
    async end(signal) {
      const ended = once(child, "exit");
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

/** Resolves with what was read once it holds `wanted`. */
function read(socket: Socket, wanted: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes(wanted)) resolve(text);
    });
    socket.on("close", () => reject(new Error(`the connection ended after ${JSON.stringify(text)}`)));
    socket.on("error", reject);
  });
}

/** A request of which the server has seen the head alone; `finish` sends the body and gives the answer. */
async function beginRequest(port: number, name: string) {
  const socket = connect(port, "127.0.0.1");
  const body = JSON.stringify({ name });
  const seen = read(socket, "100 Continue");
  socket.write(
    `POST /policy-engines HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: test\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  await seen;
  return {
    socket,
    finish: () => {
      const answer = read(socket, `${name}-`);
      socket.write(body);
      return answer;
    },
  };
}

/** Resolves when nobody listens there any more. */
async function untilRefused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const accepted = await new Promise<boolean>((resolve) => {
      socket.on("connect", () => resolve(true));
      socket.on("error", () => resolve(false));
    });
    socket.destroy();
    if (!accepted) return;
  }
}

describe("toolgate serve", () => {
  it(
    verifies("cli.serve", "says where it listens, answers what is under way after SIGTERM, and ends with 0"),
    async ({ onTestFinished }) => {
      const serving = await serve("--data", temporaryFolder(onTestFinished));
      onTestFinished(() => void serving.child.kill("SIGKILL"));
      for (const path of ["healthz", "readyz"]) {
        expect((await fetch(`${serving.url}/${path}`)).status).toBe(200);
      }
      const port = Number(new URL(serving.url).port);
      const first = await beginRequest(port, "First");
      const second = await beginRequest(port, "Second");
      const ended = serving.end("SIGTERM");
      await untilRefused(port);
      // Both connections are kept alive, but an answered one must not hold up the end.
      for (const { socket, finish } of [first, second]) {
        const closed = once(socket, "close");
        expect(await finish()).toContain("202 Accepted");
        await closed;
      }
      expect(await ended).toBe(0);
    },
  );

  it(
    verifies("cli.serve", "ends with 0 on Ctrl-C too, and frees its data folder"),
    async ({ onTestFinished }) => {
      const data = temporaryFolder(onTestFinished);
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        const serving = await serve("--data", data);
        expect(await serving.end(signal)).toBe(0);
      }
    },
  );

  it(
    verifies("cli.serve.errors", "tells a second process who holds the data folder, since when and where"),
    async ({ onTestFinished }) => {
      const data = temporaryFolder(onTestFinished);
      const serving = await serve("--data", data);
      onTestFinished(() => void serving.child.kill("SIGKILL"));
      const second = await toolgate("serve", "--port", "0", "--data", data);
      expect([second.code, second.stdout]).toEqual([2, ""]);
      expect(second.stderr).toContain(
        `toolgate: The data folder ${data} is held by process ${serving.child.pid}, which started at `,
      );
      expect(second.stderr).toContain(`and listens on ${serving.url}`);
      const { port } = new URL(serving.url);
      const taken = await toolgate("serve", "--port", port, "--data", temporaryFolder(onTestFinished));
      expect(taken.code).toBe(2);
      expect(taken.stderr).toMatch(
        new RegExp(`^toolgate: --port ${port} on 127\\.0\\.0\\.1: .*EADDRINUSE.*Choose another with --port`),
      );
      expect(await serving.end("SIGTERM")).toBe(0);
    },
  );

  it.each([
    { args: ["--port", "abc"], says: "--port" },
    { args: ["--port", "70000"], says: "--port" },
    { args: ["--prot", "1"], says: "there is no option --prot. See: npx toolgate serve --help" },
    { args: ["--config", "nowhere.yaml"], says: "--config nowhere.yaml: the file cannot be read" },
    { args: ["--account", "12"], says: "--account" },
    { args: ["--region", "nowhere"], says: "--region" },
    { args: ["--denial-shape", "round"], says: "--denial-shape" },
    { args: ["--database-url", "postgres://db"], says: "--database-url: PostgreSQL is not built yet" },
    { args: ["--host", "0.0.0.0", "--idp"], says: "--idp" },
  ])(
    verifies("cli.serve.errors", "names the option of serve that cannot be used: $args"),
    async ({ args, says }) => {
      const { code, stdout, stderr } = await toolgate("serve", ...args);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^toolgate/);
      expect(stderr).toContain(says);
      expect(stderr).not.toContain("    at ");
    },
  );
});

describe("toolgate status and records", () => {
  let running: RunningToolgate;
  let url: string;
  let decisions: readonly string[];
  let engineId: string;
  let gatewayId: string;

  beforeAll(async () => {
    running = await runToolgate();
    url = running.toolgate.controlUrl;
  });

  afterAll(() => running.close());

  it(verifies("cli.status", "says that there is nothing yet, and how to begin"), async () => {
    const { code, stdout } = await toolgate("status", "--url", url);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^No gateways and no policy engines yet\./);
    const json = await toolgate("status", "--url", url, "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      gateways: [],
      engines: [],
      waiting: [],
      waitingForbids: 0,
    });
  });

  it(verifies("cli.status", "shows what is in force, and ends with 1 while a forbid waits"), async () => {
    const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "Shown" }));
    engineId = String(engine.policyEngineId);
    const gateway = await running.createGateway(
      "shown",
      {
        Refunds: [
          {
            name: "refund",
            inputSchema: {
              type: "object",
              properties: { amount: { type: "integer" } },
              required: ["amount"],
            },
          },
        ],
      },
      { policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" } },
    );
    gatewayId = String(gateway.gatewayId);
    const policy = (name: string, statement: string) =>
      running.aws.send(
        new CreatePolicyCommand({ policyEngineId: engineId, name, definition: { cedar: { statement } } }),
      );
    const onGateway = `resource == AgentCore::Gateway::"${gateway.gatewayArn}"`;
    await policy(
      "Small",
      `permit(principal, action == AgentCore::Action::"Refunds___refund", ${onGateway}) when { context.input.amount < 500 };`,
    );
    const calm = await toolgate("status", "--url", url);
    expect(calm.code).toBe(0);
    expect(calm.stdout).toContain(`gateway ${gatewayId}  1 target, 1 tool, ENFORCE by ${engineId}\n`);
    expect(calm.stdout).toContain(`engine  ${engineId}  1 policy, 1 in force, 0 log-only\n`);

    const token = await running.issuer.token({ sub: "agent-7" });
    const asked: string[] = [];
    for (const amount of [450, 750]) {
      const { body } = await callTool(String(gateway.gatewayUrl), token, "Refunds___refund", { amount });
      asked.push(String(body.result._meta?.["toolgate/decisionId"]));
    }
    decisions = asked;

    const { policyId } = await policy(
      "Stop",
      `forbid(principal, action == AgentCore::Action::"Payments___pay", ${onGateway});`,
    );
    const { code, stdout } = await toolgate("status", "--url", url);
    expect(code).toBe(1);
    expect(stdout).toContain(`waiting ${policyId} (forbid)\n`);
    expect(stdout).toContain(`Waits for the target Payments on the gateway ${gatewayId}, which has Refunds.`);
    expect(stdout).toContain("1 forbid policy waits and protects nothing until what it names appears.\n");
    const json = await toolgate("status", "--url", url, "--json");
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      waitingForbids: 1,
      waiting: [{ policyId, engineId, effect: "forbid" }],
      gateways: [{ gatewayId, targets: 1, tools: 1, mode: "ENFORCE" }],
    });
  });

  it(
    verifies("cli.records", "shows each decision as a line, and as JSON with all that is known"),
    async () => {
      const { code, stdout } = await toolgate("records", "--url", url);
      expect(code).toBe(0);
      const lines = stdout.trim().split("\n");
      expect(lines).toHaveLength(2);
      expect(lines[0]).toMatch(
        /^\S+Z {2}ALLOW +agent-7 +Refunds___refund +Small-\w{10} +ok \d+ ms +Permitted by /,
      );
      expect(lines[1]).toMatch(
        /^\S+Z {2}DENY +agent-7 +Refunds___refund +no policy +- +Small-\w{10} permits this/,
      );
      expect(lines[1]).toContain(decisions[1]);
      const denied = await toolgate(
        "records",
        "--url",
        url,
        "--json",
        "--decision",
        "deny",
        "--gateway",
        gatewayId,
      );
      expect(JSON.parse(denied.stdout)).toMatchObject({
        decisionId: decisions[1],
        gatewayId,
        principal: { type: "AgentCore::OAuthUser", id: "agent-7" },
        action: "Refunds___refund",
        decision: "DENY",
        enforced: "DENY",
        code: "NO_DETERMINING_POLICY",
      });
    },
  );

  it(verifies("cli.records", "ends with 1 when the decision that was asked for is not there"), async () => {
    const found = await toolgate("records", "--url", url, "--id", String(decisions[1]));
    expect([found.code, found.stdout.trim().split("\n").length]).toEqual([0, 1]);
    const missing = await toolgate("records", "--url", url, "--id", "dec-nowhere");
    expect([missing.code, missing.stdout]).toEqual([1, ""]);
    expect(missing.stderr).toContain("dec-nowhere");
  });

  it.each([
    { args: ["status", "--url", "http://127.0.0.1:1"], says: "Start it with: npx toolgate serve" },
    { args: ["records", "--url", "http://127.0.0.1:1"], says: "npx toolgate serve" },
    {
      args: ["records", "--decision", "maybe"],
      says: "--decision maybe: it is one of ALLOW, DENY and ERROR.",
    },
    { args: ["records", "--limit", "0"], says: "--limit 0: it is a whole number from 1 to 1000." },
    { args: ["status", "--jsn"], says: "there is no option --jsn. See: npx toolgate status --help" },
  ])(verifies("cli.records", "a mistake ends with 2 and says what to do: $args"), async ({ args, says }) => {
    const { code, stdout, stderr } = await toolgate(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain("    at ");
  });
});

describe("toolgate's help", () => {
  const options = {
    serve: [
      "--port",
      "--host",
      "--data",
      "--config",
      "--public-url",
      "--idp",
      "--strict-aws",
      "--records-file",
    ],
    status: ["--url", "--json"],
    records: ["--gateway", "--decision", "--id", "--limit", "--follow", "--json", "--url"],
  } as const;

  it.each(Object.entries(options))(
    verifies("cli.help", "%s explains itself, in plain text where nobody looks at a terminal"),
    async (verb, names) => {
      const { code, stdout, stderr } = await toolgate(verb, "--help");
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(`toolgate ${verb}`);
      for (const name of names) expect(stdout).toMatch(new RegExp(`${name}[= ]`));
      expect(stdout).not.toContain("\u001b");
    },
  );

  it(verifies("cli.help", "npx toolgate works from the repository, and names its verbs"), async () => {
    const npx = (...args: readonly string[]) =>
      runCommand("npx", ["--no-install", "toolgate", ...args], { npm_config_loglevel: "silent" });
    expect(await npx("--version")).toMatchObject({ code: 0, stdout: "0.1.0\n" });
    const help = await npx("--help");
    expect(help.code).toBe(0);
    for (const verb of Object.keys(options)) expect(help.stdout).toContain(verb);
    const unknown = await npx("sevre");
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('toolgate: there is no verb "sevre".');
  });
});
