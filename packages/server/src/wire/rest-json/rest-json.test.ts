import * as sdk from "@aws-sdk/client-bedrock-agentcore-control";
import {
  AccessDeniedException,
  ConflictException,
  type InputOf,
  InternalServerException,
  type OutputOf,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  ThrottlingException,
  UnauthorizedException,
  ValidationException,
} from "@toolgate/api";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { ControlPlane } from "../../control/control-plane.ts";
import type { Caller } from "../../model.ts";
import { createCallers } from "../callers.ts";
import { createRestJson } from "./rest-json.ts";

const engine: OutputOf<"CreatePolicyEngine"> = {
  policyEngineId: "refunds-0123456789",
  name: "refunds",
  createdAt: "2026-11-22T02:17:17.445Z",
  updatedAt: "2026-11-22T02:17:17.445Z",
  policyEngineArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/refunds-0123456789",
  status: "ACTIVE",
  statusReasons: [],
};

interface Logged {
  readonly details: object;
  readonly message: string;
}

function door(handlers: Partial<ControlPlane>) {
  const errors: Logged[] = [];
  const answer = createRestJson({
    controlPlane: handlers as ControlPlane,
    callers: createCallers({
      keys: { find: async () => undefined, any: async () => false, used: async () => undefined },
      clock: { now: () => 0 },
      home: { accountId: "123456789012", region: "us-west-2" },
      signedAlways: false,
    }),
    refusalOf: async () => undefined,
    log: {
      error: (details, message) => errors.push({ details, message }),
      warn: () => undefined,
      info: () => undefined,
      debug: () => undefined,
    },
    newRequestId: () => "request-1",
  });
  return { answer, errors };
}

function request(
  method: string,
  path: string,
  body?: string,
  authorization: string | undefined = "test",
): Request {
  return new Request(`http://127.0.0.1:4100${path}`, {
    method,
    ...(body !== undefined && { body }),
    headers: authorization === "" ? {} : { authorization },
  });
}

async function told(response: Response | undefined) {
  if (response === undefined) throw new Error("nothing was answered");
  const { status, headers } = response;
  const text = await response.text();
  return {
    status,
    type: headers.get("x-amzn-errortype"),
    requestId: headers.get("x-amzn-requestid"),
    body: text === "" ? undefined : (JSON.parse(text) as unknown),
  };
}

describe("restJson1", () => {
  it(
    verifies("wire.answers", "an answer has the operation's status, its members and the request id"),
    async () => {
      let seen: { input: InputOf<"CreatePolicyEngine">; caller: Caller } | undefined;
      const { answer } = door({
        CreatePolicyEngine: async (input, caller) => {
          seen = { input, caller };
          return { ...engine, description: undefined };
        },
      });
      const response = await answer(request("POST", "/policy-engines", '{"name":"refunds"}'), "192.0.2.7");
      expect(response?.headers.get("content-type")).toBe("application/json");
      expect(await told(response)).toEqual({ status: 202, type: null, requestId: "request-1", body: engine });
      expect(seen).toEqual({
        input: { name: "refunds" },
        caller: {
          id: "anonymous",
          place: { accountId: "123456789012", region: "us-west-2" },
          address: "192.0.2.7",
          requestId: "request-1",
        },
      });
    },
  );

  it("204 has no body", async () => {
    const { answer } = door({ DeleteWorkloadIdentity: async () => ({}) });
    const response = await answer(
      request("POST", "/identities/DeleteWorkloadIdentity", '{"name":"refunds"}'),
    );
    expect(await told(response)).toEqual({
      status: 204,
      type: null,
      requestId: "request-1",
      body: undefined,
    });
  });

  it("a path that is none of the control plane's is left to others, whoever calls", async () => {
    const { answer } = door({});
    expect(await answer(request("GET", "/healthz", undefined, ""))).toBeUndefined();
  });

  it("nothing is done without an Authorization header", async () => {
    const { answer } = door({});
    expect(
      await told(await answer(request("DELETE", "/policy-engines/refunds-0123456789", undefined, ""))),
    ).toMatchObject({
      status: 403,
      type: "MissingAuthenticationTokenException",
    });
  });

  it(verifies("wire.routes.unknown", "an unknown path is 404, a wrong method 405"), async () => {
    const { answer } = door({});
    expect(await told(await answer(request("GET", "/tags/arn:a/b")))).toEqual({
      status: 404,
      type: "UnknownOperationException",
      requestId: "request-1",
      body: {
        message:
          "There is no operation GET /tags/arn:a/b. An ARN in a path is percent-encoded whole, its slashes too.",
      },
    });
    const wrong = await answer(request("PUT", "/policy-engines", "{}"));
    expect(wrong?.headers.get("allow")).toBe("POST, GET");
    expect(await told(wrong)).toMatchObject({ status: 405, type: "UnknownOperationException" });
  });

  it(
    verifies("wire.operations.not-built", "an operation that is not built yet is refused by name"),
    async () => {
      const { answer } = door({});
      expect(await told(await answer(request("GET", "/gateways/refunds-0123456789/rules")))).toEqual({
        status: 400,
        type: "ValidationException",
        requestId: "request-1",
        body: {
          message:
            "ListGatewayRules is not built yet in Toolgate, so it is refused; COMPATIBILITY.md lists what is.",
          reason: "FieldValidationFailed",
        },
      });
    },
  );

  it(
    verifies("wire.internal-errors", "an error of our own is told by request id only, and logged"),
    async () => {
      const broken = new TypeError("the password is hunter2");
      const { answer, errors } = door({ GetPolicyEngine: () => Promise.reject(broken) });
      expect(await told(await answer(request("GET", "/policy-engines/refunds-0123456789")))).toEqual({
        status: 500,
        type: "InternalServerException",
        requestId: "request-1",
        body: { message: "An internal error occurred; look for request id request-1 in Toolgate's log." },
      });
      expect(errors).toEqual([
        {
          details: { err: broken, requestId: "request-1", operation: "GetPolicyEngine" },
          message: "a control-plane call failed",
        },
      ]);
    },
  );
});

describe("the AWS SDK behind restJson1", () => {
  function client(handlers: Partial<ControlPlane>) {
    const { answer } = door(handlers);
    return new sdk.BedrockAgentCoreControlClient({
      region: "eu-central-1",
      endpoint: "http://127.0.0.1:4100",
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
      maxAttempts: 1,
      requestHandler: {
        handle: async (sent: {
          method: string;
          path: string;
          query?: Record<string, string | string[]>;
          headers: Record<string, string>;
          body?: string;
        }) => {
          const query = new URLSearchParams();
          for (const [key, values] of Object.entries(sent.query ?? {})) {
            for (const value of [values].flat()) query.append(key, value);
          }
          const response = await answer(
            new Request(`http://127.0.0.1:4100${sent.path}?${query}`, {
              method: sent.method,
              headers: sent.headers,
              ...(sent.body !== undefined && { body: sent.body }),
            }),
          );
          if (response === undefined) throw new Error(`nobody answers ${sent.path}`);
          return {
            response: {
              statusCode: response.status,
              headers: Object.fromEntries(response.headers),
              body: new Uint8Array(await response.arrayBuffer()),
            },
          };
        },
      },
    });
  }

  it("reads an answer, its instants and its request id, and is known by its key and Region", async () => {
    let caller: Caller | undefined;
    const answers = client({
      CreatePolicyEngine: async (input, from) => {
        caller = from;
        expect(input.clientToken).toMatch(/^[0-9a-f-]{36}$/);
        return engine;
      },
    });
    const answer = await answers.send(
      new sdk.CreatePolicyEngineCommand({ name: "refunds", tags: { team: "a" } }),
    );
    expect(answer.createdAt?.getTime()).toBe(Date.parse("2026-11-22T02:17:17.445Z"));
    expect(answer.$metadata).toMatchObject({ httpStatusCode: 202, requestId: "request-1" });
    expect(caller).toEqual({
      id: "AKIDEXAMPLE",
      place: { accountId: "123456789012", region: "eu-central-1" },
      requestId: "request-1",
    });
  });

  it("reads a workload identity's instants, which are seconds", async () => {
    const answers = client({
      GetWorkloadIdentity: async () => ({
        name: "refunds",
        workloadIdentityArn: "arn:x",
        createdTime: 1_795_313_837.445,
        lastUpdatedTime: 1_795_313_837.445,
      }),
    });
    const answer = await answers.send(new sdk.GetWorkloadIdentityCommand({ name: "refunds" }));
    expect(answer.createdTime?.toISOString()).toBe("2026-11-22T02:17:17.445Z");
  });

  it("sends tag keys and an encoded ARN so that they arrive", async () => {
    let input: unknown;
    const answers = client({
      UntagResource: async (came) => {
        input = came;
        return {};
      },
    });
    const resourceArn = engine.policyEngineArn;
    await answers.send(new sdk.UntagResourceCommand({ resourceArn, tagKeys: ["a b", "c+d/e"] }));
    expect(input).toEqual({ resourceArn, tagKeys: ["a b", "c+d/e"] });
  });

  it.each([
    [new ValidationException("no"), sdk.ValidationException, 400],
    [new UnauthorizedException("no"), sdk.UnauthorizedException, 401],
    [new ServiceQuotaExceededException("no"), sdk.ServiceQuotaExceededException, 402],
    [new AccessDeniedException("no"), sdk.AccessDeniedException, 403],
    [new ResourceNotFoundException("no"), sdk.ResourceNotFoundException, 404],
    [new ConflictException("no"), sdk.ConflictException, 409],
    [new ThrottlingException("no"), sdk.ThrottlingException, 429],
    [new InternalServerException("no"), sdk.InternalServerException, 500],
  ])("reads %s as its own", async (thrown, Expected, status) => {
    const answers = client({ GetPolicyEngine: () => Promise.reject(thrown) });
    const got: unknown = await answers
      .send(new sdk.GetPolicyEngineCommand({ policyEngineId: "refunds-0123456789" }))
      .catch((error: unknown) => error);
    expect(got).toBeInstanceOf(Expected);
    expect(got).toMatchObject({
      message: "no",
      $metadata: { httpStatusCode: status, requestId: "request-1" },
    });
  });

  it("reads which members were refused, and why", async () => {
    const got: unknown = await client({})
      .send(new sdk.CreatePolicyEngineCommand({ name: "n".repeat(52) }))
      .catch((error: unknown) => error);
    const sentence =
      "Value with length 52 at '/name' failed to satisfy constraint: Member must have length between 1 and 48, inclusive";
    expect(got).toMatchObject({
      name: "ValidationException",
      message: `1 validation error detected. ${sentence}`,
      reason: "FieldValidationFailed",
      fieldList: [{ name: "name", message: sentence }],
    });
  });
});
