/** What an attacker could do once, and cannot do any more. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreatePolicyCommand, UpdateGatewayCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { createCedar, createFunctions, functionRegistrationSchema } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { decidingGateway, gatewayEntity } from "./deciding-gateway.ts";
import { toolgate } from "./run-command.ts";
import { callTool, type RunningToolgate, rpc, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const anything = { type: "object", properties: { note: { type: "string" } } } as const;
const permitAll = "permit(principal, action, resource is AgentCore::Gateway);";
const forbidAll = "forbid(principal, action, resource is AgentCore::Gateway);";

const toolArn = "arn:aws:lambda:us-west-2:123456789012:function:tool";
const silent = { error() {}, warn() {}, info() {}, debug() {} };

let running: RunningToolgate;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "toolgate-security-test-"));
  running = await runToolgate();
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

describe("a hostile handler", () => {
  const forger = `import { writeSync } from "node:fs";
    export const handler = async ({ line, name }) => {
      if (name === true) throw Object.assign(new Error(), { name: undefined, message: { toString: () => "odd" } });
      if (line === undefined) return "well";
      writeSync(3, line + "\\n");
      return new Promise(() => {});
    };`;

  it.each([
    '{"kind":"error","id":1}',
    '{"kind":"broken"}',
    '{"kind":"error","id":1,"error":null}',
    '{"kind":"result","id":1,"payload":{"not":"text"}}',
    '{"kind":"too-large","id":1}',
    '{"kind":"surprise","ok":true,"payload":"forged"}',
    '{"kind":"ready"}',
    '{"kind":"result","id":0,"payload":"of another call"}',
    '{"kind":"result","id":2,"payload":"of the next call"}',
    "[]",
    "null",
  ])(
    verifies("security.handler-answers", "that writes %s to its channel fails its own call only"),
    async (line) => {
      const { invoke, close } = await functionsWith(forger);
      expect(await invoke({ line })).toEqual({
        ok: false,
        kind: "function",
        cause: "Runtime.ProtocolError: the handler process wrote to its descriptor 3 itself",
      });
      expect(await invoke({})).toEqual({ ok: true, kind: "payload", payload: '"well"' });
      await close();
    },
  );

  it(verifies("security.handler-answers", "that writes after its answer is not asked again"), async () => {
    const { invoke, close } = await functionsWith(`import { writeSync } from "node:fs";
      export const handler = async ({ babble }) => {
        if (babble) setImmediate(() => setImmediate(() => writeSync(3, '{"kind":"ready"}\\n')));
        return process.pid;
      };`);
    const first = await invoke({ babble: true });
    await vi.waitFor(async () => expect(await invoke({})).not.toEqual(first));
    await close();
  });

  it(verifies("security.handler-answers", "that throws an error without a name is told apart"), async () => {
    const { invoke, close } = await functionsWith(forger);
    expect(await invoke({ name: true })).toEqual({ ok: false, kind: "function", cause: "undefined: odd" });
    await close();
  });

  async function functionsWith(module: string) {
    await writeFile(join(folder, "handler.mjs"), module);
    const functions = createFunctions({
      registered: [functionRegistrationSchema.parse({ name: "tool", module: "./handler.mjs" })],
      baseFolder: folder,
      region: "us-west-2",
      log: silent,
    });
    return {
      invoke: (event: object) =>
        functions.invoke({
          lambdaArn: toolArn,
          event: JSON.stringify(event),
          clientContext: {},
        }),
      close: () => functions.close(),
    };
  }
});

describe("a hostile Lambda service", () => {
  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      "cuts its answer off",
      (response) =>
        response.writeHead(200, { "content-length": "1000" }).write('{"a":', () => response.destroy()),
      /^AWS_ENDPOINT_URL_LAMBDA \(.*\) could not invoke .* \(Error: aborted\)\. No function/,
    ],
    [
      "cuts an error off",
      (response) =>
        response.writeHead(500, { "content-length": "1000" }).write('{"a":', () => response.destroy()),
      /could not invoke .* \(Error: aborted\)\. No function/,
    ],
    [
      "never ends its answer",
      (response) => {
        const drip = setInterval(() => response.write(" "), 20);
        response.on("close", () => clearInterval(drip));
      },
      /^arn:aws:lambda:us-west-2:123456789012:function:tool did not answer within 1 seconds$/,
    ],
  ])(
    verifies("security.remote-answers", "that %s fails the call and keeps nothing"),
    async (_, answer, cause) => {
      const server = createServer((request, response) => request.resume().on("end", () => answer(response)));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const functions = createFunctions({
        registered: [],
        lambdaEndpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        baseFolder: folder,
        region: "us-west-2",
        limits: { remoteSeconds: 1 },
        log: silent,
        environment: {},
      });
      const result = await functions.invoke({ lambdaArn: toolArn, event: "{}", clientContext: {} });
      expect(result.ok ? "it succeeded" : result.cause).toMatch(cause);
      await functions.close();
      await new Promise((resolve) => server.close(resolve));
    },
  );
});

describe("a caller who sends the body late", () => {
  it(verifies("security.late-body", "is stopped by a forbid that came into force meanwhile"), async () => {
    const own = await decidingGateway(running, "late-forbid", {
      targets: { Pay: [{ name: "refund", inputSchema: anything }] },
      statements: [permitAll],
    });
    const call = await startedCall(own.url, await running.issuer.token({}));
    const forbid = await own.permit(forbidAll);
    expect(await call.finish()).toContain(`Policy evaluation denied due to ${forbid}`);
  });

  it(verifies("security.late-body", "is refused when the gateway trusts the client no longer"), async () => {
    const own = await decidingGateway(running, "late-client", {
      targets: { Pay: [{ name: "refund", inputSchema: anything }] },
      statements: [permitAll],
    });
    const call = await startedCall(own.url, await running.issuer.token({ client_id: "agent" }));
    const { gatewayId, name, roleArn, policyEngineConfiguration } = own.gateway;
    await running.aws.send(
      new UpdateGatewayCommand({
        gatewayIdentifier: gatewayId,
        name,
        roleArn,
        policyEngineConfiguration,
        protocolType: "MCP",
        authorizerType: "CUSTOM_JWT",
        authorizerConfiguration: {
          customJWTAuthorizer: { discoveryUrl: running.issuer.discoveryUrl, allowedClients: ["another"] },
        },
      }),
    );
    expect(await call.finish()).toMatch(/^HTTP\/1\.1 401 /);
  });

  it("is answered as ever when nothing changed", async () => {
    const own = await decidingGateway(running, "late-same", {
      targets: { Pay: [{ name: "refund", inputSchema: anything }] },
      statements: [permitAll],
    });
    const token = await running.issuer.token({});
    expect(await (await startedCall(own.url, token)).finish()).toContain('"isError":false');
    expect((await callTool(own.url, token, "Pay___refund", {})).body.result.isError).toBe(false);
  });

  /** A call of Pay___refund whose token was accepted and whose body is still to come. */
  async function startedCall(url: string, token: string) {
    const { host, hostname, port, pathname } = new URL(url);
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "Pay___refund" },
    });
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.setEncoding("utf8").on("data", (text) => {
      answer += text;
    });
    const continued = new Promise((resolve) => socket.once("data", resolve));
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n` +
        "Content-Type: application/json\r\nConnection: close\r\n" +
        `Expect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    // The head has arrived; by the answer to a second request the token of the first is verified.
    await continued;
    await rpc(url, token, "ping");
    answer = "";
    return {
      async finish(): Promise<string> {
        socket.write(body);
        await new Promise((resolve) => socket.once("close", resolve));
        return answer;
      },
    };
  }
});

describe("a hostile author of targets", () => {
  it.each(["CallTool", "Mcp", "UnknownTool"])(
    verifies("security.reserved-targets", "cannot call a target %s, after which no policy could be written"),
    async (name) => {
      const own = await decidingGateway(running, `reserved-${name}`, { targets: {} });
      await expect(
        running.createGateway(`reserving-${name}`, { [name]: [{ name: "refund", inputSchema: anything }] }),
      ).rejects.toMatchObject({
        name: "ValidationException",
        message:
          `The name ${name} belongs to a group of actions that every policy engine has, so that no policy could be ` +
          "checked against a target of that name: choose another one.",
      });
      await own.permit(forbidAll);
    },
  );

  it(verifies(
    "security.stop-any-size",
    "cannot keep an emergency stop from being written by adding tools",
  ), async () => {
    const tools = Array.from({ length: 1_000 }, (_, index) => ({
      name: `tool${index}`,
      inputSchema: anything,
    }));
    const targets = Array.from({ length: 20 }, (_, index) => [`Many${index}`, tools] as const);
    const own = await decidingGateway(running, "crowded", {
      targets: Object.fromEntries(targets),
      statements: [permitAll],
    });
    const stop = await own.permit(forbidAll);
    const { body } = await callTool(own.url, await running.issuer.token({}), "Many7___tool7", {});
    expect(body.result.content[0].text).toContain(`Policy evaluation denied due to ${stop}`);
  }, 120_000);
});

describe("a policy that can never apply", () => {
  it.each([
    [
      "misspelt",
      "an argument's name is misspelt after has",
      "forbid(principal, action, resource == GATEWAY) when { context.input has ammount && context.input.ammount > 5 };",
      "forbid protects",
    ],
    [
      "equal",
      "a target's name stands after ==",
      'forbid(principal, action == AgentCore::Action::"Pay", resource == GATEWAY);',
      "forbid protects",
    ],
    [
      "kind",
      "no caller is of that kind",
      "permit(principal is AgentCore::IamEntity, action, resource == GATEWAY);",
      "permit allows",
    ],
  ])(
    verifies("security.never-applies", "says so when it is written (%s): %s"),
    async (slug, _, statement, nothing) => {
      const name = `never-${slug}`;
      const own = await decidingGateway(running, name, {
        targets: { Pay: [{ name: "refund", inputSchema: anything }] },
      });
      const { statusReasons } = await running.aws.send(
        new CreatePolicyCommand({
          policyEngineId: own.engineArn.split("/").at(-1),
          name: "never",
          definition: { cedar: { statement: statement.replace("GATEWAY", gatewayEntity(name)) } },
          validationMode: "IGNORE_ALL_FINDINGS",
        }),
      );
      expect(statusReasons?.[0]).toBe(
        `It never applies: scope and conditions together are false for every call of these tools, so this ${nothing} nothing. ` +
          "Check the spelling of what stands after `has`, and write `action in` before the name of a target.",
      );
    },
  );
});

describe("a gateway's name in a policy", () => {
  const base = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/";

  it.each([
    ["in capitals", "spelled-a", `AgentCore::Gateway::"${base}SPELLED-A"`],
    ["with an escape", "spelled-b", `AgentCore::Gateway::"${base}\\u{73}pelled-b"`],
    ["after a space that cannot be seen", "spelled-c", `AgentCore::Gateway::\u0085"${base}spelled-c"`],
    ["after a comment", "spelled-d", `AgentCore::Gateway:: // "\n"${base}spelled-d"`],
  ])(
    verifies("security.gateway-names", "means the gateway when it is written %s"),
    async (_, name, gateway) => {
      const own = await decidingGateway(running, name, {
        targets: { Pay: [{ name: "refund", inputSchema: anything }] },
        statements: [permitAll, `forbid(principal, action, resource == ${gateway});`],
      });
      const { body } = await callTool(own.url, await running.issuer.token({}), "Pay___refund", {});
      expect(body.result.content[0].text).toContain(`Policy evaluation denied due to ${own.policies[1]}`);
    },
  );
});

describe("an author of policies at the operator's terminal", () => {
  const sequence = "\u001b]0;owned\u0007";

  it(verifies("security.terminal", "toolgate status shows control characters and obeys none"), async () => {
    const own = await decidingGateway(running, "terminal", { targets: {} });
    const action = 'AgentCore::Action::"\\u{1b}]0;owned\\u{7}\\u{9b}2J___pay"';
    const waiting = own.permit(`permit(principal, action == ${action}, resource == GATEWAY);`);
    await expect(waiting).rejects.toThrow("expected 'CREATING' to be 'ACTIVE'");
    for (const options of [[], ["--json"]]) {
      const { code, stdout } = await toolgate("status", "--url", running.toolgate.url, ...options);
      expect(code).toBe(0);
      expect(stdout).toContain(
        options.length === 0 ? "\\u{1b}]0;owned\\u{7}\\u{9b}2J" : "\\u001b]0;owned\\u0007\\u009b2J",
      );
      expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
    }
  });

  it(verifies("security.terminal", "nor does it obey those of a server that is none"), async () => {
    const server = createServer((_, response) => response.writeHead(500).end(`${sequence}\u009b2J`));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const verb of ["status", "records"]) {
      expect(await toolgate(verb, "--url", url)).toEqual({
        code: 2,
        stdout: "",
        stderr: `toolgate: ${url} answered 500: \\u{1b}]0;owned\\u{7}\\u{9b}2J\n`,
      });
    }
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("a caller with large arguments", () => {
  it(
    verifies(
      "security.large-arguments",
      "gets no second opinion of Cedar's, and keeps nobody waiting for one",
    ),
    async () => {
      const cedar = createCedar();
      const policies = { p: "permit(principal, action, resource);" };
      const decide = (list: readonly string[]) =>
        cedar.decide({
          active: { key: "active", policies },
          logOnly: { key: "log-only", policies },
          principal: { type: "AgentCore::OAuthUser", id: "ann", tags: {} },
          action: "Pay___refund",
          actionGroups: ["Pay", "CallTool", "Mcp"],
          resource: "gateway",
          context: { input: { list } },
        });
      const long = Array.from({ length: 90_000 }, (_, index) => `${"v".repeat(50)}${index}`);
      const large = await Promise.allSettled(Array.from({ length: 60 }, () => decide(long)));
      const why = large.flatMap((one) => (one.status === "rejected" ? [one.reason.message] : []));
      expect(why).toEqual(Array(60).fill("The arguments are too large for a second opinion"));
      expect((await decide(["short"])).decision).toBe("ALLOW");
      await cedar.close();
    },
  );
});

describe("a caller who holds many requests open", () => {
  it(verifies("security.traffic", "is stopped before the memory is full, and nobody else is"), async () => {
    const { gatewayUrl = "" } = await running.createGateway("hoarded", {
      Pay: [{ name: "refund", inputSchema: anything }],
    });
    const hoarder = await running.issuer.token({ sub: "hoarder" });
    const held = Array.from({ length: 8 }, () => heldRequest(gatewayUrl, hoarder));
    expect(await Promise.race(held.map(({ answer }) => answer))).toMatch(
      /^HTTP\/1\.1 429 [\s\S]*"Your requests and answers under way are too large together: wait until some have ended\."/,
    );
    const large = { note: "x".repeat(5_000_000) };
    const other = await running.issuer.token({ sub: "other" });
    expect((await callTool(gatewayUrl, other, "Pay___refund", large)).status).toBe(200);

    for (const { socket } of held) socket.destroy();
    const again = async () =>
      expect((await callTool(gatewayUrl, hoarder, "Pay___refund", large)).status).toBe(200);
    await vi.waitFor(again, { timeout: 20_000 });
  });

  /** Sends almost all of a large body, and no end. */
  function heldRequest(url: string, token: string) {
    const { host, hostname, port, pathname } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n` +
        "Content-Type: application/json\r\nContent-Length: 6000000\r\n\r\n",
    );
    socket.write(" ".repeat(5_900_000));
    const answer = new Promise<string>((resolve) => {
      let text = "";
      socket.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
        if (text.includes("}}")) resolve(text);
      });
    });
    return { socket, answer };
  }
});

describe("policies in LOG_ONLY", () => {
  it(verifies("security.log-only-apart", "never decide, however much text there is of all"), async () => {
    const cedar = createCedar({ decideTimeLimit: 60_000 });
    const long = `//${"x".repeat(9_000_000)}\n`;
    const decision = await cedar.decide({
      active: { key: "active", policies: { stop: `${long}forbid(principal, action, resource);` } },
      logOnly: { key: "log-only", policies: { open: `${long}permit(principal, action, resource);` } },
      principal: { type: "AgentCore::OAuthUser", id: "ann", tags: {} },
      action: "Pay___refund",
      actionGroups: ["Pay", "CallTool", "Mcp"],
      resource: "gateway",
      context: { input: {} },
    });
    expect(decision).toEqual({
      decision: "DENY",
      determining: ["stop"],
      errors: [],
      logOnlyMatched: ["open"],
      logOnlyErrors: [],
    });
    await cedar.close();
  });
});

describe("a stranger behind a reverse proxy to loopback", () => {
  it(
    verifies("security.proxy", "reaches MCP, its metadata and the sign of life, and no control plane"),
    async () => {
      const proxied = await runToolgate({ publicUrl: "https://tools.example.com" });
      const { gatewayId } = await proxied.createGateway("proxied", {});
      const { port, host } = new URL(proxied.toolgate.controlUrl);
      const metadata = `/.well-known/oauth-protected-resource/gateways/${gatewayId}/mcp`;
      const paths = [
        "/gateways/",
        "/policy-engines",
        "/metrics",
        "/readyz",
        "/toolgate/v1/decisions",
        "/toolgate/v1/status",
      ];
      const answers = async (headers: string) =>
        Promise.all([...paths, "/healthz", metadata].map((path) => statusOf(Number(port), path, headers)));

      const hidden = [404, 404, 404, 404, 404, 404, 200, 200];
      expect(await answers("Host: tools.example.com\r\n")).toEqual(hidden);
      expect(await answers(`Host: ${host}\r\nX-Forwarded-For: 203.0.113.7\r\n`)).toEqual(hidden);
      expect(await answers(`Host: ${host}\r\n`)).toEqual(Array(8).fill(200));
      await proxied.close();
    },
  );

  function statusOf(port: number, path: string, headers: string): Promise<number> {
    return new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.setEncoding("utf8").once("data", (text) => {
        socket.destroy();
        resolve(Number(String(text).split(" ")[1]));
      });
      socket.write(`GET ${path} HTTP/1.1\r\n${headers}Authorization: x\r\nConnection: close\r\n\r\n`);
    });
  }
});
