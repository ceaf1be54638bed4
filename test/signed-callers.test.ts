import {
  BedrockAgentCoreControlClient,
  CreatePolicyEngineCommand,
  DeletePolicyEngineCommand,
  ListPolicyEnginesCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { signatureHeaders } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawRequest } from "./raw-request.ts";
import { runCommand, toolgateCommand } from "./run-command.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

let running: RunningToolgate;
let admin: Credentials;
let reader: Credentials;

const client = (credentials: Credentials, more: object = {}) =>
  new BedrockAgentCoreControlClient({
    endpoint: running.toolgate.controlUrl,
    region: "us-west-2",
    credentials,
    ...more,
  });

function cli(credentials: Credentials | undefined, ...args: readonly string[]) {
  return runCommand(process.execPath, [...toolgateCommand, ...args, "--url", running.toolgate.controlUrl], {
    AWS_ACCESS_KEY_ID: credentials?.accessKeyId ?? "",
    AWS_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? "",
  });
}

/** A request to one of Toolgate's own operations, signed for it unless told otherwise. */
function own(
  path: string,
  credentials: Credentials,
  {
    method = "GET",
    body,
    ...change
  }: { method?: string; body?: string; service?: string; now?: number } = {},
) {
  const url = new URL(path, running.toolgate.controlUrl);
  const asked = { method, url, body, service: "toolgate", region: "us-west-2", now: Date.now(), ...change };
  return rawRequest(String(url), {
    method,
    headers: signatureHeaders(asked, credentials),
    ...(body === undefined ? {} : { body }),
  });
}

beforeAll(async () => {
  running = await runToolgate();
  const first = await cli(undefined, "keys", "create", "--name", "ann", "--json");
  admin = JSON.parse(first.stdout) as Credentials;
  reader = JSON.parse((await cli(admin, "keys", "create", "--name", "bob", "--json")).stdout) as Credentials;
});
afterAll(() => running.close());

describe("once there is a key", () => {
  it(verifies("callers.signed", "the AWS SDK works with it"), async () => {
    const sdk = client(admin);
    const made = await sdk.send(new CreatePolicyEngineCommand({ name: "signed" }));
    expect((await sdk.send(new ListPolicyEnginesCommand({}))).policyEngines?.map(({ name }) => name)).toEqual(
      ["signed"],
    );
    await sdk.send(new DeletePolicyEngineCommand({ policyEngineId: made.policyEngineId }));
  });

  it.each([
    [
      "another secret",
      "InvalidSignatureException",
      { credentials: () => ({ ...admin, secretAccessKey: "other" }) },
    ],
    [
      "an unknown key",
      "UnrecognizedClientException",
      { credentials: () => ({ ...admin, accessKeyId: "AKIDOTHER" }) },
    ],
    [
      "a session token that belongs to no session",
      "UnrecognizedClientException",
      { credentials: () => ({ ...admin, sessionToken: "x" }) },
    ],
    [
      "a clock that is an hour slow",
      "InvalidSignatureException",
      { credentials: () => admin, systemClockOffset: -3_600_000, maxAttempts: 1 },
    ],
  ])(verifies("callers.refused", "the SDK hears of %s as %s"), async (_, name, { credentials, ...more }) => {
    await expect(client(credentials(), more).send(new ListPolicyEnginesCommand({}))).rejects.toMatchObject({
      name,
    });
  });

  it(verifies("callers.unsigned", "no call goes without a signature"), async () => {
    const paths = ["/policy-engines", "/toolgate/v1/status", "/toolgate/v1/keys", "/toolgate/v1/changes"];
    for (const headers of [{}, { authorization: "test" }, { authorization: "Bearer x" }]) {
      for (const path of paths) {
        const { status, headers: told } = await rawRequest(`${running.toolgate.controlUrl}${path}`, {
          headers,
        });
        expect([path, status, told["x-amzn-errortype"]]).toEqual([
          path,
          403,
          "MissingAuthenticationTokenException",
        ]);
      }
    }
  });

  it("a signature for another service is refused", async () => {
    const { status, text } = await own("/toolgate/v1/status", admin, { service: "bedrock-agentcore" });
    expect([status, text]).toEqual([
      403,
      expect.stringContaining("correct service: 'toolgate', not 'bedrock-agentcore'"),
    ]);
  });

  it("a presigned address is taken within its time, and for its own path", async () => {
    const { SignatureV4 } = await import("@smithy/signature-v4");
    const { Sha256 } = await import("@aws-crypto/sha256-js");
    const signer = new SignatureV4({
      service: "bedrock-agentcore",
      region: "us-west-2",
      credentials: admin,
      sha256: Sha256,
    });
    const { hostname, port } = new URL(running.toolgate.controlUrl);
    const presigned = async (path: string, signingDate: Date) => {
      const asked = {
        method: "GET",
        protocol: "http:",
        hostname,
        port: Number(port),
        path,
        headers: { host: `${hostname}:${port}` },
      };
      const { query = {} } = await signer.presign(
        { ...asked, query: { maxResults: "5" } },
        { expiresIn: 60, signingDate },
      );
      return `${running.toolgate.controlUrl}${path}?${new URLSearchParams(query as Record<string, string>)}`;
    };
    const good = await presigned("/policy-engines", new Date());
    expect((await rawRequest(good)).status).toBe(200);
    expect(
      (await rawRequest(good.replace("/policy-engines", "/gateways/"))).headers["x-amzn-errortype"],
    ).toBe("InvalidSignatureException");
    const old = await presigned("/policy-engines", new Date(Date.now() - 61_000));
    expect((await rawRequest(old)).headers["x-amzn-errortype"]).toBe("RequestExpired");
  });

  it(verifies("callers.reader", "a key that is no admin's may look, and is told what it lacks"), async () => {
    const sdk = client(reader);
    expect((await sdk.send(new ListPolicyEnginesCommand({}))).policyEngines).toEqual([]);
    await expect(sdk.send(new CreatePolicyEngineCommand({ name: "mine" }))).rejects.toMatchObject({
      name: "AccessDeniedException",
      message:
        "User: arn:aws:iam::123456789012:user/toolgate/bob is not authorized to perform: bedrock-agentcore:CreatePolicyEngine on resource: arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/* because no identity-based policy allows the bedrock-agentcore:CreatePolicyEngine action",
    });
    expect((await own("/toolgate/v1/status", reader)).status).toBe(200);
    const body = '{"admin":true}';
    expect((await own("/toolgate/v1/keys", reader, { method: "POST", body })).text).toContain(
      "not authorized to perform: toolgate:CreateKey",
    );
  });

  it("the body that was signed is the one that counts", async () => {
    const url = new URL("/toolgate/v1/keys", running.toolgate.controlUrl);
    const asked = {
      method: "POST",
      url,
      body: '{"name":"a"}',
      service: "toolgate",
      region: "us-west-2",
      now: Date.now(),
    };
    const { headers, text } = await rawRequest(String(url), {
      method: "POST",
      headers: signatureHeaders(asked, admin),
      body: '{"name":"b"}',
    });
    expect([headers["x-amzn-errortype"], text]).toEqual([
      "InvalidSignatureException",
      expect.stringContaining("not that of the body that arrived"),
    ]);
  });

  it(
    verifies(
      "callers.cli",
      "the command line signs with the environment's key, and says which half is missing",
    ),
    async () => {
      expect(await cli(admin, "status")).toMatchObject({ code: 0 });
      expect((await cli(undefined, "status")).stderr).toContain("Missing Authentication Token");
      expect((await cli({ ...admin, secretAccessKey: "" }, "status")).stderr).toBe(
        "toolgate: AWS_SECRET_ACCESS_KEY is not set, and the other half of the key is: set both, or neither, in the environment.\n",
      );
      expect((await cli(admin, "keys", "list")).stdout).toMatch(/^TGKA\w{16} {2}admin {3}\S+ {2}ann$/m);
    },
  );

  it("the last key of an admin stays while others depend on it", async () => {
    const ended = await cli(admin, "keys", "delete", admin.accessKeyId);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("is the last key of an admin")]);
  });

  it("a key that was deleted signs nothing any more", async () => {
    const made = JSON.parse(
      (await cli(admin, "keys", "create", "--name", "short", "--json")).stdout,
    ) as Credentials;
    expect((await own("/toolgate/v1/status", made)).status).toBe(200);
    expect((await cli(admin, "keys", "delete", made.accessKeyId)).stdout).toBe(
      `Deleted ${made.accessKeyId} (short).\n`,
    );
    expect((await own("/toolgate/v1/status", made)).headers["x-amzn-errortype"]).toBe(
      "UnrecognizedClientException",
    );
  });
});
