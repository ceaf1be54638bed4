/** Generates at a running Toolgate, by AWS's API, and asks what each policy would change there. */
import { setTimeout as sleep } from "node:timers/promises";
import type {
  GetGatewayCommandOutput,
  PolicyGenerationAsset,
} from "@aws-sdk/client-bedrock-agentcore-control";
import type { DiffReport, PolicySource } from "@toolgate/server";
import { CliError } from "../cli-error.ts";
import { type AwsClients, calling } from "../gateway/aws-clients.ts";
import { askEngine } from "./ask-engine.ts";
import { type GeneratedPolicies, type ShownFragment, sourcesOf, withReadings } from "./generated-policies.ts";
import { isReadReport } from "./is-read-report.ts";
import type { PolicySurroundings } from "./policy-surroundings.ts";

const askAgainMillis = 250;

export interface GatewayRequest {
  readonly url: string;
  /** Id, name or ARN. */
  readonly gateway: string;
  readonly text: string;
  readonly name: string;
  readonly millis: number;
}

/** @throws CliError when there is no such gateway, it has no policy engine, or the generation fails. */
export async function generateOnGateway(
  clients: AwsClients,
  request: GatewayRequest,
  surroundings: PolicySurroundings,
): Promise<GeneratedPolicies> {
  const { agentcore, control } = clients;
  const { url, text, name } = request;
  const gateway = await findGateway(clients, request);
  const policyEngineId = gateway.policyEngineConfiguration?.arn?.split("/").at(-1);
  if (policyEngineId === undefined) {
    throw new CliError(
      `--gateway ${request.gateway}: it has no policy engine, so a policy would decide nothing there: attach one first.`,
    );
  }
  const resource = { arn: gateway.gatewayArn ?? "" };
  const started = await calling(url, "StartPolicyGeneration", () =>
    control.send(
      new agentcore.StartPolicyGenerationCommand({
        policyEngineId,
        name,
        resource,
        content: { rawText: text },
      }),
    ),
  );
  const by = { policyEngineId, policyGenerationId: started.policyGenerationId ?? "" };
  await finished(clients, url, by, surroundings.signal);
  const own = await policiesInForce(clients, url, policyEngineId);
  const fragments: ShownFragment[] = [];
  for (const asset of await allAssets(clients, url, by)) {
    const shown = fragmentOf(asset);
    const { statement } = shown;
    if (statement === undefined) fragments.push(shown);
    else {
      const change = await changeOf(request, policyEngineId, own, statement, surroundings);
      fragments.push({ ...shown, change });
    }
  }
  return { fragments: await readBack(request, policyEngineId, fragments, surroundings), place: by };
}

async function readBack(
  { url, millis }: GatewayRequest,
  engine: string,
  fragments: readonly ShownFragment[],
  surroundings: PolicySurroundings,
): Promise<readonly ShownFragment[]> {
  const policies = sourcesOf(fragments);
  if (policies.length === 0) return fragments;
  const world = { kind: "engine", engine, url, millis } as const;
  const read = await askEngine("/toolgate/v1/read-policies", world, { policies }, surroundings, isReadReport);
  return withReadings(fragments, read?.policies ?? []);
}

async function findGateway(
  { agentcore, control }: AwsClients,
  { url, gateway }: GatewayRequest,
): Promise<GetGatewayCommandOutput> {
  const names: string[] = [];
  const asked = gateway.split("/").at(-1);
  let nextToken: string | undefined;
  do {
    const page = await calling(url, "ListGateways", () =>
      control.send(new agentcore.ListGatewaysCommand(nextToken === undefined ? {} : { nextToken })),
    );
    for (const { gatewayId, name } of page.items ?? []) {
      if (gatewayId === asked || name === gateway) {
        return calling(url, "GetGateway", () =>
          control.send(new agentcore.GetGatewayCommand({ gatewayIdentifier: gatewayId })),
        );
      }
      if (name !== undefined) names.push(name);
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  const there = names.length === 0 ? "there is none yet" : `there are ${names.slice(0, 20).join(", ")}`;
  throw new CliError(`--gateway ${gateway}: no gateway has this id, name or ARN; ${there}.`);
}

interface ById {
  readonly policyEngineId: string;
  readonly policyGenerationId: string;
}

async function finished(
  { agentcore, control }: AwsClients,
  url: string,
  by: ById,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { status, statusReasons } = await calling(url, "GetPolicyGeneration", () =>
      control.send(new agentcore.GetPolicyGenerationCommand(by)),
    );
    if (status === "GENERATED") return;
    if (status !== "GENERATING")
      throw new CliError(statusReasons?.join(" ") || `The generation is ${status}.`);
    if (signal.aborted) throw new CliError("It was broken off; the generation goes on at the server.");
    await sleep(askAgainMillis);
  }
}

async function allAssets(
  { agentcore, control }: AwsClients,
  url: string,
  by: ById,
): Promise<readonly PolicyGenerationAsset[]> {
  return calling(url, "ListPolicyGenerationAssets", async () => {
    const assets: PolicyGenerationAsset[] = [];
    for await (const page of agentcore.paginateListPolicyGenerationAssets({ client: control }, by)) {
      assets.push(...(page.policyGenerationAssets ?? []));
    }
    return assets;
  });
}

function fragmentOf(asset: PolicyGenerationAsset): ShownFragment {
  const statement = asset.definition?.cedar?.statement;
  return {
    assetId: asset.policyGenerationAssetId,
    rawTextFragment: asset.rawTextFragment ?? "",
    ...(statement === undefined ? {} : { statement }),
    findings: (asset.findings ?? []).map(({ type = "INVALID", description = "" }) => ({ type, description })),
  };
}

/** As they decide now; those that only log, or wait, or failed, decide nothing. */
async function policiesInForce(
  { agentcore, control }: AwsClients,
  url: string,
  policyEngineId: string,
): Promise<readonly PolicySource[]> {
  return calling(url, "ListPolicies", async () => {
    const sources: PolicySource[] = [];
    for await (const page of agentcore.paginateListPolicies({ client: control }, { policyEngineId })) {
      for (const { policyId = "", status = "", enforcementMode, definition } of page.policies ?? []) {
        const text = definition?.cedar?.statement ?? definition?.policy?.statement;
        const decides = ["ACTIVE", "UPDATE_FAILED"].includes(status) && enforcementMode !== "LOG_ONLY";
        if (decides && text !== undefined) sources.push({ source: policyId, text });
      }
    }
    return sources;
  });
}

async function changeOf(
  { url, millis }: GatewayRequest,
  engine: string,
  own: readonly PolicySource[],
  text: string,
  surroundings: PolicySurroundings,
): Promise<DiffReport | undefined> {
  const question = { before: own, after: [...own, { source: "generated", text }] };
  return askEngine(
    "/toolgate/v1/compare-policies",
    { kind: "engine", engine, url, millis },
    question,
    surroundings,
    isDiff,
  );
}

function isDiff(answer: object): answer is DiffReport {
  return ["faults", "differences"].every((name) => Array.isArray(Reflect.get(answer, name)));
}
