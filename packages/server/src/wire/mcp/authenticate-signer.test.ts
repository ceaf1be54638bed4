import { type PolicySource, parsePolicyDocument } from "@toolgate/iam";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { Gateway } from "../../model.ts";
import type { KnownAccessKey } from "../../roles-port.ts";
import { signatureHeaders } from "../sigv4/sign-request.ts";
import { sha256Hex } from "../sigv4/signing-key.ts";
import { authenticateSigner } from "./authenticate-signer.ts";

const now = Date.parse("2026-03-04T05:06:07Z");
const place = { accountId: "123456789012", region: "us-west-2" };
const gateway: Gateway = {
  ...place,
  id: "tools-0123456789",
  arn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/tools-0123456789",
  name: "tools",
  createdAt: "",
  updatedAt: "",
  statusReasons: [],
  roleArn: "",
  authorizer: { type: "AWS_IAM" },
  workloadIdentityArn: "",
  status: "READY",
};

function source(...statements: readonly object[]): PolicySource {
  const parsed = parsePolicyDocument(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
  if (!parsed.ok) throw new Error(parsed.faults.join());
  return { name: "own", kind: "inline", document: parsed.document };
}

const may = source({ Effect: "Allow", Action: "bedrock-agentcore:InvokeGateway", Resource: gateway.arn });
const elsewhere = source({
  Effect: "Allow",
  Action: "bedrock-agentcore:InvokeGateway",
  Resource: gateway.arn.replace("tools", "other"),
});
const not = source(
  { Effect: "Allow", Action: "*", Resource: "*" },
  { Effect: "Deny", Action: "bedrock-agentcore:Invoke*", Resource: "*" },
);

const user = "arn:aws:iam::123456789012:user/agents/ann";
const session = "arn:aws:sts::123456789012:assumed-role/Agent/one";

async function outcome(arn: string, sources: readonly PolicySource[], known: Partial<KnownAccessKey> = {}) {
  const key: KnownAccessKey = {
    secret: "secret",
    principal: { kind: "user", arn, userId: "AIDA", sources, context: {} },
    active: true,
    ...known,
  };
  const url = new URL("http://127.0.0.1:4100/gateways/tools-0123456789/mcp");
  const headers = {
    host: url.host,
    ...signatureHeaders(
      { method: "POST", url, body: "{}", service: "bedrock-agentcore", region: "us-west-2", now },
      { accessKeyId: "AKIA1", secretAccessKey: "secret", sessionToken: known.sessionToken },
    ),
  };
  return authenticateSigner({ keys: { find: async () => key }, clock: { now: () => now } }, gateway, {
    method: "POST",
    target: url.pathname,
    rawHeaders: Object.entries(headers).flat(),
    bodyHash: () => sha256Hex(Buffer.from("{}")),
  });
}

describe("a caller who signs", () => {
  it.each([
    ["a user", user, {}, user],
    [
      "a role's session",
      session,
      { sessionToken: "token", expiresAt: "2026-03-04T05:06:08Z" },
      "arn:aws:sts::123456789012:assumed-role/Agent",
    ],
  ])(verifies("iam-gateway.sessions", "is to policies what %s is"), async (_, arn, known, id) => {
    expect(await outcome(arn, [may], known)).toMatchObject({
      ok: true,
      identity: { principal: { type: "AgentCore::IamEntity", id, tags: {} } },
    });
  });

  const denied = `User: ${user} is not authorized to perform: bedrock-agentcore:InvokeGateway on resource: ${gateway.arn}`;
  it.each([
    [
      "no policy",
      [],
      `${denied} because no identity-based policy allows the bedrock-agentcore:InvokeGateway action`,
    ],
    [
      "a policy for another gateway",
      [elsewhere],
      `${denied} because no identity-based policy allows the bedrock-agentcore:InvokeGateway action`,
    ],
    ["a policy that denies it", [may, not], `${denied} with an explicit deny in an identity-based policy`],
  ])(verifies("iam-gateway.permission", "with %s may not call"), async (_, sources, message) => {
    expect(await outcome(user, sources)).toMatchObject({ ok: false, status: 403, message });
  });

  it("whose session is over is told so", async () => {
    const over = { sessionToken: "token", expiresAt: "2026-03-04T05:06:07Z" };
    expect(await outcome(session, [may], over)).toMatchObject({
      ok: false,
      status: 401,
      message: expect.stringContaining("its session ended at 2026-03-04T05:06:07Z"),
    });
  });
});
