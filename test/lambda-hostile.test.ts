import { readFileSync } from "node:fs";
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  type LambdaServiceException,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { altered, archiveOf, rawArchive } from "./uploaded-code.ts";
import { verifies } from "./verifies.ts";

let toolgate: RunningToolgate;
let lambda: LambdaClient;

beforeAll(async () => {
  toolgate = await runToolgate();
  lambda = new LambdaClient({
    endpoint: toolgate.toolgate.controlUrl,
    region: "us-west-2",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  lambda.destroy();
  await toolgate.close();
});

const create = (FunctionName: string, ZipFile: Uint8Array, more: object = {}) =>
  lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: "python3.13",
      Role: "arn:aws:iam::123456789012:role/lambda-role",
      Handler: "index.handler",
      Code: { ZipFile },
      ...more,
    }),
  );

async function invoke(FunctionName: string, event: object = {}) {
  const output = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  return {
    error: output.FunctionError,
    value: JSON.parse(Buffer.from(output.Payload ?? []).toString("utf8")),
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const good = archiveOf({ "index.py": "def handler(event, context): return 1" });
const file = (path: string, mode?: number) => ({
  path,
  text: "text",
  ...(mode === undefined ? {} : { mode }),
});
const zeros = (megabytes: number) => "\0".repeat(megabytes * 1_048_576);
const many = (count: number) => rawArchive(Array.from({ length: count }, (_, index) => file(`f${index}`)));

describe("an archive", () => {
  it.each<[string, () => Uint8Array, string]>([
    ["a path upwards", () => rawArchive([file("../outside.txt")]), "must not lead out"],
    ["a path upwards further in", () => rawArchive([file("a/../../outside.txt")]), "must not lead out"],
    ["an absolute path", () => rawArchive([file("/etc/passwd")]), "paths must be relative"],
    ["a path of another system", () => rawArchive([file("..\\outside.txt")]), "no backslashes"],
    ["a drive", () => rawArchive([file("C:/outside.txt")]), "paths must be relative"],
    ["a NUL in a path", () => rawArchive([file("a\0.py")]), "no control characters"],
    ["a symbolic link", () => rawArchive([file("link", 0o120777)]), "is a symbolic link"],
    ["a device", () => rawArchive([file("device", 0o020666)]), "is no file and no folder"],
    ["one path twice", () => rawArchive([file("index.py"), file("index.py")]), "two entries named"],
    [
      "a file that is a folder too",
      () => rawArchive([file("a"), file("a/b")]),
      "both as a file and as a folder",
    ],
    ["too many entries", () => many(10_001), "10001 entries; 10000 are allowed"],
    [
      "more than 250 MB",
      () => rawArchive(Array.from({ length: 6 }, (_, index) => ({ path: `z${index}`, text: zeros(50) }))),
      "Unzipped size must be smaller than 262144000 bytes",
    ],
    [
      "less said than there is",
      () => altered(rawArchive([{ path: "z", text: zeros(50) }]), (entry) => entry.writeUInt32LE(100, 24)),
      "is damaged",
    ],
    [
      "more said than can be",
      () => altered(rawArchive([file("z")]), (entry) => entry.writeUInt32LE(200_000_000, 24)),
      "claims to be larger than its data can be",
    ],
    ["another checksum", () => altered(good, (entry) => entry.writeUInt32LE(1, 16)), "is damaged"],
    ["a password", () => altered(good, (entry) => entry.writeUInt16LE(1, 8)), "is encrypted"],
    ["another packing", () => altered(good, (entry) => entry.writeUInt16LE(12, 10)), "packed by method 12"],
    [
      "data elsewhere",
      () => altered(good, (entry) => entry.writeUInt32LE(0x7fffffff, 42)),
      "Could not unzip",
    ],
    ["its end cut off", () => good.subarray(0, good.length - 5), "Could not unzip uploaded file."],
    [
      "a name that is no UTF-8",
      () => altered(good, (entry) => entry.writeUInt8(0xff, 46)),
      "names must be UTF-8",
    ],
    ["a very long name", () => rawArchive([file("a".repeat(300))]), "255 bytes"],
    ["very deep folders", () => rawArchive([file(`${"a/".repeat(120)}b`)]), "folders may be 100 deep"],
  ])(verifies("lambda.archives", "with %s is refused"), async (_what, archive, message) => {
    const error = await create("hostile", archive()).then(
      () => undefined,
      (thrown: LambdaServiceException) => thrown,
    );
    expect(error?.message).toContain(message);
    expect(error).toMatchObject({ name: "InvalidParameterValueException" });
  });

  it(verifies("lambda.archives", "with folders, programs and 10,000 entries is taken"), async () => {
    const code =
      "import os\ndef handler(e, c): return [os.access('bin/tool', os.X_OK), os.access('index.py', os.X_OK), len(os.listdir('.'))]";
    const entries = Array.from({ length: 9_996 }, (_, index) => file(`f${index}`));
    await create(
      "large",
      rawArchive([
        { path: "index.py", text: code },
        { path: "bin/", text: "", mode: 0o040755 },
        file("bin/tool", 0o100755),
        { path: "empty/", text: "" },
        ...entries,
      ]),
    );
    expect((await invoke("large")).value).toEqual([true, false, 9_999]);
  });
});

const python = `
import os, subprocess, sys, time
def handler(event, context):
    what = event.get("what")
    if what == "exit": os._exit(3)
    if what == "quit": sys.exit(4)
    if what == "kill": os.kill(os.getpid(), 9)
    if what == "hang":
        while True: pass
    if what == "memory":
        kept = []
        while True: kept.append(bytearray(8 * 1024 * 1024))
    if what == "children":
        children = [subprocess.Popen(["sleep", "600"]) for _ in range(200)]
        time.sleep(600)
    if what == "shared":
        for _ in range(6):
            if os.fork() == 0:
                kept = bytearray(os.urandom(1024) * 1024 * 60)
                time.sleep(600)
                os._exit(0)
        time.sleep(600)
    if what == "flood":
        while True: os.write(1, b"x" * 65536)
    if what == "large": return "x" * (6 * 1024 * 1024)
    if what == "channel": os.write(3, b'{"kind":"result","id":1,"payload":"9"}' + bytes([10]))
    if what == "forked":
        if os.fork() == 0: return "child"
        time.sleep(600)
    if what == "recursion": return handler({"what": "recursion"}, context)
    return os.getpid()
`;
const javascript = `
import { spawn } from "node:child_process";
import { once } from "node:events";
const wait = () => new Promise((resolve) => setTimeout(resolve, 600_000));
export const handler = async ({ what }) => {
  if (what === "exit") process.exit(3);
  if (what === "hang") for (;;);
  if (what === "memory") { const kept = []; for (;;) kept.push(Buffer.alloc(8 * 1024 * 1024, 1)); }
  if (what === "children") { for (let i = 0; i < 200; i += 1) spawn("sleep", ["600"]); await wait(); }
  if (what === "flood") for (;;) if (!process.stdout.write("x".repeat(65_536))) await once(process.stdout, "drain");
  if (what === "stray") { setImmediate(() => { throw new Error("stray"); }); await wait(); }
  return process.pid;
};
`;

describe("a function", () => {
  beforeAll(async () => {
    const node = { Runtime: "nodejs22.x" };
    await create("hostile-python", archiveOf({ "index.py": python }), { Timeout: 3 });
    await create("hostile-node", archiveOf({ "index.mjs": javascript }), { Timeout: 3, ...node });
    await create("patient", archiveOf({ "index.py": python }), { Timeout: 60 });
    await create("patient-node", archiveOf({ "index.mjs": javascript }), { Timeout: 60, ...node });
    await create("neighbour", good, { Timeout: 30 });
    await invoke("neighbour");
  });

  const killed = { errorType: "Runtime.ExitError", errorMessage: expect.stringContaining("signal: killed") };
  const late = { errorType: "Sandbox.Timedout", errorMessage: expect.stringContaining("after 3.00 seconds") };
  const status = (code: number) => ({
    errorType: "Runtime.ExitError",
    errorMessage: expect.stringContaining(`exit status ${code}`),
  });
  it.each<[string, string, object]>([
    ["exit", "hostile-python", status(3)],
    ["quit", "hostile-python", status(4)],
    ["kill", "hostile-python", killed],
    ["hang", "hostile-python", late],
    ["flood", "hostile-python", late],
    ["large", "hostile-python", { errorType: "Function.ResponseSizeTooLarge" }],
    ["recursion", "hostile-python", { errorType: "RecursionError" }],
    ["memory", "patient", killed],
    ["children", "patient", killed],
    ["shared", "patient", killed],
    ["channel", "hostile-python", { errorType: "Runtime.ProtocolError" }],
    ["exit", "hostile-node", status(3)],
    ["hang", "hostile-node", late],
    ["flood", "hostile-node", late],
    ["stray", "hostile-node", { errorType: "Error", errorMessage: "stray" }],
    ["memory", "patient-node", killed],
    ["children", "patient-node", killed],
  ])(
    verifies(
      "lambda.hostile",
      "that does its worst (%s, %s) fails alone, and its neighbour answers meanwhile",
    ),
    async (what, name, expected) => {
      const failing = invoke(name, { what });
      expect((await invoke("neighbour")).value).toBe(1);
      const output = await failing;
      expect(output.value).toMatchObject(expected);
      expect((await invoke(name)).value).toBeTypeOf("number");
    },
  );

  it(verifies("lambda.hostile", "does nothing between its calls"), async () => {
    const code = `
import threading, time
count = 0
def spin():
    global count
    while True: count += 1
threading.Thread(target=spin, daemon=True).start()
def handler(event, context):
    import os
    return [os.getpid(), count]`;
    await create("spinning", archiveOf({ "index.py": code }));
    const [pid] = (await invoke("spinning")).value;
    const state = () => /\nState:\s+(\w)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    await vi.waitFor(() => expect(state()).toBe("T"), { timeout: 10_000 });
    const [samePid, count] = (await invoke("spinning")).value;
    expect(samePid).toBe(pid);
    expect(count).toBeGreaterThan(0);
  });

  it(verifies("lambda.hostile", "is gone with everything it started"), async () => {
    const code =
      "import subprocess, time\ndef handler(e, c):\n    child = subprocess.Popen(['sleep', '600'])\n    open(e['file'], 'w').write(str(child.pid))\n    time.sleep(600)";
    await create("parent", archiveOf({ "index.py": code }), { Timeout: 1 });
    const path = `${toolgate.data}/grandchild`;
    await invoke("parent", { file: path });
    const pid = Number(readFileSync(path, "utf8"));
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000 });
  });
});
