import { randomBytes } from "node:crypto";
import { join } from "node:path";
import {
  createCedar,
  createGenerations,
  type GenerationDeps,
  type Generations,
  type PolicyTranslator,
  type Translation,
  TranslationFailed,
} from "@toolgate/server";
import { createSolver } from "@toolgate/solver";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { caller, openControlPlane, temporaryFolder } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

const day = 24 * 60 * 60 * 1000;
let cedar: ReturnType<typeof createCedar>;
let solver: ReturnType<typeof createSolver>;
beforeAll(() => {
  cedar = createCedar();
  solver = createSolver();
});
afterAll(async () => {
  await cedar.close();
  await solver.close();
});

const arnStart = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway";
const action = 'AgentCore::Action::"T___pay"';
const statement = (gateway: string, when: string, effect = "permit") =>
  `${effect}(principal is AgentCore::OAuthUser, action == ${action}, resource == AgentCore::Gateway::"${gateway}")${when};`;

/** Each line of the text is a requirement that comes to what is given for it. */
const comesTo =
  (results: readonly Translation[]): PolicyTranslator["translate"] =>
  async (text) =>
    results.map((result, at) => ({ text: text.split("\n")[at] ?? "", start: 0, end: text.length, result }));

/** Never answers, until the server stops. */
const silent: PolicyTranslator["translate"] = (_text, _words, signal) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

async function open(change: Partial<GenerationDeps> = {}) {
  let work: Generations | undefined;
  const opened = await openControlPlane(join(temporaryFolder(onTestFinished), "toolgate.db"), {
    generations: { add: (key) => work?.add(key) },
    cedar,
    solver,
  });
  onTestFinished(() => opened.store.close());
  const { control, store, time } = opened;
  const errors: unknown[] = [];
  const start = (translate: PolicyTranslator["translate"]) => {
    work = createGenerations({
      store,
      clock: { now: () => time.now },
      cedar,
      solver,
      analysisTimeLimit: 60_000,
      strictAws: false,
      translator: { translate },
      randomBytes: () => randomBytes(16),
      onError: (error) => errors.push(error),
      ...change,
    });
    return work;
  };
  const { policyEngineId } = await control.CreatePolicyEngine({ name: "Engine" }, caller);
  const { gatewayArn, gatewayId } = await control.CreateGateway(
    {
      name: "gate",
      roleArn: "arn:aws:iam::123456789012:role/g",
      authorizerType: "CUSTOM_JWT",
      authorizerConfiguration: {
        customJWTAuthorizer: { discoveryUrl: "https://idp.example/.well-known/openid-configuration" },
      },
    },
    caller,
  );
  const tool = {
    name: "pay",
    description: "Pays",
    inputSchema: { type: "object", properties: { amount: { type: "integer" } }, required: ["amount"] },
  } as const;
  const lambda = {
    lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:pay",
    toolSchema: { inlinePayload: [tool] },
  };
  await control.CreateGatewayTarget(
    { gatewayIdentifier: gatewayId, name: "T", targetConfiguration: { mcp: { lambda } } },
    caller,
  );
  const generate = (name = "g", rawText = "one\ntwo") =>
    control.StartPolicyGeneration(
      { policyEngineId, name, resource: { arn: gatewayArn }, content: { rawText } },
      caller,
    );
  const read = (policyGenerationId: string) =>
    control.GetPolicyGeneration({ policyEngineId, policyGenerationId }, caller);
  const assets = async (policyGenerationId: string) =>
    (await control.ListPolicyGenerationAssets({ policyEngineId, policyGenerationId }, caller))
      .policyGenerationAssets;
  return { ...opened, policyEngineId, gatewayArn, generate, read, assets, start, errors };
}

const policy = (text: string): Translation => ({ kind: "policy", statement: text, notes: ["A note."] });

describe("the work on a generation", () => {
  it.each<[string, (gateway: string) => string, string, string]>([
    [
      "a condition",
      (gateway) => statement(gateway, " when { context.input.amount < 500 }"),
      "VALID",
      "A note.",
    ],
    ["a permit for all", (gateway) => statement(gateway, ""), "ALLOW_ALL", "every caller use 'T___pay'"],
    [
      "a permit that is all but literally for all",
      (gateway) => statement(gateway, " when { context.input.amount < 500 || context.input.amount >= 500 }"),
      "ALLOW_ALL",
      "every caller use 'T___pay'",
    ],
    [
      "a forbid for all",
      (gateway) => statement(gateway, "", "forbid"),
      "DENY_ALL",
      "keeps every caller from using",
    ],
    [
      "a permit for none",
      (gateway) => statement(gateway, " when { context.input.amount < 5 && context.input.amount > 5 }"),
      "ALLOW_NONE",
      "It never applies",
    ],
    [
      "a member that is not there",
      (gateway) => statement(gateway, " when { context.input.price < 5 }"),
      "INVALID",
      "price",
    ],
    [
      "a syntax error",
      (gateway) => statement(gateway, " when { context.input.amount < }"),
      "INVALID",
      "Line 1",
    ],
    [
      "another gateway",
      () => statement(`${arnStart}/other-0123456789`, " when { context.input.amount < 5 }"),
      "INVALID",
      "must name the gateway",
    ],
    [
      "no gateway",
      () => `permit(principal, action == ${action}, resource) when { context.input.amount < 5 };`,
      "INVALID",
      "must name the gateway",
    ],
    [
      "another tool",
      (gateway) => statement(gateway, " when { true }").replaceAll("T___pay", "T___gone"),
      "INVALID",
      "T___gone",
    ],
    ["two policies", (gateway) => `${statement(gateway, "")} ${statement(gateway, "")}`, "INVALID", ""],
  ])(verifies("generations.findings", "%s is told as it is"), async (_, make, type, words) => {
    const { generate, assets, start, gatewayArn } = await open();
    const work = start(comesTo([policy(make(gatewayArn))]));
    const { policyGenerationId } = await generate("g", "one");
    await work.idle();
    expect(await assets(policyGenerationId)).toMatchObject([
      {
        rawTextFragment: "one",
        definition: { cedar: { statement: make(gatewayArn) } },
        findings: [{ type, description: expect.stringContaining(words) }],
      },
    ]);
  });

  it(verifies("generations.findings", "what the solver cannot tell is not VALID"), async () => {
    const { generate, assets, start, gatewayArn } = await open({
      solver: { solve: async () => ({ kind: "unknown", why: "The solver is away" }) },
    });
    const work = start(comesTo([policy(statement(gatewayArn, " when { context.input.amount < 500 }"))]));
    const { policyGenerationId } = await generate();
    await work.idle();
    const [asset] = await assets(policyGenerationId);
    expect(asset?.findings).toMatchObject([
      { type: "INVALID", description: expect.stringContaining("The solver is away") },
    ]);
  });

  it.each<[string, PolicyTranslator["translate"], string]>([
    ["fails", () => Promise.reject(new TranslationFailed("The model is away.")), "The model is away."],
    ["finds nothing", comesTo([]), "The text holds no requirement: say who may do what."],
    [
      "finds too much",
      comesTo(Array.from({ length: 101 }, () => ({ kind: "inexpressible", reason: "r" }) as const)),
      "The text holds 101 requirements, and 100 is the most: send it in parts.",
    ],
    [
      "has a fault",
      () => Promise.reject(new Error("secret detail")),
      "The text could not be worked on, by a fault of Toolgate's; the server's log says more.",
    ],
  ])(
    verifies("generations.failure", "a translator that %s leaves a reason"),
    async (_, translate, reason) => {
      const { generate, read, start, policyEngineId, control } = await open();
      const work = start(translate);
      const { policyGenerationId } = await generate();
      await work.idle();
      expect(await read(policyGenerationId)).toMatchObject({
        status: "GENERATE_FAILED",
        statusReasons: [reason],
      });
      const definition = {
        policyGeneration: { policyGenerationId, policyGenerationAssetId: "a-0123456789" },
      };
      await expect(control.CreatePolicy({ policyEngineId, name: "p", definition }, caller)).rejects.toThrow(
        "is GENERATE_FAILED",
      );
    },
  );

  it(verifies("generations.restart", "goes on after a restart, once"), async () => {
    const { generate, read, assets, start } = await open();
    const before = start(silent);
    const { policyGenerationId, status } = await generate();
    expect(status).toBe("GENERATING");
    await before.close();
    expect(await read(policyGenerationId)).toMatchObject({ status: "GENERATING", statusReasons: [] });
    const after = start(comesTo([{ kind: "inexpressible", reason: "Cedar has no loops" }]));
    await after.resume();
    await after.idle();
    expect(await read(policyGenerationId)).toMatchObject({ status: "GENERATED" });
    const first = await assets(policyGenerationId);
    expect(first).toMatchObject([
      { findings: [{ type: "NOT_TRANSLATABLE", description: "Cedar has no loops." }] },
    ]);
    expect(first[0]).not.toHaveProperty("definition");
    await after.resume();
    await after.idle();
    expect(await assets(policyGenerationId)).toEqual(first);
  });

  it(verifies("generations.restart", "is given up when the server stopped three times at it"), async () => {
    const { generate, read, start } = await open();
    let work = start(silent);
    const { policyGenerationId } = await generate();
    for (const status of ["GENERATING", "GENERATING", "GENERATE_FAILED"]) {
      await work.close();
      work = start(silent);
      await work.resume();
      expect((await read(policyGenerationId)).status).toBe(status);
    }
    await work.close();
    expect((await read(policyGenerationId)).statusReasons).toEqual([
      "The server stopped 3 times while it was at work on this text, so it was given up.",
    ]);
  });

  it(verifies("generations.kept", "is gone after seven days, and with its engine"), async () => {
    const { generate, read, assets, start, time, policyEngineId, control, store } = await open();
    const work = start(comesTo([{ kind: "inexpressible", reason: "r" }]));
    const { policyGenerationId } = await generate();
    await work.idle();
    time.now += 7 * day - 1;
    expect((await assets(policyGenerationId)).length).toBe(1);
    time.now += 1;
    await expect(read(policyGenerationId)).rejects.toThrow("Generations are kept for seven days");
    await expect(assets(policyGenerationId)).rejects.toThrow("Generations are kept for seven days");
    expect(await control.ListPolicyGenerations({ policyEngineId }, caller)).toEqual({
      policyGenerations: [],
    });
    const stored = (collection: string) =>
      store.read(async (view) => (await view.documents.list(collection)).length);
    expect(await stored("policyGenerationAssets")).toBe(1);
    await work.resume();
    expect([await stored("policyGeneration"), await stored("policyGenerationAssets")]).toEqual([0, 0]);
    await generate();
    await work.idle();
    expect([await stored("policyGeneration"), await stored("policyGenerationAssets")]).toEqual([1, 1]);
    await control.DeletePolicyEngine({ policyEngineId }, caller);
    expect([await stored("policyGeneration"), await stored("policyGenerationAssets")]).toEqual([0, 0]);
  });

  it(verifies("generations.bounds", "50 at work are enough"), async () => {
    const { generate, start } = await open();
    const work = start(silent);
    for (let count = 0; count < 50; count += 1) await generate();
    await expect(generate()).rejects.toMatchObject({ name: "ThrottlingException", status: 429 });
    await work.close();
  });

  it(verifies("generations.bounds", "1,000 are kept, until the oldest are gone"), async () => {
    const { generate, start, store, time } = await open();
    const work = start(silent);
    await generate();
    await work.close();
    const collection = "policyGeneration";
    const kept = () => store.read((view) => view.documents.list(collection));
    const [first] = await kept();
    if (first === undefined) throw new Error("no generation was stored");
    const body = { ...(first.body as object), status: "GENERATED" };
    const [engineId] = first.key.split("/");
    await store.write(async (change) => {
      for (let count = 1; count < 1_000; count += 1) {
        const id = `copy-${count}`;
        const [key, arn] = [`${engineId}/${id}`, `${first.arn}-${count}`];
        await change.put.document({ collection, key, arn, body: { ...body, id, arn } });
      }
    });
    await expect(generate()).rejects.toMatchObject({
      name: "ServiceQuotaExceededException",
      message: expect.stringContaining("has 1000 policy generations of the last seven days"),
    });
    time.now += 7 * day;
    await expect(generate()).resolves.toMatchObject({ status: "GENERATING" });
    expect(await kept()).toHaveLength(1);
  });
});
