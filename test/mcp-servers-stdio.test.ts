import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createMcpServers, type McpServersOptions, mcpServersSchema } from "@toolgate/server";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { verifies } from "./verifies.ts";

type McpServers = ReturnType<typeof createMcpServers>;
type Call = Parameters<McpServers["call"]>[0];

/** Answers each line with what `reply(message)` writes; everything else is up to the script. */
const byHand = (script: string) => `
  import { createInterface } from "node:readline";
  import { appendFileSync } from "node:fs";
  const write = (value) => process.stdout.write(typeof value === "string" ? value + "\\n" : JSON.stringify(value) + "\\n");
  const answer = (id, result) => write({ jsonrpc: "2.0", id, result });
  const initialized = { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "x", version: "1" } };
  let reply = () => {};
  createInterface({ input: process.stdin }).on("line", (line) => reply(JSON.parse(line), line));
  ${script}`;

const scripts = {
  "raw.mjs": byHand(`
    console.log("Welcome to the server!");
    reply = ({ id, method, params }, line) => {
      if (method === "initialize") answer(id, initialized);
      if (method === "tools/list") answer(id, params.cursor === undefined
        ? { tools: [{ name: "a", inputSchema: { type: "object" }, "x-own": 1, annotations: { "x-own": 2 } }], nextCursor: "2" }
        : { tools: [{ name: "b", title: null, inputSchema: { type: "object" } }] });
      if (method !== "tools/call") return;
      if (params.name === "odd") write('{"jsonrpc":"2.0","id":' + id + ',"result":{ "content" : [],"n":1.50,"big":9007199254740993 }}');
      if (params.name === "line") answer(id, { content: [], line });
      if (params.name === "refuse") write({ jsonrpc: "2.0", id, error: { code: -32602, message: "no such city", data: [1] } });
      if (params.name === "ask") {
        const asked = ["ping", "sampling/createMessage"];
        const got = [];
        for (const [index, what] of asked.entries()) write({ jsonrpc: "2.0", id: "s" + index, method: what });
        const before = reply;
        reply = (message) => {
          got.push(message);
          if (got.length === asked.length) { reply = before; answer(id, { content: [], got }); }
        };
      }
    };`),
  "stateless.mjs": byHand(`
    reply = ({ id, method, params }) => {
      const revision = params?._meta?.["io.modelcontextprotocol/protocolVersion"];
      if (revision !== "2026-07-28") {
        write({ jsonrpc: "2.0", id, error: { code: -32022, message: "Unsupported", data: { supported: ["2026-07-28"] } } });
      } else if (method === "server/discover") {
        answer(id, { resultType: "complete", supportedVersions: ["2026-07-28"], capabilities: { tools: {} } });
      } else if (method === "tools/list") {
        answer(id, { resultType: "complete", tools: [{ name: "a", inputSchema: { type: "object" } }] });
      } else answer(id, { resultType: "complete", content: [], meta: params._meta });
    };`),
  "ends.mjs": `import { appendFileSync } from "node:fs";
    appendFileSync("starts", "x");
    console.error("no licence found");
    process.exit(7);`,
  "silent.mjs": "setInterval(() => {}, 1000);",
  "deaf.mjs": byHand(`
    reply = ({ id, method }) => {
      if (method === "initialize") answer(id, initialized);
      if (method === "tools/call") process.stdin.pause();
    };`),
  "ancient.mjs": byHand(`reply = ({ id }) => answer(id, { ...initialized, protocolVersion: "1999-01-01" });`),
  "sick.mjs": byHand(`
    appendFileSync("starts", "x");
    reply = ({ id, method }) => {
      if (method === "initialize") answer(id, initialized);
      if (method === "tools/call") process.exit(9);
    };`),
};

const sdkServer = fileURLToPath(new URL("./stdio-server.mjs", import.meta.url));
let folder: string;
const opened: McpServers[] = [];

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "toolgate-stdio-test-")));
  for (const [name, text] of Object.entries(scripts)) await writeFile(join(folder, name), text);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((servers) => servers.close()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Line {
  readonly [key: string]: unknown;
}

function open(command: readonly string[], more: Partial<McpServersOptions> = {}, config: object = {}) {
  const lines: Line[] = [];
  const write = (details: object, message: string) => void lines.push({ ...details, message });
  const servers = createMcpServers({
    allowLoopback: true,
    ownPorts: () => [],
    stdioServers: mcpServersSchema.parse({ own: { command, ...config } }),
    baseFolder: folder,
    log: { error: write, warn: write, info: write, debug: () => {} },
    clock: { now: () => Date.now() },
    ...more,
  });
  opened.push(servers);
  return { ...servers, lines };
}

const node = (script: string) => [process.execPath, script];

function call(tool: string, more: Partial<Call> = {}): Call {
  return {
    endpoint: "stdio://own",
    tool,
    inputSchema: { type: "object" },
    arguments: "{}",
    session: "alice",
    repeatable: false,
    requestId: "request-1",
    ...more,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: tests look at whatever came
async function resultOf(servers: McpServers, tool: string, more: Partial<Call> = {}): Promise<any> {
  const result = await servers.call(call(tool, more));
  return result.ok && result.kind === "mcp" ? JSON.parse(result.result) : result;
}

async function pidOf(servers: McpServers, session: string): Promise<number> {
  return (await resultOf(servers, "whoami", { session })).structuredContent.pid;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const gone = (pid: number) => vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });

describe("a command", () => {
  it(verifies("mcp-servers.stdio", "built with the official SDK lists and answers"), async () => {
    const servers = open(node(sdkServer));
    expect((await servers.tools("stdio://own")).map(({ name }) => name)).toContain("add");
    expect(await servers.call(call("add", { arguments: '{"a":1,"b":2}' }))).toEqual({
      ok: true,
      kind: "mcp",
      isError: false,
      result: '{"content":[],"structuredContent":{"sum":3}}',
    });
  });

  it(
    verifies("mcp-servers.stdio", "may greet first, list in pages and answer in its own spelling"),
    async () => {
      const servers = open(node("raw.mjs"));
      expect(await servers.tools("stdio://own")).toEqual([
        { name: "a", inputSchema: { type: "object" }, annotations: { "x-own": 2 } },
        { name: "b", inputSchema: { type: "object" } },
      ]);
      expect(await servers.call(call("odd"))).toMatchObject({
        result: '{ "content" : [],"n":1.50,"big":9007199254740993 }',
      });
      expect(await servers.call(call("refuse"))).toEqual({
        ok: false,
        kind: "rpc-error",
        code: -32602,
        cause: "no such city",
        data: "[1]",
      });
      expect(servers.lines).toContainEqual({
        mcpServer: "own",
        line: "Welcome to the server!",
        message: "an MCP server wrote what is no message",
      });
    },
  );

  it(verifies("mcp-servers.stdio", "gets one line, whatever line breaks the arguments have"), async () => {
    const args = '{\n"a":\r\n"x\\ny"}';
    const { line } = await resultOf(open(node("raw.mjs")), "line", { arguments: args, meta: '{"b":1}' });
    expect(JSON.parse(line).params).toEqual({ name: "line", arguments: { a: "x\ny" }, _meta: { b: 1 } });
  });

  it(verifies("mcp-servers.stdio", "gets answers to its own requests"), async () => {
    const { got } = await resultOf(open(node("raw.mjs")), "ask");
    expect(got).toEqual([
      { jsonrpc: "2.0", id: "s0", result: {} },
      {
        jsonrpc: "2.0",
        id: "s1",
        error: { code: -32601, message: "Method not found: a gateway offers no client features" },
      },
    ]);
  });

  it(verifies("mcp-servers.revisions", "that speaks 2026-07-28 only is spoken to in that"), async () => {
    const servers = open(node("stateless.mjs"));
    expect(await servers.tools("stdio://own")).toEqual([{ name: "a", inputSchema: { type: "object" } }]);
    const { meta } = await resultOf(servers, "a", { meta: '{"mine":true,"progressToken":7}' });
    expect(meta).toEqual({
      mine: true,
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientInfo": { name: "toolgate", version: expect.any(String) },
      "io.modelcontextprotocol/clientCapabilities": {},
    });
  });

  it(
    verifies("mcp-servers.stdio.environment", "sees an allow-listed environment and its own settings"),
    async () => {
      const environment = {
        PATH: process.env.PATH,
        HOME: "/home/x",
        LANG: "C.UTF-8",
        TMPDIR: "/tmp",
        SECRET: "hunter2",
      };
      const servers = open(
        node(sdkServer),
        { environment, baseFolder: tmpdir() },
        { env: { TOKEN: "own" }, cwd: folder },
      );
      const { env, cwd } = (await resultOf(servers, "whoami")).structuredContent;
      expect(env).toEqual({
        PATH: process.env.PATH,
        HOME: "/home/x",
        LANG: "C.UTF-8",
        TMPDIR: "/tmp",
        TOKEN: "own",
      });
      expect(cwd).toBe(folder);
    },
  );
});

describe("processes", () => {
  it(verifies("mcp-servers.sessions", "are one for each principal, and kept"), async () => {
    const servers = open(node(sdkServer));
    const [alice, bob, again] = await Promise.all([
      pidOf(servers, "alice"),
      pidOf(servers, "bob"),
      pidOf(servers, "alice"),
    ]);
    expect(alice).not.toBe(bob);
    expect(again).toBe(alice);
    expect(await pidOf(servers, "bob")).toBe(bob);
  });

  it(
    verifies("mcp-servers.stdio.processes", "make room for one another when unused, and end when idle"),
    async () => {
      let now = 0;
      const servers = open(node(sdkServer), {
        clock: { now: () => now },
        limits: { processes: 1, idleMillis: 60_000, sweepMillis: 5 },
      });
      const alice = await pidOf(servers, "alice");
      const bob = await pidOf(servers, "bob");
      await gone(alice);
      expect(isAlive(bob)).toBe(true);
      now += 60_000;
      await gone(bob);
      expect(await pidOf(servers, "bob")).not.toBe(bob);
    },
  );

  it(verifies("mcp-servers.stdio.processes", "are refused while all are in use"), async () => {
    const servers = open(node(sdkServer), { limits: { processes: 1 } });
    await pidOf(servers, "alice");
    const hanging = servers.call(call("hang"));
    expect(await servers.call(call("whoami", { session: "bob" }))).toEqual({
      ok: false,
      kind: "unavailable",
      cause: "The MCP server stdio://own: all 1 of its processes are in use",
    });
    await servers.close();
    expect(await hanging).toMatchObject({ cause: "The MCP server stdio://own: Toolgate is shutting down" });
  });

  it(
    verifies("mcp-servers.stdio.processes", "end with everything they started when Toolgate stops"),
    async () => {
      const servers = open(node(sdkServer));
      const { child, pid } = (await resultOf(servers, "child")).structuredContent;
      expect([isAlive(child), isAlive(pid)]).toEqual([true, true]);
      await servers.close();
      await Promise.all([gone(child), gone(pid)]);
    },
  );

  it(
    verifies(
      "mcp-servers.stdio.crash",
      "that die fail the call with the cause, and the next call gets a new one",
    ),
    async () => {
      const servers = open(node(sdkServer));
      const before = await pidOf(servers, "alice");
      expect(await servers.call(call("crash"))).toEqual({
        ok: false,
        kind: "unavailable",
        cause:
          "The MCP server stdio://own exited with status 3 before it answered; it last wrote: the disk is full",
      });
      expect(await pidOf(servers, "alice")).not.toBe(before);
    },
  );

  it(verifies("mcp-servers.stdio.crash", "that are killed between calls are replaced"), async () => {
    const servers = open(node(sdkServer));
    const before = await pidOf(servers, "alice");
    process.kill(before, "SIGKILL");
    await gone(before);
    expect(await pidOf(servers, "alice")).not.toBe(before);
  });

  it.each([
    { repeatable: true, starts: 2 },
    { repeatable: false, starts: 1 },
  ])(
    verifies(
      "mcp-servers.repeat",
      "that die in a call are started $starts times when repeatable is $repeatable",
    ),
    async ({ repeatable, starts }) => {
      const cwd = await mkdtemp(join(folder, "sick-"));
      const servers = open(node(join(folder, "sick.mjs")), {}, { cwd });
      expect(await servers.call(call("a", { repeatable }))).toMatchObject({
        cause: "The MCP server stdio://own exited with status 9 before it answered",
      });
      expect(await readFile(join(cwd, "starts"), "utf8")).toBe("x".repeat(starts));
    },
  );

  it(verifies("mcp-servers.circuit", "that never start are left alone after a while"), async () => {
    const cwd = await mkdtemp(join(folder, "ends-"));
    const servers = open(
      node(join(folder, "ends.mjs")),
      { limits: { circuitFailures: 3, backoffMillis: 1 } },
      { cwd },
    );
    const cause =
      "The MCP server stdio://own exited with status 7 before it answered; it last wrote: no licence found";
    for (let i = 0; i < 3; i++)
      expect(await servers.call(call("a"))).toEqual({ ok: false, kind: "unavailable", cause });
    expect(await servers.call(call("a"))).toMatchObject({
      cause: expect.stringMatching(
        /^The MCP server stdio:\/\/own: circuit open since .* after 3 failures in a row;/,
      ),
    });
    expect(await readFile(join(cwd, "starts"), "utf8")).toBe("xxx");
    await expect(servers.tools("stdio://own")).rejects.toThrow(
      `Failed to connect and fetch tools from the provided MCP target server. Error - ${cause}`,
    );
  });

  it.each<[string, readonly string[], object, string, string]>([
    ["cannot be found", ["no-such-program-of-ours"], {}, "unavailable", "no-such-program-of-ours"],
    ["has no folder", node("raw.mjs"), { cwd: "not-there" }, "unavailable", "has no folder to start in: "],
    ["says nothing", node("silent.mjs"), {}, "timeout", "was not ready within 300 ms and was stopped"],
    [
      "speaks a revision of its own",
      node("ancient.mjs"),
      {},
      "unavailable",
      "speaks MCP 1999-01-01; Toolgate speaks 2025-11-25, 2025-06-18, 2025-03-26, 2024-11-05 here",
    ],
  ])(
    verifies("mcp-servers.stdio.crash", "say so when the command %s"),
    async (_what, command, config, kind, cause) => {
      const servers = open(command, kind === "timeout" ? { limits: { startMillis: 300 } } : {}, config);
      expect(await servers.call(call("a"))).toMatchObject({
        ok: false,
        kind,
        cause: expect.stringContaining(cause),
      });
      await expect(servers.tools("stdio://own")).rejects.toThrow(cause);
    },
  );
});

describe("limits", () => {
  it(verifies("mcp-servers.apart", "one principal's hanging call does not hold up another's"), async () => {
    const servers = open(node(sdkServer));
    const hanging = servers.call(call("spin", { session: "alice" }));
    expect(await pidOf(servers, "bob")).toBeTypeOf("number");
    await servers.close();
    expect(await hanging).toMatchObject({ ok: false });
  });

  it(
    verifies("mcp-servers.stdio.limits", "a process that is late but well is kept, one that is stuck is not"),
    async () => {
      const servers = open(node(sdkServer), { limits: { callMillis: 2_000, connectMillis: 500 } });
      const before = await pidOf(servers, "alice");
      const late = {
        ok: false,
        kind: "timeout",
        cause: "The MCP server stdio://own gave no complete answer within 2000 ms",
      };
      expect(await servers.call(call("hang"))).toEqual(late);
      expect(await pidOf(servers, "alice")).toBe(before);
      expect(await servers.call(call("spin"))).toEqual(late);
      await gone(before);
      expect(await pidOf(servers, "alice")).not.toBe(before);
    },
  );

  it.each([
    ["an answer that is too large", "huge"],
    ["a flood of what is no message", "babble"],
  ])(verifies("mcp-servers.stdio.limits", "%s ends the process"), async (_what, tool) => {
    const servers = open(node(sdkServer), { limits: { answerBytes: 50_000 } });
    const before = await pidOf(servers, "alice");
    expect(await servers.call(call(tool))).toEqual({
      ok: false,
      kind: "too-large",
      cause:
        "The MCP server stdio://own wrote more than 50000 bytes without a complete answer and was stopped",
    });
    await gone(before);
    expect(await pidOf(servers, "alice")).not.toBe(before);
  });

  it(
    verifies(
      "mcp-servers.stdio.limits",
      "a process that does not read gets no more, before its requests fill the memory",
    ),
    async () => {
      const servers = open(node("deaf.mjs"), { limits: { answerBytes: 100_000, callMillis: 5_000 } });
      const args = `{"a":"${"x".repeat(300_000)}"}`;
      const results = await Promise.all([1, 2, 3].map(() => servers.call(call("a", { arguments: args }))));
      expect(results).toContainEqual({
        ok: false,
        kind: "unavailable",
        cause: "The MCP server stdio://own does not keep up with reading its standard input",
      });
    },
  );

  it(verifies("mcp-servers.stdio.log", "what it prints goes to the log, within bounds"), async () => {
    const servers = open(node(sdkServer));
    expect(await resultOf(servers, "noisy")).toMatchObject({ structuredContent: { done: true } });
    await servers.close();
    const printed = servers.lines.filter(({ message }) => message === "mcpServer output");
    expect(printed[0]).toEqual({
      mcpServer: "own",
      stream: "stderr",
      line: "line 0",
      message: "mcpServer output",
    });
    expect(printed.length).toBeLessThan(1_000);
  });
});

describe("the configuration", () => {
  it(verifies("mcp-servers.stdio.config", "names commands with their settings"), () => {
    const written = {
      files: { command: ["npx", "-y", "server"], env: { A: "1" }, cwd: "x" },
      "a.b_c-1": { command: ["x"] },
    };
    expect(mcpServersSchema.parse(written)).toEqual({ ...written, "a.b_c-1": { command: ["x"], env: {} } });
  });

  it.each<[string, object]>([
    ["a name with a slash", { "a/b": { command: ["x"] } }],
    ["an empty command", { a: { command: [] } }],
    ["an empty program", { a: { command: [""] } }],
    ["a command in one text", { a: { command: "npx server" } }],
    ["a variable with a bad name", { a: { command: ["x"], env: { "A=B": "1" } } }],
    ["a member that nobody knows", { a: { command: ["x"], args: ["y"] } }],
  ])(verifies("mcp-servers.stdio.config", "refuses %s"), (_what, written) => {
    expect(mcpServersSchema.safeParse(written).success).toBe(false);
  });
});

describe("what a command tells of a call", () => {
  const telling = fileURLToPath(new URL("./fixtures/telling-server.mjs", import.meta.url));

  function listening() {
    const controller = new AbortController();
    const heard: { method: string; params: { data?: unknown; progressToken?: unknown } }[] = [];
    const listener = {
      notify: (text: string) => void heard.push(JSON.parse(text)),
      logLevel: "debug" as const,
      gone: controller.signal,
    };
    return { heard, listener, leave: () => controller.abort() };
  }

  it(
    verifies(
      "streamed.notifications",
      "is for the caller of that call, and what could be of another is nobody's",
    ),
    async () => {
      const servers = open([process.execPath, telling]);
      const [one, other] = [listening(), listening()];
      const held = servers.call(call("hold", { listener: one.listener, meta: '{"progressToken":1}' }));
      await vi.waitFor(() => expect(one.heard).toHaveLength(1), { timeout: 10_000 });
      await servers.call(call("tell", { listener: other.listener, meta: '{"progressToken":1}' }));
      expect(one.heard.map(({ params }) => params.data)).toEqual(["begun"]);
      expect(other.heard).toMatchObject([
        { method: "notifications/progress", params: { progressToken: 1, progress: 0.5 } },
        { method: "notifications/progress", params: { progressToken: 1, progress: 1 } },
      ]);
      one.leave();
      expect(await held).toMatchObject({ cause: "The caller left before the answer came" });
      await servers.call(call("tell", { listener: other.listener }));
      expect(other.heard.slice(2).map(({ params }) => params.data)).toEqual([{ step: 1 }, "two"]);
    },
  );

  it(
    verifies("mcp-servers.sessions", "without a session key goes to a process of its own, which ends"),
    async () => {
      const servers = open([process.execPath, sdkServer]);
      const own = async () =>
        (await resultOf(servers, "whoami", { session: undefined })).structuredContent.pid;
      const [one, other] = [await own(), await own()];
      expect(one).not.toBe(other);
      await gone(one);
      await gone(other);
    },
  );
});
