/** The story of the missing permission, step by step; every step states what must come. */
import {
  CreateGatewayCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { type DecisionRecord, gatewayTrustPolicy } from "@toolgate/server";
import { mustBe, type Narrator } from "../narrator.ts";
import { createAws, lambdaArn } from "./aws.ts";
import { compareFields } from "./compare-fields.ts";
import { post, type RawAnswer } from "./raw-client.ts";
import type { Json, SeedEvidence } from "./seed-evidence.ts";

const place = { accountId: "123456789012", region: "us-west-2" };
const tool = "RefundTool___process_refund";
const refund = { name: tool, arguments: { orderId: "12345", amount: 450 } };
/** What the log records and spans have beside the report's fields. */
const causeFields = [
  "attributes > toolgate.code",
  "attributes > toolgate.cause",
  "attributes > toolgate.missing_permission.action",
  "attributes > toolgate.missing_permission.resource",
  "attributes > toolgate.missing_permission.role",
  "attributes > toolgate.cure",
];

export interface RoleStory {
  /** A Toolgate that attaches engines in spite of what a role lacks. */
  readonly url: string;
  readonly issuer: string;
  readonly token: () => Promise<string>;
  readonly evidence: SeedEvidence;
  readonly narrator: Narrator;
}

export async function tellRoleStory({ url, issuer, token, evidence, narrator }: RoleStory): Promise<void> {
  const { step, chapter } = narrator;
  const aws = createAws(url);
  const bearer = await token();
  const mustAnswer = (what: string, { status, body }: RawAnswer, expected: Json) => {
    mustBe(`the status of ${what}`, 200, status);
    mustBe(what, JSON.stringify(expected), JSON.stringify(body));
    return JSON.stringify(body);
  };

  chapter("A gateway, made in AWS's console before there was policy");
  const roleArn = await step(
    "Make the role as the console does: trusted by gateways, allowed GetGateway alone",
    async () => {
      const arn = await aws.createRole(gatewayTrustPolicy(place));
      await aws.putRolePolicy("GetGateway", naming(evidence.consolePolicy, "existing-gateway", "my-gateway"));
      return arn;
    },
    (arn) => arn,
  );
  const gateway = await step(
    "Make the gateway with that role, and put a Lambda tool behind it",
    async () => {
      const created = await aws.control.send(
        new CreateGatewayCommand({
          name: "my-gateway",
          roleArn,
          protocolType: "MCP",
          authorizerType: "CUSTOM_JWT",
          authorizerConfiguration: {
            customJWTAuthorizer: { discoveryUrl: `${issuer}/.well-known/openid-configuration` },
          },
        }),
      );
      await aws.createTarget(created.gatewayId);
      return created;
    },
    (created) => `gateway ${created.gatewayId}`,
  );
  const gatewayUrl = String(gateway.gatewayUrl);
  const list = () => post(gatewayUrl, bearer, "tools/list");
  const call = () => post(gatewayUrl, bearer, "tools/call", refund);
  await step("List its tools", list, ({ body }) => {
    mustBe("the tools", tool, toolNames(body));
    return `tools: ${tool}`;
  });

  chapter("A policy engine is linked to it later");
  const engine = await step(
    "Make the policy engine MyPolicy",
    () => aws.control.send(new CreatePolicyEngineCommand({ name: "MyPolicy" })),
    (created) => `engine ${created.policyEngineId}`,
  );
  const engineArn = String(engine.policyEngineArn);
  await step(
    "Link it; with --role-preflight warn that works, as it did in December 2025",
    () => aws.attachEngine(gateway, engineArn),
    ({ status, statusReasons = [] }) => {
      mustBe("the gateway's status", "READY", status);
      const warning = statusReasons.find((reason) => reason.includes(roleArn)) ?? "";
      mustBe("a warning of 6 permissions", true, warning.includes("lacks 6 permissions"));
      return ["but statusReasons say:", ...statusReasons].join("\n");
    },
  );
  const failed = await step("List the tools again: the answer that says nothing", list, (answer) =>
    mustAnswer("tools/list", answer, evidence.failedList),
  );

  chapter(`The evidence, field by field beside ${evidence.source}`);
  await step(
    "Read the decision record: it names what the report took hours to find",
    () => recordOf(url, failed.requestId),
    ({ decision, failure }) => {
      mustBe("the decision", "ERROR", decision);
      mustBe("the action", "bedrock-agentcore:PartiallyAuthorizeActions", failure?.action);
      mustBe("the role", roleArn, failure?.roleArn);
      mustBe(
        "everything missing",
        `PartiallyAuthorizeActions on ${gateway.gatewayArn}, PartiallyAuthorizeActions on ${engineArn}, GetPolicyEngine on ${engineArn}`,
        failure?.missing.map(({ action, resource }) => `${action.split(":")[1]} on ${resource}`).join(", "),
      );
      return `${failure?.problem}\n${failure?.cure}`;
    },
  );
  const group = `/aws/vendedlogs/bedrock-agentcore/gateway/APPLICATION_LOGS/${gateway.gatewayId}`;
  await step(
    "Read the application log in CloudWatch Logs",
    () => aws.newestEvent(group, `"Policy evaluation failed for list tools"`),
    (event) => fields(evidence.logRecord, event, ["attributes > toolgate.decision_id", ...causeFields]),
  );
  await step(
    "Read the span in aws/spans: 403, errorType user",
    () => aws.newestEvent("aws/spans", `"AgentCore.Policy.PartiallyAuthorizeActions" "${failed.requestId}"`),
    (span) => fields(evidence.span, span, causeFields),
  );

  chapter("The report's two statements mend it");
  const mending = naming(evidence.mendingPolicy, "MyPolicy-xxxxxxxxxx", String(engine.policyEngineId));
  const mended = async () => {
    await aws.putRolePolicy("Policies", mending);
    return list();
  };
  await step(
    "Add them to the role as an inline policy: the list is empty, for nothing permits",
    mended,
    (answer) => mustAnswer("tools/list", answer, evidence.emptyList),
  );
  await step(
    "Take them away: the next list fails as before",
    async () => {
      await aws.deleteRolePolicy("Policies");
      return list();
    },
    (answer) => mustAnswer("tools/list", answer, evidence.failedList),
  );
  await step(
    "Attach them as a customer managed policy: the list is empty again",
    async () => {
      await aws.attachNewPolicy("MyGatewayPolicies", mending);
      return list();
    },
    (answer) => mustAnswer("tools/list", answer, evidence.emptyList),
  );

  chapter("With a permit, the tool");
  await step(
    "Permit refunds",
    async () => {
      const statement = `permit(principal, action == AgentCore::Action::"${tool}", resource == AgentCore::Gateway::"${gateway.gatewayArn}") when { context.input.amount < 500 };`;
      await aws.control.send(
        new CreatePolicyCommand({
          policyEngineId: engine.policyEngineId,
          name: "RefundUnder500",
          definition: { cedar: { statement } },
        }),
      );
      return list();
    },
    ({ body }) => {
      mustBe("the tools", tool, toolNames(body));
      return `tools: ${tool}`;
    },
  );
  const denied = await step(
    "Call it: the console's role may not invoke the function either",
    call,
    ({ body }) => {
      const text = textOf(body);
      mustBe("the answer", "An internal error occurred. Please retry later.", text);
      return text;
    },
  );
  await step(
    "Add what the record's outcome says: the call goes through",
    async () => {
      const { outcome } = await recordOf(url, denied.requestId);
      mustBe("the action", "lambda:InvokeFunction", outcome?.failure?.action);
      mustBe("the function", lambdaArn, outcome?.failure?.resource);
      await aws.putRolePolicy("Lambda", JSON.parse(outcome?.failure?.remedy.permissions ?? "null") as Json);
      return call();
    },
    ({ body }) => {
      const text = textOf(body);
      mustBe("a refund of 450", true, text.startsWith('{"refunded":450,'));
      return text;
    },
  );
}

function naming(document: Json, printed: string, meant: string): Json {
  return JSON.parse(JSON.stringify(document).replaceAll(printed, meant)) as Json;
}

function fields(report: Json, came: Json, beside: readonly string[]): string {
  const { same, other, more } = compareFields(report, came);
  mustBe("the report's fields that came otherwise", "", other.join("; "));
  mustBe("fields beside the report's", [...beside].sort().join(", "), [...more].sort().join(", "));
  return `all ${same.length} fields of the report, and beside them ${more.map((field) => field.split(" > ").at(-1)).join(", ")}`;
}

async function recordOf(url: string, requestId: string): Promise<DecisionRecord> {
  const response = await fetch(`${url}/toolgate/v1/decisions?requestId=${requestId}`, {
    headers: { authorization: "Toolgate local" },
  });
  const { decisions } = (await response.json()) as { decisions: readonly DecisionRecord[] };
  const [record] = decisions;
  if (record === undefined) throw new Error(`There is no decision record of the request ${requestId}.`);
  return record;
}

function toolNames(body: Json): string {
  const { result } = body as { readonly result?: { readonly tools?: readonly { readonly name: string }[] } };
  return (result?.tools ?? []).map(({ name }) => name).join(", ");
}

function textOf(body: Json): string {
  const { result } = body as {
    readonly result?: { readonly content?: readonly { readonly text: string }[] };
  };
  return (result?.content ?? []).map(({ text }) => text).join(" ");
}
