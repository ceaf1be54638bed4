import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createFunctions, functionRegistrationSchema } from "@toolgate/server";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { verifies } from "./verifies.ts";

function payloadOf(result: Awaited<ReturnType<Functions["invoke"]>>): string {
  if (result.ok && result.kind === "payload") return result.payload;
  throw new Error(`no payload: ${JSON.stringify(result)}`);
}

type Functions = ReturnType<typeof createFunctions>;
type Options = Parameters<typeof createFunctions>[0];

const modules = {
  "echo.mjs": "export const handler = async (event) => event;",
  "context.mjs": `export const handler = async (event, context) => ({
    custom: context.clientContext.custom, Custom: context.clientContext.Custom, requestId: context.awsRequestId,
    name: context.functionName, arn: context.invokedFunctionArn, left: context.getRemainingTimeInMillis() });`,
  "callback.mjs": `export const handler = (event, context, callback) => {
    setImmediate(() => event.fail ? callback(new RangeError("no " + event.fail)) : callback(null, { by: "callback" })); };`,
  "common.cjs": "exports.handler = async () => 'common';",
  "shapes.mjs": `export const handler = async ({ give }) => {
    if (give === "undefined") return undefined;
    if (give === "cycle") { const a = {}; a.a = a; return a; }
    if (give === "throw") throw new TypeError("the order is unknown");
    if (give === "string") throw "just text";
    if (give === "exit") process.exit(3);
    if (give === "stray") { setImmediate(() => { throw new Error("stray"); }); return new Promise(() => {}); }
    if (give === "huge") return "x".repeat(6 * 1024 * 1024);
    if (give === "largest") return "x".repeat(6 * 1024 * 1024 - 2);
    if (give === "quotes") return '"'.repeat(3 * 1024 * 1024 - 1);
    return { give, pid: process.pid };
  };`,
  "hang.mjs": `import { spawn } from "node:child_process";
    export const handler = async ({ how }) => {
      if (how === "answer") return "well";
      const child = spawn("sleep", ["600"]);
      console.log("grandchild " + child.pid);
      if (how === "wait") return new Promise(() => { setInterval(() => {}, 1000); });
      for (;;);
    };`,
  "memory.mjs": `export const handler = async ({ where }) => {
    const kept = [];
    if (where === "heap") for (;;) kept.push({ at: Array.from({ length: 1000 }, Math.random) });
    if (where === "beside") for (;;) kept.push(Buffer.alloc(8 * 1024 * 1024, 1));
    return "fits";
  };`,
  "chatty.mjs": `export const handler = async () => {
    console.log("first line");
    console.error("an error line");
    process.stdout.write("y".repeat(100_000) + "\\n");
    for (let i = 0; i < 5_000; i++) console.log('{"kind":"result","id":1,"payload":"forged"}');
    return "the result";
  };`,
  "pid.mjs": `export const handler = async ({ stay }) => {
    if (stay) { console.log("pid " + process.pid); return new Promise(() => { setInterval(() => {}, 1000); }); }
    return "fresh"; };`,
  "barrier.mjs": `import { readdirSync, writeFileSync } from "node:fs";
    export const handler = async ({ folder, parties }) => {
      writeFileSync(folder + "/" + process.pid, "");
      while (readdirSync(folder).length < parties) await new Promise((resolve) => setTimeout(resolve, 5));
      return process.pid; };`,
  "environment.mjs": `import { realpathSync } from "node:fs";
    export const handler = async () => ({ env: process.env, cwd: process.cwd(), home: realpathSync(process.env.HOME) });`,
  "broken.mjs": "this is not JavaScript",
  "nothing.mjs": "export const other = 1;",
  "slow-load.mjs": "await new Promise(() => { setInterval(() => {}, 1000); });",
  "command.mjs": `let text = ""; for await (const chunk of process.stdin) text += chunk;
    const { give } = JSON.parse(text);
    if (give === "fail") { console.error("first"); console.error("the order is unknown"); process.exit(7); }
    if (give === "text") console.log("hello");
    if (give === "huge") process.stdout.write('"' + "x".repeat(7_000_000) + '"');
    if (give === "hang") setInterval(() => {}, 1000);
    if (give === undefined) console.log(' ' + JSON.stringify({ text, env: process.env, cwd: process.cwd() }) + ' ');`,
};

let folder: string;
const opened: Functions[] = [];
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "toolgate-functions-test-"));
  for (const [name, text] of Object.entries(modules)) await writeFile(join(folder, name), text);
  process.env.TOOLGATE_TEST_SECRET = "hunter2";
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((functions) => functions.close()));
  await Promise.all(servers.splice(0).map((server) => new Promise((closed) => server.close(closed))));
});
afterAll(async () => {
  delete process.env.TOOLGATE_TEST_SECRET;
  await rm(folder, { recursive: true, force: true });
});

interface Line {
  readonly [key: string]: unknown;
}

function open(registered: readonly object[], more: Partial<Options> = {}): Functions & { lines: Line[] } {
  const lines: Line[] = [];
  const write = (details: object, message: string) => {
    lines.push({ ...details, message });
  };
  const functions = createFunctions({
    registered: registered.map((it) => functionRegistrationSchema.parse(it)),
    baseFolder: folder,
    region: "us-west-2",
    log: { error: write, warn: write, info: write, debug: () => {} },
    ...more,
  });
  opened.push(functions);
  return { ...functions, lines };
}

const arn = (name: string) => `arn:aws:lambda:us-west-2:123456789012:function:${name}`;

function invoke(functions: Functions, event: unknown = {}, lambdaArn = arn("tool")) {
  return functions.invoke({
    lambdaArn,
    event: typeof event === "string" ? event : JSON.stringify(event),
    clientContext: {
      bedrockAgentCoreToolName: "RefundTarget___process_refund",
      bedrockAgentCoreAwsRequestId: "request-1",
    },
  });
}

/** Resolves to the rest of the first printed line that begins with `start`. */
async function printed(lines: readonly Line[], start: string): Promise<string> {
  return vi.waitFor(
    () => {
      const line = lines.map((it) => String(it.line)).find((text) => text.startsWith(start));
      if (line === undefined) throw new Error(`nothing printed begins with "${start}"`);
      return line.slice(start.length);
    },
    { timeout: 20_000 },
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a registered module", () => {
  it(verifies("functions.event", "gets the event as it was written, and its answer comes back"), async () => {
    const functions = open([{ name: "tool", module: "./echo.mjs" }]);
    const result = await invoke(
      functions,
      '{"amount":450,"note":"é \\"quoted\\"\\u2028","deep":{"a":[1,null]}}',
    );
    expect(result).toEqual({
      ok: true,
      kind: "payload",
      payload: '{"amount":450,"note":"é \\"quoted\\"\u2028","deep":{"a":[1,null]}}',
    });
  });

  it(verifies("functions.client-context", "reads AWS's client context in both spellings"), async () => {
    const functions = open([{ name: "tool", module: "./context.mjs", timeoutSeconds: 20 }]);
    const result = await invoke(functions);
    if (!result.ok) throw new Error(result.cause);
    const seen = JSON.parse(payloadOf(result));
    const custom = {
      bedrockAgentCoreToolName: "RefundTarget___process_refund",
      bedrockAgentCoreAwsRequestId: "request-1",
    };
    expect(seen.custom).toEqual(custom);
    expect(seen.Custom).toEqual(custom);
  });

  it(verifies("functions.context", "is told who it is and how much time is left"), async () => {
    const functions = open([{ name: "tool", module: "./context.mjs", timeoutSeconds: 20 }]);
    const result = await invoke(functions);
    if (!result.ok) throw new Error(result.cause);
    expect(JSON.parse(payloadOf(result))).toMatchObject({
      requestId: "request-1",
      name: "tool",
      arn: "arn:aws:lambda:us-west-2:123456789012:function:tool",
    });
    expect(JSON.parse(payloadOf(result)).left).toBeGreaterThan(0);
    expect(JSON.parse(payloadOf(result)).left).toBeLessThanOrEqual(20_000);
  });

  it("may be CommonJS, or answer by callback", async () => {
    const functions = open([
      { name: "common", module: "./common.cjs" },
      { name: "callback", module: "./callback.mjs" },
    ]);
    expect(await invoke(functions, {}, arn("common"))).toEqual({
      ok: true,
      kind: "payload",
      payload: '"common"',
    });
    expect(await invoke(functions, {}, arn("callback"))).toEqual({
      ok: true,
      kind: "payload",
      payload: '{"by":"callback"}',
    });
    expect(await invoke(functions, { fail: "luck" }, arn("callback"))).toEqual({
      ok: false,
      kind: "function",
      cause: "RangeError: no luck",
    });
  });

  it.each([
    ["throw", "TypeError: the order is unknown"],
    ["string", "Error: just text"],
    ["stray", "Error: stray"],
  ])(verifies("functions.error", "that fails by %s is a function error: %s"), async (give, cause) => {
    const functions = open([{ name: "tool", module: "./shapes.mjs" }]);
    expect(await invoke(functions, { give })).toEqual({ ok: false, kind: "function", cause });
    expect(await invoke(functions, { give: "well" })).toMatchObject({ ok: true });
  });

  it("that returns nothing answers null; what JSON cannot hold is a function error", async () => {
    const functions = open([{ name: "tool", module: "./shapes.mjs" }]);
    expect(await invoke(functions, { give: "undefined" })).toEqual({
      ok: true,
      kind: "payload",
      payload: "null",
    });
    expect(await invoke(functions, { give: "cycle" })).toMatchObject({
      kind: "function",
      cause: expect.stringContaining("Runtime.MarshalError: the result cannot be written as JSON"),
    });
  });

  it.each([
    ["./broken.mjs", "SyntaxError: "],
    ["./absent.mjs", "Cannot find module"],
    ["./nothing.mjs", 'exports no function "handler"; it exports: other.'],
  ])(verifies("functions.load-error", "%s cannot be loaded, and says so"), async (module, cause) => {
    const functions = open([{ name: "tool", module }]);
    expect(await invoke(functions)).toMatchObject({
      ok: false,
      kind: "function",
      cause: expect.stringContaining(cause),
    });
  });

  it("that does not finish loading is stopped", async () => {
    const functions = open([{ name: "tool", module: "./slow-load.mjs" }], { limits: { initSeconds: 0.5 } });
    expect(await invoke(functions)).toMatchObject({ ok: false, kind: "timeout" });
  });

  it.each(["wait", "spin"])(
    verifies(
      "functions.timeout",
      "that hangs (%s) is killed with what it started, and the next call succeeds",
    ),
    async (how) => {
      const functions = open([{ name: "tool", module: "./hang.mjs", timeoutSeconds: 1 }]);
      expect(await invoke(functions, { how })).toEqual({
        ok: false,
        kind: "timeout",
        cause:
          "the function did not answer within 1 seconds and was stopped; raise its timeoutSeconds if it needs longer",
      });
      const grandchild = Number(await printed(functions.lines, "grandchild "));
      await vi.waitFor(() => expect(isRunning(grandchild)).toBe(false), { timeout: 10_000 });
      expect(await invoke(functions, { how: "answer" })).toEqual({
        ok: true,
        kind: "payload",
        payload: '"well"',
      });
    },
  );

  it(
    verifies("functions.crash", "that exits fails its call with the status, and the next succeeds"),
    async () => {
      const functions = open([{ name: "tool", module: "./shapes.mjs" }]);
      expect(await invoke(functions, { give: "exit" })).toEqual({
        ok: false,
        kind: "function",
        cause: "Runtime.ExitError: the handler process exited with status 3 before it answered",
      });
      expect(await invoke(functions, { give: "well" })).toMatchObject({ ok: true });
    },
  );

  it(
    verifies("functions.crash", "that is killed in mid-request fails that call, and the next succeeds"),
    async () => {
      const functions = open([{ name: "tool", module: "./pid.mjs" }]);
      const failing = invoke(functions, { stay: true });
      process.kill(Number(await printed(functions.lines, "pid ")), "SIGKILL");
      expect(await failing).toMatchObject({
        ok: false,
        kind: "unavailable",
        cause: expect.stringContaining("the handler process was killed (SIGKILL) before it answered"),
      });
      expect(await invoke(functions)).toEqual({ ok: true, kind: "payload", payload: '"fresh"' });
    },
  );

  it.each([
    ["heap", "function", "JavaScript heap out of memory"],
    ["beside", "unavailable", "memoryMb 64 and 128 MB for Node.js are allowed"],
  ])(
    verifies("functions.memory", "that fills the memory (%s) is stopped, and the next call succeeds"),
    async (where, kind, cause) => {
      const functions = open([{ name: "tool", module: "./memory.mjs", memoryMb: 64 }]);
      expect(await invoke(functions, { where })).toMatchObject({
        kind,
        cause: expect.stringContaining(cause),
      });
      expect(await invoke(functions)).toEqual({ ok: true, kind: "payload", payload: '"fits"' });
    },
  );

  it(
    verifies("functions.output", "may print as it likes: the log stays bounded, the result stays the result"),
    async () => {
      const functions = open([{ name: "tool", module: "./chatty.mjs" }]);
      expect(await invoke(functions)).toEqual({ ok: true, kind: "payload", payload: '"the result"' });
      expect(await printed(functions.lines, "first ")).toBe("line");
      expect(functions.lines).toContainEqual({
        function: "tool",
        stream: "stderr",
        line: "an error line",
        message: "function output",
      });
      await functions.close();
      const lengths = functions.lines.map((line) => String(line.line).length);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(2_049);
      expect(functions.lines.length).toBeLessThan(1_000);
    },
  );

  it(verifies("functions.result-size", "answers 6 MB, and not a byte more"), async () => {
    const functions = open([{ name: "tool", module: "./shapes.mjs" }]);
    const largest = await invoke(functions, { give: "largest" });
    expect(largest.ok && payloadOf(largest).length).toBe(6_291_456);
    const quotes = await invoke(functions, { give: "quotes" });
    expect(quotes.ok && payloadOf(quotes).length).toBe(6_291_456);
    expect(await invoke(functions, { give: "huge" })).toEqual({
      ok: false,
      kind: "too-large",
      cause: "the function's result has 6291458 bytes; 6291456 bytes are allowed",
    });
  });

  it(
    verifies("functions.result-size", "gets no event and no client context beyond AWS's sizes"),
    async () => {
      const functions = open([{ name: "tool", module: "./echo.mjs" }]);
      expect(await invoke(functions, JSON.stringify("x".repeat(6_291_456)))).toEqual({
        ok: false,
        kind: "too-large",
        cause: "the event has 6291458 bytes; 6291456 are allowed",
      });
      const invocation = { lambdaArn: arn("tool"), event: "{}", clientContext: { big: "x".repeat(2_700) } };
      expect(await functions.invoke(invocation)).toEqual({
        ok: false,
        kind: "too-large",
        cause: "the client context has 3628 bytes in base64; 3583 are allowed",
      });
    },
  );

  it(verifies("functions.concurrency", "answers 8 calls at once in 4 processes"), async () => {
    const meeting = join(folder, "meeting-4");
    await mkdir(meeting);
    const functions = open([{ name: "tool", module: "./barrier.mjs" }]);
    const results = await Promise.all(
      Array.from({ length: 8 }, () => invoke(functions, { folder: meeting, parties: 4 })),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    expect(new Set(results.map((result) => result.ok && payloadOf(result))).size).toBe(4);
  });

  it(
    verifies("functions.concurrency", "refuses the call for which no place is left in the queue"),
    async () => {
      const meeting = join(folder, "meeting-2");
      await mkdir(meeting);
      const functions = open([{ name: "tool", module: "./barrier.mjs" }], {
        limits: { instances: 1, queue: 1 },
      });
      const first = invoke(functions, { folder: meeting, parties: 2 });
      const second = invoke(functions, { folder: meeting, parties: 2 });
      expect(await invoke(functions, { folder: meeting, parties: 2 })).toEqual({
        ok: false,
        kind: "unavailable",
        cause:
          "the function tool cannot take the call: all 1 of its processes are busy and 1 calls wait already",
      });
      await writeFile(join(meeting, "release"), "");
      expect(await first).toMatchObject({ ok: true });
      expect(await second).toMatchObject({ ok: true });
    },
  );

  it("is stopped when nobody calls it for long", async () => {
    const functions = open([{ name: "tool", module: "./shapes.mjs" }], { limits: { idleSeconds: 0.05 } });
    const result = await invoke(functions, { give: "pid" });
    const { pid } = JSON.parse(result.ok ? payloadOf(result) : "{}");
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000 });
    expect(await invoke(functions, { give: "pid" })).toMatchObject({ ok: true });
  });

  it(
    verifies("functions.environment", "sees nothing of the server's environment but what it needs"),
    async () => {
      const functions = open([{ name: "tool", module: "./environment.mjs", env: { TABLE: "orders" } }]);
      const result = await invoke(functions);
      const { env, cwd, home } = JSON.parse(result.ok ? payloadOf(result) : "{}");
      expect(Object.keys(env).sort()).toEqual([
        "AWS_DEFAULT_REGION",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_REGION",
        "HOME",
        "LAMBDA_TASK_ROOT",
        "LANG",
        "PATH",
        "TABLE",
        "TMPDIR",
        "TZ",
      ]);
      expect(env).toMatchObject({
        TABLE: "orders",
        TZ: "UTC",
        AWS_REGION: "us-west-2",
        LAMBDA_TASK_ROOT: folder,
      });
      expect(cwd).toBe(home);
      expect(cwd).not.toBe(process.cwd());
      await functions.close();
      expect(existsSync(cwd)).toBe(false);
    },
  );

  it(verifies("functions.orphans", "ends on close, and calls after it are refused"), async () => {
    const functions = open([{ name: "tool", module: "./shapes.mjs" }]);
    const result = await invoke(functions, { give: "pid" });
    const { pid } = JSON.parse(result.ok ? payloadOf(result) : "{}");
    await functions.close();
    expect(isRunning(pid)).toBe(false);
    expect(await invoke(functions)).toMatchObject({ ok: false, kind: "unavailable" });
  });

  it.each(["wait", "spin"])(
    verifies("functions.orphans", "does not outlive a server that is killed, even when it hangs (%s)"),
    async (how) => {
      const server = await startServerThatHangs(how);
      server.process.kill("SIGKILL");
      await vi.waitFor(() => expect(isRunning(server.grandchild)).toBe(false), { timeout: 20_000 });
    },
  );
});

/** A process of its own that invokes a hanging handler; resolves when that has started a process itself. */
async function startServerThatHangs(how: string): Promise<{ process: ChildProcess; grandchild: number }> {
  const script = `import { createFunctions, functionRegistrationSchema } from ${JSON.stringify(
    pathToFileURL(join(import.meta.dirname, "../packages/server/dist/index.js")).href,
  )};
    const say = (details) => { if (details.line) console.log(details.line); };
    const functions = createFunctions({
      registered: [functionRegistrationSchema.parse({ name: "tool", module: "./hang.mjs" })],
      baseFolder: ${JSON.stringify(folder)}, region: "us-west-2",
      log: { error: say, warn: say, info: say, debug: say } });
    await functions.invoke({ lambdaArn: ${JSON.stringify(arn("tool"))}, event: '{"how":"${how}"}', clientContext: {} });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
    // What a killed server leaves behind goes with the test's folder.
    env: { ...process.env, TMPDIR: folder },
  });
  for await (const chunk of child.stdout) {
    const match = /grandchild (\d+)/.exec(String(chunk));
    if (match !== null) return { process: child, grandchild: Number(match[1]) };
  }
  throw new Error("the server ended before its handler was running");
}

describe("an ARN", () => {
  const qualified = `${arn("tool")}:prod`;
  it.each([
    ["by its full ARN", { arn: qualified }],
    ["by its ARN without qualifier", { arn: arn("tool") }],
    ["by its bare name", { name: "tool" }],
  ])(verifies("functions.resolve", "finds a registered function %s"), async (_how, key) => {
    const functions = open([{ ...key, module: "./echo.mjs" }]);
    expect(await invoke(functions, { a: 1 }, qualified)).toEqual({
      ok: true,
      kind: "payload",
      payload: '{"a":1}',
    });
  });

  it(verifies("functions.resolve", "prefers the more exact registration"), async () => {
    const functions = open([
      { name: "tool", module: "./nothing.mjs" },
      { arn: arn("tool"), module: "./nothing.mjs" },
      { arn: qualified, module: "./echo.mjs" },
    ]);
    expect(await invoke(functions, { a: 1 }, qualified)).toEqual({
      ok: true,
      kind: "payload",
      payload: '{"a":1}',
    });
  });

  it(verifies("functions.resolve.twice", "may be registered once"), () => {
    expect(() =>
      open([
        { name: "tool", module: "./echo.mjs" },
        { name: "tool", module: "./context.mjs" },
      ]),
    ).toThrow('functions: "tool" is registered twice; keep one of the two.');
  });

  it.each([
    [{ module: "./a.mjs" }, 'a function is registered by "name" or by "arn": exactly one of them'],
    [{ name: "a", arn: arn("a"), module: "./a.mjs" }, 'a function is registered by "name" or by "arn"'],
    [
      { name: "a" },
      'the function "a" needs a "module" (a JavaScript file) or a "command" (program and arguments)',
    ],
    [{ name: "a", module: "./a.mjs", command: ["a"] }, 'the function "a" needs a "module"'],
    [{ name: "a", handler: "b", command: ["a"] }, '"handler" belongs to a "module"; a command has none'],
    [{ arn: "refund", module: "./a.mjs" }, '"refund" is not the ARN of a Lambda function'],
    [{ name: "a", module: "./a.mjs", memory: 1 }, 'Unrecognized key: "memory"'],
  ])("with a registration like %j is refused with the reason", (registration, reason) => {
    const issues = functionRegistrationSchema.safeParse(registration).error?.issues ?? [];
    expect(issues.map((issue) => issue.message).join("; ")).toContain(reason);
  });
});

describe("a registered command", () => {
  const command = ["node", "command.mjs"];

  it(
    verifies("functions.command", "gets event and client context, in a folder and an environment of its own"),
    async () => {
      const functions = open([{ name: "tool", command, env: { TABLE: "orders" } }]);
      const result = await invoke(functions, '{"amount": 450.10}');
      if (!result.ok) throw new Error(result.cause);
      const { text, env, cwd } = JSON.parse(payloadOf(result));
      expect(text).toBe('{"amount": 450.10}');
      expect(JSON.parse(Buffer.from(env.LAMBDA_CLIENT_CONTEXT, "base64").toString())).toEqual({
        custom: {
          bedrockAgentCoreToolName: "RefundTarget___process_refund",
          bedrockAgentCoreAwsRequestId: "request-1",
        },
      });
      expect(env).toMatchObject({ TABLE: "orders", HOME: cwd, AWS_LAMBDA_FUNCTION_NAME: "tool" });
      expect(env.TOOLGATE_TEST_SECRET).toBeUndefined();
      expect(existsSync(cwd)).toBe(false);
    },
  );

  it.each([
    [
      "fail",
      "function",
      "Runtime.ExitError: the handler process exited with status 7 before it answered; it last wrote: first\nthe order is unknown",
    ],
    ["text", "function", "is not one JSON value; it begins: hello"],
    ["huge", "too-large", "the function's result is too large; 6291456 bytes are allowed"],
    ["hang", "timeout", "did not answer within 2 seconds"],
  ])(verifies("functions.command", "that does %s gives kind %s: %s"), async (give, kind, cause) => {
    const functions = open([{ name: "tool", command, timeoutSeconds: give === "hang" ? 2 : 30 }]);
    expect(await invoke(functions, { give })).toMatchObject({
      ok: false,
      kind,
      cause: expect.stringContaining(cause),
    });
  });

  it("that prints nothing answers null; one that does not exist says so", async () => {
    const functions = open([
      { name: "tool", command },
      { name: "absent", command: ["no-such-program-7f3"] },
    ]);
    expect(await invoke(functions, { give: "nothing" })).toEqual({
      ok: true,
      kind: "payload",
      payload: "null",
    });
    expect(await invoke(functions, {}, arn("absent"))).toMatchObject({
      ok: false,
      cause: expect.stringContaining("no-such-program-7f3"),
    });
  });
});

interface Seen {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function fakeLambda(answer: RequestListener): Promise<{ endpoint: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      seen.push({ url: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() });
      answer(request, response);
    });
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const refuse =
  (status: number, type: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "x-amzn-errortype": type, "content-type": "application/json" });
    response.end(JSON.stringify({ Message: "as AWS says it" }));
  };

describe("a function that is not registered", () => {
  it(verifies("functions.endpoint", "is invoked at AWS_ENDPOINT_URL_LAMBDA in AWS's way"), async () => {
    const { endpoint, seen } = await fakeLambda((_request, response) => response.end('{"refunded": 450.10}'));
    const functions = open([{ name: "other", module: "./echo.mjs" }], {
      lambdaEndpoint: endpoint,
      environment: {},
    });
    expect(await invoke(functions, '{"amount": 450.10}')).toEqual({
      ok: true,
      kind: "payload",
      payload: '{"refunded": 450.10}',
    });
    expect(seen).toHaveLength(1);
    expect(decodeURIComponent(seen[0]?.url ?? "")).toBe(
      "/2015-03-31/functions/arn:aws:lambda:us-west-2:123456789012:function:tool/invocations",
    );
    expect(seen[0]?.body).toBe('{"amount": 450.10}');
    expect(seen[0]?.headers["x-amz-invocation-type"]).toBe("RequestResponse");
    expect(Buffer.from(String(seen[0]?.headers["x-amz-client-context"]), "base64").toString()).toBe(
      '{"custom":{"bedrockAgentCoreToolName":"RefundTarget___process_refund","bedrockAgentCoreAwsRequestId":"request-1"}}',
    );
    expect(seen[0]?.headers.authorization).toContain("/us-west-2/lambda/aws4_request");
  });

  it(verifies("functions.endpoint.errors", "may fail by X-Amz-Function-Error"), async () => {
    const { endpoint } = await fakeLambda((_request, response) => {
      response.writeHead(200, { "x-amz-function-error": "Unhandled" });
      response.end('{"errorMessage":"the order is unknown","errorType":"OrderError","trace":[]}');
    });
    const functions = open([], { lambdaEndpoint: endpoint, environment: {} });
    expect(await invoke(functions)).toEqual({
      ok: false,
      kind: "function",
      cause: "OrderError: the order is unknown",
    });
  });

  it.each([
    [
      403,
      "AccessDeniedException",
      "access",
      "Access denied while invoking Lambda function arn:aws:lambda:us-west-2:123456789012:function:tool. Check the permissions on the Lambda function and Gateway execution role, and retry the request.",
    ],
    [403, "ExpiredTokenException", "access", "refused the server's AWS credentials"],
    [
      404,
      "ResourceNotFoundException",
      "unavailable",
      "Tried in order: functions registered in Toolgate's configuration file",
    ],
    [413, "RequestTooLargeException", "too-large", "refused the event as too large"],
    [500, "ServiceException", "unavailable", "could not invoke"],
    [429, "TooManyRequestsException", "unavailable", "TooManyRequestsException"],
  ])(
    verifies("functions.endpoint.errors", "that is answered %d %s gives kind %s and is not tried again"),
    async (status, type, kind, cause) => {
      const { endpoint, seen } = await fakeLambda(refuse(status, type));
      const functions = open([], { lambdaEndpoint: endpoint, environment: {} });
      expect(await invoke(functions)).toMatchObject({
        ok: false,
        kind,
        cause: expect.stringContaining(cause),
      });
      expect(seen).toHaveLength(1);
    },
  );

  it(
    verifies(
      "functions.endpoint.errors",
      "whose endpoint does not answer, or too much, or too late, says so",
    ),
    async () => {
      const large = await fakeLambda((_request, response) => response.end("x".repeat(7_000_000)));
      expect(await invoke(open([], { lambdaEndpoint: large.endpoint, environment: {} }))).toMatchObject({
        kind: "too-large",
      });
      const late = await fakeLambda((request) => request.on("close", () => {}));
      const limits = { remoteSeconds: 0.3 };
      expect(
        await invoke(open([], { lambdaEndpoint: late.endpoint, environment: {}, limits })),
      ).toMatchObject({
        kind: "timeout",
      });
      expect(await invoke(open([], { lambdaEndpoint: "http://127.0.0.1:9", environment: {} }))).toMatchObject(
        {
          kind: "unavailable",
          cause: expect.stringContaining("AWS_ENDPOINT_URL_LAMBDA (http://127.0.0.1:9) could not invoke"),
        },
      );
    },
  );

  it(verifies("functions.endpoint.errors", "without any credentials says what helps"), async () => {
    const hidden = {
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "none"),
      AWS_CONFIG_FILE: join(folder, "none"),
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_PROFILE: undefined,
    };
    for (const [name, value] of Object.entries(hidden)) vi.stubEnv(name, value);
    try {
      expect(await invoke(open([]))).toEqual({
        ok: false,
        kind: "unavailable",
        cause:
          "no AWS credentials to invoke arn:aws:lambda:us-west-2:123456789012:function:tool with. One of four things helps: register a function \"tool\" in Toolgate's configuration file, upload it with CreateFunction at Toolgate's own endpoint, set AWS_ENDPOINT_URL_LAMBDA to an emulator, or give the server AWS credentials (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or an instance role).",
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("with an ARN that is none is refused by name", async () => {
    expect(await invoke(open([]), {}, "refund")).toEqual({
      ok: false,
      kind: "unavailable",
      cause: '"refund" is not the ARN of a Lambda function',
    });
  });
});

it("leaves no folders behind", async () => {
  const own = join(folder, "temporary");
  await mkdir(own);
  vi.stubEnv("TMPDIR", own);
  try {
    const functions = open([
      { name: "tool", module: "./echo.mjs" },
      { name: "command", command: ["node", "command.mjs"] },
    ]);
    await invoke(functions);
    await invoke(functions, {}, arn("command"));
    expect(await readdir(own)).toHaveLength(1);
    await functions.close();
    expect(await readdir(own)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
});
