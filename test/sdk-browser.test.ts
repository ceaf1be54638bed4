import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bundled, shownBy } from "./browser-bundled.ts";
import { chromiumProgram } from "./browser-chromium.ts";
import { verifies } from "./verifies.ts";

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe("the bundle of the TypeScript clients", () => {
  it(verifies("typescript.browser", "imports nothing, and nothing of Node's"), async () => {
    const { code, imports } = await bundled(pathOf("../packages/sdk/dist/index.js"));
    expect(imports).toEqual([]);
    expect(code.match(/["']node:|\brequire\s*\(\s*["']/g)).toBeNull();
    expect(code).toMatch(/export \{[^}]*\bGatewayClient\b[^}]*\bPolicyClient\b/);
    expect(code.length).toBeLessThan(1_200_000);
  });
});

if (chromiumProgram === undefined) {
  process.stdout.write(
    "skipped: the TypeScript clients in Chromium; install it with: apt-get install chromium\n",
  );
}

describe.skipIf(chromiumProgram === undefined)("the TypeScript clients in Chromium", () => {
  it(verifies("typescript.browser", "sign, send, wait and throw as they do in Node"), {
    timeout: 120_000,
  }, async () => {
    const { code } = await bundled(pathOf("sdk-page.mjs"));
    const folder = await mkdtemp(join(tmpdir(), "toolgate-sdk-page-"));
    try {
      const host = "https://bedrock-agentcore-control.eu-west-1.amazonaws.com";
      expect(await shownBy(code, folder)).toEqual({
        node: "undefined",
        policyEngineId: "Refunds-0123456789",
        failed: "The policy small (small-0123456789) ended CREATE_FAILED: Overly Permissive.",
        gateways: ["refund-gateway"],
        first: {
          asked: `POST ${host}/policy-engines`,
          "content-type": "application/json",
          "x-amz-date": "20261122T000000Z",
          authorization: expect.stringMatching(
            /^AWS4-HMAC-SHA256 Credential=AKIDPAGE\/20261122\/eu-west-1\/bedrock-agentcore\/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=[0-9a-f]{64}$/,
          ),
        },
        asked: [
          `POST ${host}/policy-engines`,
          `POST ${host}/policy-engines/Refunds-0123456789/policies`,
          `GET ${host}/gateways/?maxResults=1000`,
        ],
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
