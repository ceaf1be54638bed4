import { ValidationException } from "@toolgate/api";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { decodeInput } from "./decode-input.ts";

const engineId = { policyEngineId: "refunds-0123456789" };
const arn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/refunds-0123456789";
const scope = encodeURIComponent(arn);

type Arguments = Parameters<typeof decodeInput>;

function request(method: string, query: string, body?: string | Uint8Array<ArrayBuffer>): Request {
  return new Request(`http://127.0.0.1:4100/${query}`, { method, ...(body !== undefined && { body }) });
}

async function refusal(...args: Arguments): Promise<ValidationException> {
  const error: unknown = await decodeInput(...args).catch((thrown: unknown) => thrown);
  if (error instanceof ValidationException) return error;
  throw new Error(`${args[0]} was not refused as invalid`, { cause: error });
}

describe("the input of an operation", () => {
  it.each([
    [
      "ListPolicies",
      engineId,
      request("GET", `?maxResults=5&nextToken=a%2Bb%2F%3D&targetResourceScope=${scope}`),
      { ...engineId, maxResults: 5, nextToken: "a+b/=", targetResourceScope: arn },
    ],
    [
      "UntagResource",
      { resourceArn: arn },
      request("DELETE", "?tagKeys=team&tagKeys=a%20b&x-id=UntagResource&X-Amz-Date=20261122T000000Z"),
      { resourceArn: arn, tagKeys: ["team", "a b"] },
    ],
    [
      "UntagResource",
      { resourceArn: arn },
      request("DELETE", "?tagKeys=team"),
      { resourceArn: arn, tagKeys: ["team"] },
    ],
    ["GetPolicyEngine", engineId, request("GET", ""), engineId],
    ["ListWorkloadIdentities", {}, request("POST", "", '{"maxResults":5}'), { maxResults: 5 }],
    ["ListWorkloadIdentities", {}, request("POST", "", ""), {}],
    ["ListWorkloadIdentities", {}, request("POST", ""), {}],
    [
      "UpdatePolicyEngine",
      engineId,
      request("PATCH", "", '{"description":{}}'),
      { ...engineId, description: {} },
    ],
  ] as const)(
    verifies("wire.input.place", "%s takes %j, query and body together"),
    async (name, labels, from, input) => {
      expect(await decodeInput(name, labels, from)).toEqual(input);
    },
  );

  it.each([
    [
      "ListGateways",
      {},
      request("GET", "?maxResults=many"),
      ["maxResults"],
      "Member must be a number, but a string came",
    ],
    [
      "ListGateways",
      {},
      request("GET", "?maxResults=2.5"),
      ["maxResults"],
      "Member must be a number, but a string came",
    ],
    [
      "ListGateways",
      {},
      request("GET", "?maxResults=1&maxResults=2"),
      ["maxResults"],
      "'maxResults' came 2 times in the query",
    ],
    [
      "ListGateways",
      {},
      request("GET", "?colour=red"),
      ["colour"],
      "'colour' is not a member of AWS's model here",
    ],
    [
      "GetPolicyEngine",
      engineId,
      request("GET", "?policyEngineId=other-0123456789"),
      ["policyEngineId"],
      "of the query of this operation",
    ],
    [
      "CreatePolicyEngine",
      {},
      request("POST", "?name=refunds", "{}"),
      ["name"],
      "of the query of this operation",
    ],
    [
      "UpdatePolicyEngine",
      engineId,
      request("PATCH", "", '{"policyEngineId":"other-0123456789"}'),
      ["policyEngineId"],
      "of the body of this operation",
    ],
    [
      "UntagResource",
      { resourceArn: arn },
      request("DELETE", "", '{"tagKeys":["a"]}'),
      ["tagKeys"],
      "of the body of this operation",
    ],
  ] as const)(
    "%s with %j refuses what comes in the wrong place or form",
    async (name, labels, from, members, words) => {
      const { message, fieldList } = await refusal(name, labels, from);
      expect(message).toContain(words);
      expect(fieldList.map((field) => field.name)).toEqual(members);
    },
  );

  const deep = `{"tags":${"[".repeat(100)}${"]".repeat(100)}}`;

  it.each([
    ["{", "The request body cannot be read at character"],
    ['{"name":"a","name":"b"}', "The request body cannot be read at character"],
    ['{"name":"\\ud800"}', "The request body cannot be read at character"],
    [deep, "The request body cannot be read at character"],
    ["[]", "The request body must be a JSON object."],
    ['"refunds"', "The request body must be a JSON object."],
    [new Uint8Array([0x7b, 0xff, 0x7d]), "The request body is not UTF-8."],
    [
      `{"name":"${"n".repeat(1_500_000)}"}`,
      "The request body is longer than 1500000 bytes; send less in one request.",
    ],
  ])(verifies("wire.input.body", "an unreadable body is refused: case %#"), async (body, words) => {
    const { message, reason } = await refusal("CreatePolicyEngine", {}, request("POST", "", body));
    expect(message).toContain(words);
    expect(reason).toBe("CannotParse");
  });

  it("a body that breaks off is the caller's, not an error of ours", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent === 1) controller.enqueue(new TextEncoder().encode('{"name":'));
        else controller.error(new Error("aborted"));
      },
    });
    const broken = new Request("http://127.0.0.1:4100/policy-engines", {
      method: "POST",
      body,
      duplex: "half",
    } as RequestInit);
    const { message, reason } = await refusal("CreatePolicyEngine", {}, broken);
    expect([message, reason]).toEqual([
      "The request body broke off after 8 bytes; send it again.",
      "CannotParse",
    ]);
  });

  it("a body that says it is longer than allowed is not read to its end", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(100_000).fill(0x20));
      },
    });
    const endless = new Request("http://127.0.0.1:4100/policy-engines", {
      method: "POST",
      body,
      duplex: "half",
    } as RequestInit);
    const { message } = await refusal("CreatePolicyEngine", {}, endless);
    expect(message).toContain("longer than 1500000 bytes");
    expect(sent).toBeLessThan(20);
  });
});
