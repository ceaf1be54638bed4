import {
  AccessDeniedException,
  ConflictException,
  createControlCaller,
  InternalServerException,
  MissingCredentialsError,
  NetworkError,
  PolicyClient,
  ResourceNotFoundException,
  ServiceError,
  ServiceQuotaExceededException,
  ThrottlingException,
  TimeLimitError,
  UnauthorizedException,
  UnreadableAnswerError,
  ValidationException,
} from "@toolgate/sdk";
import { describe, expect, it } from "vitest";
import { type Answer, fakeServices, refusal } from "./fake-services.ts";
import { verifies } from "./verifies.ts";

const engine = { policyEngineId: "Refunds-0123456789", name: "Refunds", status: "ACTIVE", statusReasons: [] };
const busy = refusal("ThrottlingException", 429, "Rate exceeded");
const broken = refusal("InternalServerException", 500, "An internal error occurred.");

const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("it should have failed"),
    (error: Error) => error,
  );

describe("a call of the control plane", () => {
  it("goes where the table says, with a client token of its own", async () => {
    const { settings, heard, sent } = fakeServices([{ status: 202, body: engine }, { body: {} }]);
    const call = createControlCaller(settings);
    expect(await call("CreatePolicyEngine", { name: "Refunds" })).toEqual(engine);
    await call("ListPolicies", { policyEngineId: "Refunds-0123456789", maxResults: 5, nextToken: "a b/=" });
    expect(heard.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST http://127.0.0.1:4100/policy-engines",
      "GET http://127.0.0.1:4100/policy-engines/Refunds-0123456789/policies?maxResults=5&nextToken=a%20b%2F%3D",
    ]);
    expect(sent(0)).toEqual({
      name: "Refunds",
      clientToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(heard[0]?.headers).toEqual({
      "content-type": "application/json",
      authorization: "Toolgate local",
    });
  });

  it(verifies("typescript.unsigned", "goes unsigned on this machine alone"), async () => {
    const { settings, heard } = fakeServices([], { endpoint: "https://gateway.example.com" });
    const error = await failure(createControlCaller(settings)("ListGateways", {}));
    expect(error).toBeInstanceOf(MissingCredentialsError);
    expect(error.message).toContain("ListGateways at https://gateway.example.com needs an access key");
    expect(heard).toEqual([]);
  });

  it("asks a provider of keys for each attempt, and signs for the service and the Region", async () => {
    const keys = ["AKIDONE", "AKIDTWO"];
    const { settings, heard } = fakeServices([broken, { body: { items: [] } }], {
      region: "eu-west-1",
      credentials: async () => ({ accessKeyId: String(keys.shift()), secretAccessKey: "secret" }),
    });
    await createControlCaller(settings)("ListGateways", {});
    expect(heard.map(({ headers }) => headers.authorization?.split(",")[0])).toEqual([
      "AWS4-HMAC-SHA256 Credential=AKIDONE/20261122/eu-west-1/bedrock-agentcore/aws4_request",
      "AWS4-HMAC-SHA256 Credential=AKIDTWO/20261122/eu-west-1/bedrock-agentcore/aws4_request",
    ]);
  });

  it("reaches a service under a path", async () => {
    const { settings, asked } = fakeServices([{ body: { items: [] } }], {
      endpoint: "http://127.0.0.1:9/base/",
    });
    await createControlCaller(settings)("ListGateways", {});
    expect(asked()).toEqual(["GET /base/gateways/"]);
  });
});

describe("an operation", () => {
  it.each(["listGateways", "toString"])(
    "%s, which there is not, is refused before anything is sent",
    async (name) => {
      const { settings, heard } = fakeServices([]);
      const error = await failure(createControlCaller(settings)(name as "ListGateways", {}));
      expect(error.message).toBe(`There is no operation ${name}; the names are AWS's, e.g. ListGateways.`);
      expect(heard).toEqual([]);
    },
  );
});

describe("a refusal", () => {
  it.each([
    ["ValidationException", 400, ValidationException],
    ["UnauthorizedException", 401, UnauthorizedException],
    ["ServiceQuotaExceededException", 402, ServiceQuotaExceededException],
    ["AccessDeniedException", 403, AccessDeniedException],
    ["ResourceNotFoundException", 404, ResourceNotFoundException],
    ["ConflictException", 409, ConflictException],
    ["ThrottlingException", 429, ThrottlingException],
    ["InternalServerException", 500, InternalServerException],
    ["SomethingNewException", 400, ServiceError],
    ["__proto__", 400, ServiceError],
  ])(verifies("typescript.errors", "%s is an error of its own class"), async (name, status, Class) => {
    const { settings } = fakeServices([
      {
        status,
        body: { message: "The sentence." },
        headers: {
          "x-amzn-errortype": `${name}:http://internal.amazon.com/`,
          "x-amzn-requestid": "request-1",
        },
      },
    ]);
    const error = await failure(createControlCaller({ ...settings, maxAttempts: 1 })("ListGateways", {}));
    expect(error.constructor).toBe(Class);
    expect({ ...error, message: error.message }).toMatchObject({
      name,
      code: name,
      status,
      operation: "ListGateways",
      requestId: "request-1",
      message: "The sentence.",
    });
  });

  it("says which members were wrong", async () => {
    const fieldList = [{ name: "name", message: "Member must not be null" }];
    const { settings } = fakeServices([
      {
        status: 400,
        body: {
          __type: "aws.agentcore#ValidationException",
          Message: "No.",
          reason: "CannotParse",
          fieldList,
        },
      },
    ]);
    const error = await failure(createControlCaller(settings)("ListGateways", {}));
    expect(error).toMatchObject({
      name: "ValidationException",
      message: "No.",
      reason: "CannotParse",
      fieldList,
    });
  });

  it("without a name or a body is told by its status", async () => {
    const { settings } = fakeServices([{ status: 418, body: "teapot" }]);
    const error = await failure(createControlCaller(settings)("ListGateways", {}));
    expect(error).toMatchObject({ name: "HTTP 418", message: "The service answered 418: teapot" });
  });
});

describe("trying again", () => {
  it.each<{ it: string; answers: readonly Answer[]; slept: readonly number[] }>([
    { it: "throttled", answers: [busy, busy], slept: [50, 100] },
    { it: "answered 500", answers: [broken], slept: [50] },
    { it: "unreachable", answers: ["unreachable", "unreachable"], slept: [50, 100] },
    { it: "too slow", answers: ["silent"], slept: [50] },
    {
      it: "asked to wait",
      answers: [{ status: 429, body: { __type: "ThrottlingException" }, headers: { "retry-after": "2" } }],
      slept: [2_050],
    },
  ])(
    verifies("typescript.retries", "comes after a pause when $it, with the same client token"),
    async ({ answers, slept }) => {
      const fake = fakeServices([...answers, { status: 202, body: engine }]);
      await createControlCaller(fake.settings)("CreatePolicyEngine", { name: "Refunds" });
      expect(fake.slept).toEqual(slept);
      expect(fake.heard).toHaveLength(answers.length + 1);
      expect(new Set(fake.heard.map(({ body }) => body)).size).toBe(1);
    },
  );

  it("ends with a time limit that names itself when a service stays silent", async () => {
    const fake = fakeServices(["silent", "silent", "silent"]);
    const error = await failure(createControlCaller(fake.settings)("ListGateways", {}));
    expect(error).toBeInstanceOf(TimeLimitError);
    expect(error.message).toBe(
      "ListGateways at http://127.0.0.1:4100 took longer than 45678 ms; allow more with timeoutMs.",
    );
    expect(fake.heard).toHaveLength(3);
  });

  it("ends after as many attempts as allowed, with the last error", async () => {
    const fake = fakeServices([busy, broken, "unreachable"]);
    const error = await failure(createControlCaller(fake.settings)("ListGateways", {}));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.message).toBe(
      "ListGateways could not reach http://127.0.0.1:4100: connect ECONNREFUSED 127.0.0.1:4100. Look whether the service runs there.",
    );
    expect(fake.heard).toHaveLength(3);
  });

  it("does not repeat what was refused, nor what may have been carried out and must not be twice", async () => {
    const refused = fakeServices([refusal("ConflictException", 409, "exists")]);
    await failure(createControlCaller(refused.settings)("CreatePolicyEngine", { name: "Refunds" }));
    expect(refused.heard).toHaveLength(1);
    const once = fakeServices([broken]);
    await failure(createControlCaller(once.settings)("CreateWorkloadIdentity", { name: "one" }));
    expect(once.heard).toHaveLength(1);
  });
});

describe("an abort signal", () => {
  it(verifies("typescript.abort", "ends a call that is under way, with its reason"), async () => {
    const { settings, heard } = fakeServices(["silent"]);
    const stop = new AbortController();
    const patient = { ...settings, timeoutMs: 1_000_000 };
    const call = createControlCaller({
      ...patient,
      clock: { now: () => 0, random: () => 0, sleep: () => new Promise(() => undefined) },
    })("ListGateways", {}, { signal: stop.signal });
    stop.abort(new Error("the user left"));
    expect((await failure(call)).message).toBe("the user left");
    expect(heard.length).toBeLessThanOrEqual(1);
  });

  it("ends the pause between two attempts", async () => {
    const stop = new AbortController();
    const { settings, heard } = fakeServices([busy]);
    const clock = {
      now: () => 0,
      random: () => 0.5,
      sleep: (ms: number, signal?: AbortSignal) => {
        if (ms === settings.timeoutMs) return new Promise<void>(() => undefined);
        stop.abort(new Error("the user left"));
        return Promise.reject(signal?.reason);
      },
    };
    const call = createControlCaller({ ...settings, clock })("ListGateways", {}, { signal: stop.signal });
    expect((await failure(call)).message).toBe("the user left");
    expect(heard).toHaveLength(1);
  });

  it("that was aborted before sends nothing", async () => {
    const { settings, heard } = fakeServices([]);
    const signal = AbortSignal.abort(new Error("the user left"));
    const error = await failure(new PolicyClient(settings).listPolicyEngines({}, { signal }));
    expect([error.message, heard.length]).toEqual(["the user left", 0]);
  });
});

describe("an answer", () => {
  it.each([
    { it: "a web page", body: "<!doctype html><p>hello", says: "begins '<!doctype html><p>hello'" },
    { it: "a list", body: "[1]", says: "begins '[1]'" },
  ])("that is $it is told as such", async ({ body, says }) => {
    const { settings } = fakeServices([{ body }]);
    const error = await failure(createControlCaller(settings)("ListGateways", {}));
    expect(error).toBeInstanceOf(UnreadableAnswerError);
    expect(error.message).toContain(says);
  });

  it("longer than 32 MiB is not read to its end", async () => {
    let pulled = 0;
    const part = new Uint8Array(1024 * 1024);
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(part);
      },
    });
    const { settings } = fakeServices([]);
    const fetch = async () => new Response(body);
    const error = await failure(createControlCaller({ ...settings, fetch })("ListGateways", {}));
    expect(error).toBeInstanceOf(UnreadableAnswerError);
    expect(error.message).toContain("longer than 33554432 bytes");
    expect(pulled).toBeLessThan(40);
  });
});
