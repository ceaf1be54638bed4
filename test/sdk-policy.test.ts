import {
  CleanupError,
  PolicyClient,
  PolicyCreateFailedError,
  PolicyEngineFailedError,
  PolicyGenerationFailedError,
  PolicyUpdateFailedError,
  WaitTimeoutError,
} from "@toolgate/sdk";
import { describe, expect, it } from "vitest";
import { type Answer, fakeServices, refusal } from "./fake-services.ts";
import { verifies } from "./verifies.ts";

const policyEngineId = "Refunds-0123456789";
const policyId = "small-0123456789";
const statement = "permit(principal, action, resource) when { context.input.amount < 500 };";
const definition = { cedar: { statement } };
const at = `/policy-engines/${policyEngineId}`;

const engine = (status: string, more = {}) => ({
  body: { policyEngineId, name: "Refunds", status, statusReasons: [], ...more },
});
const policy = (status: string, more = {}) => ({
  body: { policyEngineId, policyId, name: "small", status, statusReasons: [], definition, ...more },
});
const policies = (...items: readonly { readonly body: object }[]) => ({
  body: { policies: items.map(({ body }) => body) },
});
const gone = refusal("ResourceNotFoundException", 404, "There is none.");

const client = (answers: readonly Answer[]) => {
  const fake = fakeServices(answers);
  return { ...fake, client: new PolicyClient(fake.settings) };
};
const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("it should have failed"),
    (error: Error) => error,
  );

describe("an engine", () => {
  it("that is created is waited for until it is ACTIVE", async () => {
    const {
      client: policyClient,
      asked,
      slept,
    } = client([engine("CREATING"), engine("CREATING"), engine("ACTIVE")]);
    expect((await policyClient.createPolicyEngine({ name: "Refunds" })).status).toBe("ACTIVE");
    expect(asked()).toEqual(["POST /policy-engines", `GET ${at}`, `GET ${at}`]);
    expect(slept).toEqual([2_000, 2_000]);
  });

  it("is not waited for where that is not wanted", async () => {
    const { client: policyClient, asked } = client([engine("CREATING")]);
    expect((await policyClient.createPolicyEngine({ name: "Refunds" }, { wait: false })).status).toBe(
      "CREATING",
    );
    expect(asked()).toHaveLength(1);
  });

  it("that fails is an error with its reasons", async () => {
    const { client: policyClient } = client([
      engine("CREATE_FAILED", { statusReasons: ["No key.", "No room."] }),
    ]);
    const error = await failure(policyClient.createPolicyEngine({ name: "Refunds" }));
    expect(error).toBeInstanceOf(PolicyEngineFailedError);
    expect(error.message).toBe(
      "The policy engine Refunds (Refunds-0123456789) ended CREATE_FAILED: No key. No room.",
    );
  });

  it("of a name is found on a later page, and none is created", async () => {
    const { client: policyClient, asked } = client([
      { body: { policyEngines: [engine("ACTIVE", { name: "Other" }).body], nextToken: "two" } },
      { body: { policyEngines: [engine("UPDATING").body] } },
      engine("ACTIVE"),
    ]);
    const found = await policyClient.createOrGetPolicyEngine({ name: "Refunds" });
    expect(found).toMatchObject({ policyEngineId, status: "ACTIVE" });
    expect(asked()).toEqual([
      "GET /policy-engines?maxResults=100",
      "GET /policy-engines?maxResults=100&nextToken=two",
      `GET ${at}`,
    ]);
  });

  it("that somebody else created meanwhile is taken", async () => {
    const { client: policyClient, asked } = client([
      { body: { policyEngines: [] } },
      refusal("ConflictException", 409, "exists"),
      { body: { policyEngines: [engine("ACTIVE").body] } },
    ]);
    expect((await policyClient.createOrGetPolicyEngine({ name: "Refunds" })).policyEngineId).toBe(
      policyEngineId,
    );
    expect(asked()[1]).toBe("POST /policy-engines");
  });

  it(
    verifies("typescript.update-description", "and a policy have their description sent as AWS takes it"),
    async () => {
      const { client: policyClient, sent } = client([engine("ACTIVE"), engine("ACTIVE"), policy("ACTIVE")]);
      await policyClient.updatePolicyEngine({ policyEngineId, description: "new" });
      await policyClient.updatePolicyEngine({ policyEngineId, description: null });
      await policyClient.updatePolicy({ policyEngineId, policyId, description: "new" });
      expect([sent(0), sent(1), sent(2)]).toEqual([
        { description: { optionalValue: "new" } },
        { description: {} },
        { description: { optionalValue: "new" } },
      ]);
    },
  );

  it("is deleted until it is gone", async () => {
    const { client: policyClient, asked } = client([engine("DELETING"), engine("DELETING"), gone]);
    await policyClient.deletePolicyEngine({ policyEngineId });
    expect(asked()).toEqual([`DELETE ${at}`, `GET ${at}`, `GET ${at}`]);
  });

  it("that is not deleted is an error", async () => {
    const stays = engine("DELETE_FAILED", { statusReasons: ["In use."] });
    const { client: policyClient } = client([engine("DELETING"), stays]);
    const error = await failure(policyClient.deletePolicyEngine({ policyEngineId }));
    expect(error).toBeInstanceOf(PolicyEngineFailedError);
    expect(error.message).toContain("ended DELETE_FAILED: In use.");
  });
});

describe("a policy", () => {
  it(verifies("typescript.create-failed", "that ends CREATE_FAILED throws its reasons"), async () => {
    const failed = policy("CREATE_FAILED", { statusReasons: ["Overly Permissive: it allows everything."] });
    const { client: policyClient, asked } = client([policy("CREATING"), failed]);
    const error = await failure(policyClient.createPolicy({ policyEngineId, name: "small", definition }));
    expect(error).toBeInstanceOf(PolicyCreateFailedError);
    expect(error).toMatchObject({
      name: "PolicyCreateFailedError",
      status: "CREATE_FAILED",
      statusReasons: ["Overly Permissive: it allows everything."],
      message:
        "The policy small (small-0123456789) ended CREATE_FAILED: Overly Permissive: it allows everything.",
    });
    expect(asked()).toEqual([`POST ${at}/policies`, `GET ${at}/policies/${policyId}`]);
  });

  it("that ends UPDATE_FAILED throws its reasons", async () => {
    const { client: policyClient } = client([
      policy("UPDATING"),
      policy("UPDATE_FAILED", { statusReasons: ["No."] }),
    ]);
    const error = await failure(policyClient.updatePolicy({ policyEngineId, policyId, definition }));
    expect(error).toBeInstanceOf(PolicyUpdateFailedError);
  });

  it("that waits for what it names is returned with what it waits for", async () => {
    const waiting = policy("CREATING", { statusReasons: ["Waits for the gateway refund-gateway."] });
    const { client: policyClient, slept } = client([waiting]);
    const created = await policyClient.createPolicy({ policyEngineId, name: "small", definition });
    expect(created.statusReasons).toEqual(["Waits for the gateway refund-gateway."]);
    expect(slept).toEqual([]);
  });

  it(verifies("typescript.bounds", "is waited for within bounds, which say where it stands"), async () => {
    const waiting = policy("CREATING", { statusReasons: ["Waits for the gateway refund-gateway."] });
    const { client: policyClient, slept } = client([waiting, waiting, waiting, waiting]);
    const bounds = { maxWaitMs: 5_000, pollMs: 2_000 };
    const error = await failure(policyClient.waitForPolicyActive({ policyEngineId, policyId }, bounds));
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error.message).toBe(
      "The policy small (small-0123456789) is still CREATING after 5000 ms: Waits for the gateway refund-gateway. It may yet come; read it again, or allow more with maxWaitMs.",
    );
    expect(slept).toEqual([2_000, 2_000, 1_000]);
  });

  it("is enabled and disabled by its mode, whatever the findings say of its old statement", async () => {
    const { client: policyClient, sent, asked } = client([policy("ACTIVE"), policy("ACTIVE")]);
    await policyClient.enablePolicy({ policyEngineId, policyId });
    await policyClient.disablePolicy({ policyEngineId, policyId, validationMode: "FAIL_ON_ANY_FINDINGS" });
    expect([sent(0), sent(1)]).toEqual([
      { validationMode: "IGNORE_ALL_FINDINGS", enforcementMode: "ACTIVE" },
      { validationMode: "FAIL_ON_ANY_FINDINGS", enforcementMode: "LOG_ONLY" },
    ]);
    expect(asked()[0]).toBe(`PATCH ${at}/policies/${policyId}`);
  });
});

describe("createOrGetPolicy", () => {
  const list = `GET ${at}/policies?maxResults=100`;
  const patch = `PATCH ${at}/policies/${policyId}`;
  const other = { cedar: { statement: `${statement} // before` } };

  it.each<{
    it: string;
    answers: readonly Answer[];
    asked: readonly string[];
    change?: object;
    input?: object;
  }>([
    {
      it: "creates one that is not there",
      answers: [policies(), policy("ACTIVE")],
      asked: [list, `POST ${at}/policies`],
    },
    { it: "leaves one alone that says the same", answers: [policies(policy("ACTIVE"))], asked: [list] },
    {
      it: "updates one that says something else",
      answers: [policies(policy("ACTIVE", { definition: other })), policy("ACTIVE")],
      asked: [list, patch],
      change: { definition },
    },
    {
      it: "updates one that failed, for what it was refused for may be there now",
      answers: [policies(policy("CREATE_FAILED")), policy("ACTIVE")],
      asked: [list, patch],
      change: { definition },
    },
    {
      it: "updates another description alone",
      answers: [policies(policy("ACTIVE", { description: "v1" })), policy("ACTIVE")],
      asked: [list, patch],
      input: { description: "v2" },
      change: { description: { optionalValue: "v2" } },
    },
    {
      it: "leaves a description alone that is not asked for",
      answers: [policies(policy("ACTIVE", { description: "v1" }))],
      asked: [list],
    },
    {
      it: "updates another mode alone",
      answers: [policies(policy("ACTIVE")), policy("ACTIVE")],
      asked: [list, patch],
      input: { enforcementMode: "LOG_ONLY" },
      change: { enforcementMode: "LOG_ONLY" },
    },
    {
      it: "waits for one that is on its way",
      answers: [policies(policy("CREATING")), policy("ACTIVE")],
      asked: [list, `GET ${at}/policies/${policyId}`],
    },
    {
      it: "waits for one to go that is being deleted, and creates it then",
      answers: [policies(policy("DELETING")), gone, policy("ACTIVE")],
      asked: [list, `GET ${at}/policies/${policyId}`, `POST ${at}/policies`],
    },
    {
      it: "brings up to date one that somebody else created meanwhile",
      answers: [
        policies(),
        refusal("ConflictException", 409, "exists"),
        policies(policy("ACTIVE", { definition: other })),
        policy("ACTIVE"),
      ],
      asked: [list, `POST ${at}/policies`, list, patch],
      change: { definition },
    },
  ])(verifies("typescript.create-or-get", "$it"), async ({ answers, asked, change, input }) => {
    const fake = client(answers);
    const result = await fake.client.createOrGetPolicy({
      policyEngineId,
      name: "small",
      definition,
      ...input,
    });
    expect(result.status).toBe("ACTIVE");
    expect(fake.asked()).toEqual(asked);
    if (change !== undefined) expect(fake.sent(asked.length - 1)).toEqual(change);
  });
});

describe("a list", () => {
  it(verifies("typescript.lists", "is whole unless a page is asked for"), async () => {
    const one = client([
      { body: { policies: [policy("ACTIVE").body], nextToken: "two" } },
      { body: { policies: [policy("ACTIVE", { name: "large" }).body] } },
    ]);
    const whole = await one.client.listPolicies({ policyEngineId, targetResourceScope: "arn:aws:x" });
    expect(whole.policies.map(({ name }) => name)).toEqual(["small", "large"]);
    expect(whole.nextToken).toBeUndefined();
    expect(one.asked()[1]).toBe(
      `GET ${at}/policies?targetResourceScope=arn%3Aaws%3Ax&maxResults=100&nextToken=two`,
    );
    const two = client([{ body: { policies: [policy("ACTIVE").body], nextToken: "two" } }]);
    const page = await two.client.listPolicies({ policyEngineId, maxResults: 1 });
    expect([page.policies.length, page.nextToken]).toEqual([1, "two"]);
  });

  it("that leads back to itself ends with an error", async () => {
    const page = { body: { policies: [], nextToken: "same" } };
    const error = await failure(client([page, page]).client.listPolicies({ policyEngineId }));
    expect(error.message).toContain("its nextToken repeats");
  });
});

describe("generating policies", () => {
  const generations = `${at}/policy-generations`;
  const generation = (status: string, more = {}) => ({
    body: {
      policyEngineId,
      policyGenerationId: "nl-0123456789",
      name: "nl",
      status,
      statusReasons: [],
      ...more,
    },
  });
  const input = {
    policyEngineId,
    name: "nl",
    resource: { arn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway-0123456789" },
    content: { rawText: "Allow refunds for amounts less than $500" },
  };

  it(verifies("typescript.generate", "waits, and brings all that was generated along"), async () => {
    const fake = client([
      generation("GENERATING"),
      generation("GENERATING"),
      generation("GENERATED"),
      { body: { policyGenerationAssets: [{ policyGenerationAssetId: "one" }], nextToken: "more" } },
      { body: { policyGenerationAssets: [{ policyGenerationAssetId: "two" }] } },
    ]);
    const { generatedPolicies } = await fake.client.generatePolicy({ ...input, fetchAssets: true });
    expect(generatedPolicies?.map((asset) => asset.policyGenerationAssetId)).toEqual(["one", "two"]);
    expect(fake.asked().map((asked) => asked.replace(generations, ""))).toEqual([
      "POST ",
      "GET /nl-0123456789",
      "GET /nl-0123456789",
      "GET /nl-0123456789/assets?maxResults=100",
      "GET /nl-0123456789/assets?maxResults=100&nextToken=more",
    ]);
    expect(fake.sent(0)).toEqual({
      name: "nl",
      resource: input.resource,
      content: input.content,
      clientToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("brings nothing along unless asked to", async () => {
    const fake = client([generation("GENERATED")]);
    expect(await fake.client.generatePolicy(input)).not.toHaveProperty("generatedPolicies");
  });

  it("that fails throws its reasons", async () => {
    const fake = client([generation("GENERATE_FAILED", { statusReasons: ["Nothing to translate."] })]);
    const error = await failure(fake.client.generatePolicy(input));
    expect(error).toBeInstanceOf(PolicyGenerationFailedError);
    expect(error.message).toContain("Nothing to translate.");
  });

  it("gives an asset that a policy is created of", async () => {
    const fake = client([policy("ACTIVE")]);
    await fake.client.createPolicyFromGenerationAsset({
      policyEngineId,
      name: "small",
      policyGenerationId: "nl-0123456789",
      policyGenerationAssetId: "one",
    });
    expect(fake.sent(0)).toMatchObject({
      name: "small",
      definition: {
        policyGeneration: { policyGenerationId: "nl-0123456789", policyGenerationAssetId: "one" },
      },
    });
  });
});

describe("cleaning up", () => {
  it(
    verifies("typescript.cleanup-engine", "deletes every policy until it is gone, and then the engine"),
    async () => {
      const fake = client([
        { body: { policies: [policy("ACTIVE").body], nextToken: "two" } },
        { body: { policies: [policy("ACTIVE", { policyId: "large-0123456789" }).body] } },
        policy("DELETING"),
        policy("DELETING"),
        gone,
        gone,
        refusal("ConflictException", 409, "It has policies."),
        engine("DELETING"),
        gone,
      ]);
      await fake.client.cleanupPolicyEngine({ policyEngineId });
      expect(fake.asked().map((asked) => asked.replace(at, ""))).toEqual([
        "GET /policies?maxResults=100",
        "GET /policies?maxResults=100&nextToken=two",
        "DELETE /policies/small-0123456789",
        "GET /policies/small-0123456789",
        "GET /policies/small-0123456789",
        "DELETE /policies/large-0123456789",
        "DELETE ",
        "DELETE ",
        "GET ",
      ]);
    },
  );

  it("says what is left, and why", async () => {
    const inUse = refusal("ConflictException", 409, "The gateway refund-gateway-0123456789 uses it.");
    const fake = client([policies(), inUse, inUse, inUse, inUse, inUse, inUse]);
    const error = await failure(fake.client.cleanupPolicyEngine({ policyEngineId }));
    expect(error).toBeInstanceOf(CleanupError);
    expect(error.message).toBe(
      "The policy engine Refunds-0123456789 is still there: The gateway refund-gateway-0123456789 uses it.",
    );
    const denied = client([
      policies(policy("ACTIVE")),
      refusal("AccessDeniedException", 403, "You may not."),
    ]);
    const left = await failure(denied.client.cleanupPolicyEngine({ policyEngineId }));
    expect(left.message).toBe("The policy engine Refunds-0123456789 is still there: You may not.");
    expect(denied.asked()).toHaveLength(2);
  });
});
