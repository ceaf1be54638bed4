import { existsSync, readFileSync } from "node:fs";
import {
  actionEntity,
  callContext,
  compilePolicy,
  DatetimeValue,
  decide,
  fromPlain,
  gatewayEntity,
  mayAllow,
  type PlainJson,
  PolicySet,
  type Principal,
  parsePolicies,
  policyToText,
  principalEntity,
  type ToolSchema,
  toolArguments,
} from "@toolgate/policy";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type DecidingGateway, decidingGateway } from "./deciding-gateway.ts";
import { callTool, type RunningToolgate, runToolgate, type ToolSpec, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

interface GuideRequest {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly context: {
    readonly input: { readonly [name: string]: PlainJson };
    readonly system?: { readonly now: string };
  };
  readonly expect: "ALLOW" | "DENY";
  readonly why: string;
}

interface GuidePolicy {
  readonly id: string;
  readonly language: "cedar" | "dogwood";
  readonly policy: string;
  readonly companions?: readonly string[];
  readonly requests: readonly GuideRequest[];
}

interface GuideGateway {
  readonly gateway_arn: string;
  readonly tools: readonly (ToolSpec & { readonly target: string })[];
}

const file = new URL("../../shared/fixtures/authoring-guide-policies.jsonl", import.meta.url);
const present = existsSync(file);
if (!present) {
  process.stdout.write(
    "skipped: the authoring guide's policies; put them beside the repository as ../shared/fixtures/authoring-guide-policies.jsonl\n",
  );
}
const lines = present ? readFileSync(file, "utf8").trim().split("\n") : [];
const [setting, ...policies] = lines.map((line) => JSON.parse(line)) as [GuideGateway, ...GuidePolicy[]];
const inCedar = policies.filter(({ language }) => language === "cedar");
const inDogwood = policies.filter(({ language }) => language === "dogwood");

const nameIn = (entity: string) => entity.slice(entity.indexOf('"') + 1, -1);
const noon = "2025-02-10T12:00:00Z";
const timeOf = ({ context }: GuideRequest) => Date.parse(context.system?.now ?? noon);

/** One statement a policy, as AWS takes them. */
function statementsOf({ policy, companions = [] }: GuidePolicy): readonly string[] {
  return [policy, ...companions].flatMap((text) => {
    const parsed = parsePolicies(text);
    if (!parsed.ok) throw new Error(`${parsed.errors[0]?.message} in ${text}`);
    return parsed.policies.map(policyToText);
  });
}

function requestOf(request: GuideRequest) {
  const action = nameIn(request.action);
  const tool = setting.tools.find(({ target, name }) => `${target}___${name}` === action);
  const read = toolArguments(tool?.inputSchema as unknown as ToolSchema, fromPlain(request.context.input));
  if (!read.ok) throw new Error(`${read.path} ${read.message}`);
  return {
    principal: principalEntity(request.principal),
    action: actionEntity(action),
    resource: gatewayEntity(nameIn(request.resource)),
    context: callContext(read.input, new DatetimeValue(timeOf(request))),
  };
}

describe.skipIf(!present)("the authoring guide's policies", () => {
  it("are as many as were there when this was written", () => {
    const requests = (some: readonly GuidePolicy[]) => some.flatMap((policy) => policy.requests);
    expect([inCedar.length, requests(inCedar).length]).toEqual([32, 143]);
    expect([inDogwood.length, requests(inDogwood).length]).toEqual([23, 108]);
    const allowed = requests(inCedar).filter((request) => request.expect === "ALLOW");
    expect(allowed).toHaveLength(65);
  });

  it.each(inCedar)(verifies("proof.authoring-guide", "$id decides its requests in the engine"), (policy) => {
    const compiled = statementsOf(policy).map((text, index) => {
      const parsed = parsePolicies(text);
      if (!parsed.ok || parsed.policies[0] === undefined) throw new Error(text);
      return compilePolicy(parsed.policies[0], `p${index}`);
    });
    const set = new PolicySet(compiled);
    for (const guided of policy.requests) {
      const request = requestOf(guided);
      const { decision, errors } = decide(set, request);
      expect({ decision, errors }, guided.why).toEqual({ decision: guided.expect, errors: [] });
      if (decision === "ALLOW") expect(mayAllow(set, request), guided.why).toBe(true);
    }
  });

  it.each(inDogwood)(
    verifies("proof.authoring-guide.dogwood", "$id is refused as Dogwood by the parser"),
    ({ policy }) => {
      const parsed = parsePolicies(policy);
      expect(parsed.ok ? [] : parsed.errors.map(({ message }) => message).join("\n")).toMatch(
        /`(temporal|guardrails|suppressOutput|BedrockGuardrails::PromptAttack)` belongs to Dogwood, AWS's language for temporal and guardrail policies, which is not supported yet/,
      );
    },
  );
});

/** The one target that is an MCP server; the names of the others' actions are no names of tools. */
const mcpTarget = "InsuranceAPI";
const mcpTools = present ? setting.tools.filter(({ target }) => target === mcpTarget) : [];
const ofOthers = /Action::"(?!InsuranceAPI___)/;

/** The policies about tools, with the requests of callers who have a token. */
const throughGateway = inCedar
  .filter(({ policy }) => !ofOthers.test(policy))
  .map((policy) => ({
    ...policy,
    requests: policy.requests.filter(
      ({ principal, action }) => principal.type === "AgentCore::OAuthUser" && !ofOthers.test(action),
    ),
  }))
  .filter(({ requests }) => requests.length > 0);

const onThisGateway = (text: string) =>
  text.replaceAll(`AgentCore::Gateway::"${setting.gateway_arn}"`, "GATEWAY");

describe.skipIf(!present)("the authoring guide's policies through a gateway", () => {
  let running: RunningToolgate;
  let deciding: DecidingGateway;

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(noon) });
    running = await runToolgate();
    const tools = mcpTools.map(({ name, inputSchema }) => ({ name, inputSchema }));
    deciding = await decidingGateway(running, "insurance", { targets: { [mcpTarget]: tools } });
  });

  afterAll(async () => {
    await running.close();
    vi.useRealTimers();
  });

  it("are asked about every request that a caller with a token can make of an MCP tool", () => {
    const all = inCedar.flatMap(({ requests }) => requests);
    const iam = all.filter(({ principal }) => principal.type === "AgentCore::IamEntity");
    const sent = throughGateway.flatMap(({ requests }) => requests);
    expect({ policies: throughGateway.length, requests: sent.length }).toEqual({
      policies: 25,
      requests: 98,
    });
    expect({ all: all.length, iam: iam.length, otherTargets: all.length - iam.length - sent.length }).toEqual(
      {
        all: 143,
        iam: 29,
        otherTargets: 16,
      },
    );
  });

  it.each(throughGateway)(
    verifies("proof.authoring-guide", "$id decides its requests through a gateway"),
    async (policy) => {
      const ids: string[] = [];
      for (const statement of statementsOf(policy)) ids.push(await deciding.permit(onThisGateway(statement)));
      try {
        for (const request of policy.requests) await expectDecision(request);
      } finally {
        for (const id of ids) await deciding.remove(id);
      }
    },
  );

  async function expectDecision(request: GuideRequest) {
    vi.setSystemTime(timeOf(request));
    const token = await running.issuer.token({ ...request.principal.tags, sub: request.principal.id });
    const tool = nameIn(request.action);
    const { status, body } = await callTool(deciding.url, token, tool, request.context.input);
    expect(status, request.why).toBe(200);
    expect(body.result.isError === true ? "DENY" : "ALLOW", request.why).toBe(request.expect);
    if (request.expect === "ALLOW") {
      expect(JSON.parse(body.result.content[0].text).event, request.why).toEqual(request.context.input);
      expect(await toolNames(deciding.url, token), request.why).toContain(tool);
    } else {
      expect(body.result.content[0].text, request.why).toMatch(
        /^AuthorizeActionException - Tool Execution Denied/,
      );
    }
  }

  it.each(inDogwood)(
    verifies("proof.authoring-guide.dogwood", "$id is refused as Dogwood by the control plane"),
    async ({ policy }) => {
      const statement = onThisGateway(policy);
      await expect(deciding.permit(statement)).rejects.toThrow(/belongs to Dogwood/);
    },
  );
});
