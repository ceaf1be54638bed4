/** Bodies that are too long for a service: what becomes of the connection. */
import { Agent, request } from "node:http";
import { signatureHeaders } from "@toolgate/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { folderWithOperator } from "./operator.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let running: RunningToolgate;

beforeAll(async () => {
  running = await runToolgate();
});
afterAll(() => running.close());

const authorization = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIDTEST/20260101/us-west-2/${service}/aws4_request, SignedHeaders=host, Signature=x`;

function send(
  agent: Agent,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<readonly [number | undefined, string | undefined]> {
  return new Promise((resolve, reject) => {
    const sent = request(running.toolgate.controlUrl, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve([response.statusCode, response.headers.connection]));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

it.each([
  ["iam", { "content-type": "application/x-www-form-urlencoded" }, 1_600_000],
  ["iam", { "content-type": "application/x-www-form-urlencoded" }, 20_000_000],
  ["logs", { "x-amz-target": "Logs_20140328.DescribeLogGroups" }, 1_600_000],
])(
  verifies(
    "wire.input.body",
    "at %s a body that is too long is refused, and the next request goes through: %j, %i bytes",
  ),
  async (service, headers, length) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const all = { authorization: authorization(service), ...headers };
    for (const _ of [1, 2, 3]) {
      expect((await send(agent, Buffer.alloc(length, "a"), all))[0]).toBe(413);
      const target = { ...all, "x-amz-target": "Logs_20140328.DescribeLogGroups" };
      const small = { ...target, authorization: authorization("logs") };
      expect((await send(agent, Buffer.from("{}"), small))[0]).toBe(200);
    }
    agent.destroy();
  },
);

it.each([
  ["nobody", "iam", "/", {}],
  ["a forger", "iam", "/", { secretAccessKey: "other" }],
  ["a forger", "lambda", "/2015-03-31/functions", { secretAccessKey: "other" }],
  ["an unknown key", "logs", "/", { accessKeyId: "AKIDOTHER" }],
])(
  verifies("callers.refused", "%s who promises a body to %s is refused before it comes"),
  async (who, service, path, change) => {
    const { data, key } = await folderWithOperator();
    const guarded = await runToolgate({ data });
    const url = new URL(path, guarded.toolgate.controlUrl);
    const asked = {
      method: "POST",
      url,
      body: "x".repeat(1_000),
      service,
      region: "us-east-1",
      now: Date.now(),
    };
    const { authorization, ...signed } = signatureHeaders(asked, { ...key, ...change });
    const scope = authorization?.replace(/AWS4-HMAC-SHA256 /, "") ?? "";
    const status = await new Promise((resolve, reject) => {
      const headers = {
        ...signed,
        authorization: who === "nobody" ? `Bearer ${scope}` : String(authorization),
        "content-type": "application/x-www-form-urlencoded",
        "content-length": "1000",
      };
      const sent = request(url, { method: "POST", headers }, ({ statusCode }) => {
        resolve(statusCode);
        sent.destroy();
      });
      sent.on("error", reject);
      sent.flushHeaders();
    });
    expect(status).toBe(service === "logs" ? 400 : 403);
    await guarded.close();
  },
);
