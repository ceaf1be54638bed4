import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BedrockAgentCoreControlClient,
  CreateGatewayCommand,
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  DeleteGatewayCommand,
  DeleteGatewayTargetCommand,
  DeletePolicyCommand,
  DeletePolicyEngineCommand,
  GetPolicyCommand,
  ListWorkloadIdentitiesCommand,
  paginateListGateways,
  paginateListGatewayTargets,
  paginateListPolicies,
  paginateListPolicyEngines,
  UpdatePolicyCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { openDatabase } from "@toolgate/server";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { type ServedToolgate, serveToolgate } from "./served-toolgate.ts";
import { verifies } from "./verifies.ts";

const rounds = 10;
const lanes = 3;

/** What must be true of one resource; `undefined`: the change under way was not acknowledged, so either may be. */
interface Expected {
  exists: boolean | undefined;
  id?: string | undefined;
  logOnly?: boolean | undefined;
}
type World = Map<string, Expected>;

/** A create that was not acknowledged: it may be sent again with its token. */
interface UnderWay {
  readonly key: string;
  again(aws: BedrockAgentCoreControlClient): Promise<string | undefined>;
}

const client = (url: string) =>
  new BedrockAgentCoreControlClient({
    endpoint: url,
    region: "us-west-2",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
    maxAttempts: 1,
  });

const clientToken = (name: string) => `${name}-0123456789-0123456789-0123456789`;

/** Makes and deletes one resource after the other until the server is gone. */
async function write(
  aws: BedrockAgentCoreControlClient,
  prefix: string,
  world: World,
  acknowledged: () => void,
): Promise<UnderWay | undefined> {
  let underWay: UnderWay | undefined;

  async function create(
    kind: string,
    name: string,
    send: (to: BedrockAgentCoreControlClient) => Promise<string | undefined>,
  ): Promise<string> {
    const key = `${kind} ${name}`;
    underWay = { key, again: send };
    world.set(key, { exists: undefined });
    const id = String(await send(aws));
    world.set(key, { exists: true, id });
    underWay = undefined;
    acknowledged();
    return id;
  }

  async function change(
    key: string,
    during: Partial<Expected>,
    after: Partial<Expected>,
    send: () => Promise<unknown>,
  ) {
    const before = world.get(key);
    world.set(key, { exists: true, ...before, ...during });
    await send();
    world.set(key, { exists: true, ...before, ...after });
    acknowledged();
  }

  const remove = (key: string, send: () => Promise<unknown>) =>
    change(key, { exists: undefined }, { exists: false }, send);

  try {
    for (let number = 0; ; number += 1) {
      const name = `${prefix}n${number}`;
      const token = clientToken(name);
      let engineArn = "";
      const policyEngineId = await create("engine", name, async (to) => {
        const made = await to.send(
          new CreatePolicyEngineCommand({ name, clientToken: token, tags: { a: "1" } }),
        );
        engineArn = String(made.policyEngineArn);
        return made.policyEngineId;
      });
      const gatewayIdentifier = await create("gateway", name, async (to) => {
        const made = await to.send(
          new CreateGatewayCommand({
            name,
            clientToken: token,
            roleArn: "arn:aws:iam::123456789012:role/gateway",
            protocolType: "MCP",
            authorizerType: "CUSTOM_JWT",
            authorizerConfiguration: {
              customJWTAuthorizer: { discoveryUrl: "http://127.0.0.1:9/.well-known/openid-configuration" },
            },
            policyEngineConfiguration: { arn: engineArn, mode: "ENFORCE" },
          }),
        );
        return made.gatewayId;
      });
      const targetId = await create("target", name, async (to) => {
        const made = await to.send(
          new CreateGatewayTargetCommand({
            gatewayIdentifier,
            name: "Pay",
            clientToken: token,
            targetConfiguration: {
              mcp: {
                lambda: {
                  lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:Pay",
                  toolSchema: {
                    inlinePayload: [{ name: "send", description: "Pays", inputSchema: { type: "object" } }],
                  },
                },
              },
            },
            credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
          }),
        );
        return made.targetId;
      });
      const policyId = await create("policy", name, async (to) => {
        const made = await to.send(
          new CreatePolicyCommand({
            policyEngineId,
            name,
            clientToken: token,
            definition: { cedar: { statement: "forbid(principal, action, resource);" } },
            validationMode: "IGNORE_ALL_FINDINGS",
          }),
        );
        return made.policyId;
      });
      await change(`policy ${name}`, { logOnly: undefined }, { logOnly: true }, () =>
        aws.send(new UpdatePolicyCommand({ policyEngineId, policyId, enforcementMode: "LOG_ONLY" })),
      );
      if (number % 2 === 0) continue;
      await remove(`policy ${name}`, () => aws.send(new DeletePolicyCommand({ policyEngineId, policyId })));
      await remove(`target ${name}`, () =>
        aws.send(new DeleteGatewayTargetCommand({ gatewayIdentifier, targetId })),
      );
      await remove(`gateway ${name}`, () => aws.send(new DeleteGatewayCommand({ gatewayIdentifier })));
      await remove(`engine ${name}`, () => aws.send(new DeletePolicyEngineCommand({ policyEngineId })));
    }
  } catch (error) {
    // An answer is no reason to stop; only the server's end is.
    if (error instanceof Error && "$fault" in error) throw error;
    return underWay;
  }
}

/** Everything that the API shows, by kind and name. */
async function readAll(
  aws: BedrockAgentCoreControlClient,
): Promise<Map<string, { id: string; logOnly?: boolean }>> {
  const all = new Map<string, { id: string; logOnly?: boolean }>();
  const pages = { client: aws, pageSize: 100 };
  for await (const { policyEngines } of paginateListPolicyEngines(pages, {})) {
    for (const { name, policyEngineId } of policyEngines ?? []) {
      all.set(`engine ${name}`, { id: String(policyEngineId) });
      for await (const { policies } of paginateListPolicies(pages, { policyEngineId })) {
        for (const policy of policies ?? []) {
          const { policyId } = policy;
          const { enforcementMode } = await aws.send(new GetPolicyCommand({ policyEngineId, policyId }));
          all.set(`policy ${policy.name}`, { id: String(policyId), logOnly: enforcementMode === "LOG_ONLY" });
        }
      }
    }
  }
  for await (const { items } of paginateListGateways(pages, {})) {
    for (const { name, gatewayId } of items ?? []) {
      all.set(`gateway ${name}`, { id: String(gatewayId) });
      const targets = paginateListGatewayTargets(pages, { gatewayIdentifier: gatewayId });
      for await (const page of targets) {
        for (const { targetId } of page.items ?? []) all.set(`target ${name}`, { id: String(targetId) });
      }
    }
  }
  return all;
}

function check(world: World, found: Map<string, { id: string; logOnly?: boolean }>): void {
  for (const [key, { exists, id, logOnly }] of world) {
    const is = found.get(key);
    if (exists !== undefined) expect([key, is !== undefined]).toEqual([key, exists]);
    if (exists && id !== undefined) expect([key, is?.id]).toEqual([key, id]);
    if (exists && logOnly !== undefined) expect([key, is?.logOnly]).toEqual([key, logOnly]);
    // What was under way is as it is from here on.
    world.set(key, { exists: is !== undefined, id: is?.id, ...(is?.logOnly ? { logOnly: true } : {}) });
  }
  expect([...found.keys()].filter((key) => !world.has(key))).toEqual([]);
}

it(verifies("gateway.sigkill", "every acknowledged change is there after a restart, and none is half done"), {
  timeout: 180_000,
}, async ({ onTestFinished }) => {
  const folder = await mkdtemp(join(tmpdir(), "toolgate-sigkill-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const world: World = new Map();
  let served: ServedToolgate = await serveToolgate(folder);
  onTestFinished(async () => void served.child.kill("SIGKILL"));
  let total = 0;
  for (let round = 0; round < rounds; round += 1) {
    const aws = client(served.url);
    const enough = randomInt(1, 20);
    let count = 0;
    const acknowledged = () => {
      total += 1;
      count += 1;
      // The delay waits for nothing: it spreads the kills over the whole of a change.
      if (count === enough) setTimeout(() => served.child.kill("SIGKILL"), randomInt(0, 15));
    };
    const underWay = await Promise.all(
      Array.from({ length: lanes }, (_, lane) => write(aws, `r${round}l${lane}`, world, acknowledged)),
    );
    await served.kill();
    aws.destroy();

    served = await serveToolgate(folder);
    const again = client(served.url);
    check(world, await readAll(again));
    // The same request with its token makes what was not made, and gives the first answer where it was.
    for (const one of underWay) {
      if (one === undefined) continue;
      const id = await one.again(again);
      const was = world.get(one.key);
      if (was?.exists) expect([one.key, id]).toEqual([one.key, was.id]);
      world.set(one.key, { exists: true, id });
    }
    const found = await readAll(again);
    check(world, found);
    const { workloadIdentities } = await again.send(new ListWorkloadIdentitiesCommand({ maxResults: 20 }));
    const gateways = [...found].flatMap(([key, { id }]) => (key.startsWith("gateway ") ? [id] : []));
    for (const { name } of workloadIdentities ?? []) expect(gateways).toContain(name);
    again.destroy();
  }
  expect(total).toBeGreaterThan(rounds);
  await served.kill();

  const store = await openDatabase<object>({ file: join(folder, "data/toolgate.db"), synchronous: "FULL" });
  expect((await sql`pragma foreign_key_check`.execute(store)).rows).toEqual([]);
  expect((await sql`pragma integrity_check`.execute(store)).rows).toEqual([{ integrity_check: "ok" }]);
  const orphans = await sql<{ orphans: number }>`select
      (select count(*) from policy where engine_id not in (select id from policy_engine))
      + (select count(*) from target where gateway_id not in (select id from gateway))
      + (select count(*) from workload_identity where gateway_id not in (select id from gateway))
      + (select count(*) from gateway where id not in (select gateway_id from workload_identity))
      + (select count(*) from gateway where engine_arn not in
          (select json_extract(document, '$.arn') from policy_engine)) as orphans`.execute(store);
  await store.destroy();
  expect(orphans.rows).toEqual([{ orphans: 0 }]);
});
