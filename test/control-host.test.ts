import { mkdtempSync, rmSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import {
  createLog,
  type NewOperatorKey,
  openKeys,
  readConfig,
  signatureHeaders,
  startToolgate,
} from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawRequest } from "./raw-request.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const folders: string[] = [];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "toolgate-test-"));
  folders.push(made);
  return made;
}
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

/** The control plane where others than this machine reach it. */

it(
  verifies(
    "control-host.keys",
    "does not start off loopback without an access key, and says how to make one",
  ),
  async () => {
    const data = folder();
    const config = readConfig({ flags: { port: 0, data, controlHost: "0.0.0.0" } });
    await expect(startToolgate(config, createLog("silent"))).rejects.toThrow(
      `--control-host 0.0.0.0: the control plane is for this machine alone until callers have to sign, and there is no access key yet. Make one first with npx toolgate keys create --data ${data}, or leave --control-host out.`,
    );
  },
);

describe("with an access key", () => {
  let running: RunningToolgate;
  let key: NewOperatorKey;

  beforeAll(async () => {
    const data = join(folder(), "new");
    await expect(openKeys(data)).rejects.toThrow(`--data ${data}: there is no such folder`);
    const keys = await openKeys(data, { make: true });
    key = await keys.create({ name: "ann", admin: true });
    await keys.close();
    running = await runToolgate({ data, controlHost: "0.0.0.0" });
  });
  afterAll(() => running.close());

  const port = () => new URL(running.toolgate.controlUrl).port;

  async function ask(
    path: string,
    { base = running.toolgate.controlUrl, sign = true, headers = {} as Record<string, string> } = {},
  ) {
    const url = new URL(path, base);
    if (headers.host !== undefined) url.host = headers.host;
    const asked = { method: "GET", url, service: "toolgate", region: "us-west-2", now: Date.now() };
    const signed = sign ? signatureHeaders(asked, key) : {};
    const { status, headers: told } = await rawRequest(`${base}${path}`, {
      headers: { ...signed, ...headers },
    });
    return [status, told["x-amzn-errortype"]];
  }

  it("another port of its own serves it, by every address of the machine", async () => {
    expect(running.toolgate.controlUrl).not.toBe(running.toolgate.url);
    expect(await ask("/toolgate/v1/status")).toEqual([200, undefined]);
    const others = Object.values(networkInterfaces()).flatMap((all = []) =>
      all.filter(({ internal, family }) => !internal && family === "IPv4"),
    );
    for (const { address } of others) {
      expect([address, await ask("/toolgate/v1/status", { base: `http://${address}:${port()}` })]).toEqual([
        address,
        [200, undefined],
      ]);
    }
  });

  it(verifies("control-host.signed", "asks for a signature everywhere, for metrics too"), async () => {
    for (const path of ["/toolgate/v1/status", "/toolgate/v1/decisions", "/policy-engines", "/metrics"]) {
      expect([path, ...(await ask(path, { sign: false }))]).toEqual([
        path,
        403,
        "MissingAuthenticationTokenException",
      ]);
    }
    expect(await ask("/metrics")).toEqual([200, undefined]);
    expect(await ask("/healthz", { sign: false })).toEqual([200, undefined]);
    expect(await ask("/toolgate/v1/status", { base: running.toolgate.url, sign: false })).toEqual([
      403,
      "MissingAuthenticationTokenException",
    ]);
  });

  it(verifies("control-host.browsers", "keeps browsers out, even those that could sign"), async () => {
    const rebound = { host: `evil.example:${port()}` };
    expect(await ask("/toolgate/v1/status", { headers: rebound })).toEqual([421, undefined]);
    expect(await ask("/toolgate/v1/status", { headers: { origin: "https://evil.example" } })).toEqual([
      403,
      undefined,
    ]);
    expect(await ask("/healthz", { sign: false, headers: { origin: "https://evil.example" } })).toEqual([
      403,
      undefined,
    ]);
  });

  it("serves no MCP", async () => {
    expect(await ask("/gateways/tools-0123456789/mcp", { sign: false })).toEqual([404, undefined]);
  });

  it("keeps the last key of an admin", async () => {
    const url = new URL(`/toolgate/v1/keys/${key.accessKeyId}`, running.toolgate.controlUrl);
    const asked = { method: "DELETE", url, service: "toolgate", region: "us-west-2", now: Date.now() };
    const { status, text } = await rawRequest(String(url), {
      method: "DELETE",
      headers: signatureHeaders(asked, key),
    });
    expect([status, text]).toEqual([409, expect.stringContaining("is the last key of an admin")]);
  });
});

it("keys of a folder that a Toolgate holds are made by asking it", async () => {
  const running = await runToolgate();
  await expect(openKeys(running.data)).rejects.toMatchObject({ name: "DataFolderHeld" });
  await running.close();
});
