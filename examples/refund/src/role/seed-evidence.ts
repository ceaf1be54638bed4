/** What the report of the missing permission prints, as far as the story compares with it. */
import { readFileSync } from "node:fs";

export interface SeedEvidence {
  readonly source: string;
  /** The answer to tools/list that says nothing. */
  readonly failedList: Json;
  readonly emptyList: Json;
  /** The policy of the role as AWS's console makes it. */
  readonly consolePolicy: Json;
  /** The policy that mends it. */
  readonly mendingPolicy: Json;
  readonly logRecord: Json;
  readonly span: Json;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

type Kept = Omit<SeedEvidence, "source">;

/** The report itself where it lies beside the repository, else what the repository keeps of it. */
export function readSeedEvidence(report: URL): SeedEvidence {
  let text: string;
  try {
    text = readFileSync(report, "utf8");
  } catch {
    return { ...keptEvidence, source: "what the repository keeps of the report" };
  }
  return { ...evidenceIn(text), source: "the report itself" };
}

/**
 * Finds the pieces by what only they have.
 * @throws Error naming the piece that the text lacks.
 */
export function evidenceIn(report: string): Kept {
  const blocks = jsonBlocks(report);
  const having = (what: string, ...words: readonly string[]): Json => {
    const found = blocks.find((block) => words.every((word) => JSON.stringify(block).includes(word)));
    if (found === undefined) throw new Error(`The report has no ${what}.`);
    return found;
  };
  return {
    failedList: having("failed list", "InternalServerException - Policy evaluation failed for list tools"),
    emptyList: having("empty list", '"tools":[]'),
    consolePolicy: having("policy of the console", "existing-gateway-*"),
    mendingPolicy: having("policy that mends it", "EvaluatePoliciesForGateway", "MyPolicy-"),
    logRecord: having("log record", '"event_timestamp"'),
    span: having("span", '"AgentCore.Policy.PartiallyAuthorizeActions"'),
  };
}

/** Every JSON object that begins at the end of a line. Numbers are printed there as so many zeros, which JSON does not know. */
function jsonBlocks(text: string): Json[] {
  const blocks: Json[] = [];
  for (let at = text.indexOf("{\n"); at !== -1; at = text.indexOf("{\n", at)) {
    let depth = 0;
    let end = at;
    do {
      if (text[end] === "{") depth += 1;
      if (text[end] === "}") depth -= 1;
      end += 1;
    } while (depth > 0 && end < text.length);
    blocks.push(JSON.parse(text.slice(at, end).replaceAll(/: 0{2,}/g, ": 0")));
    at = end;
  }
  return blocks;
}

const gatewayArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/my-gateway-xxxxxxxx";
const engineArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-xxxxxxxxxx";

/** The same pieces; characters that the report hides are x, y and z there, and numbers 0. */
export const keptEvidence: Kept = {
  failedList: {
    jsonrpc: "2.0",
    id: 1,
    result: {
      content: [{ type: "text", text: "InternalServerException - Policy evaluation failed for list tools" }],
      isError: true,
    },
  },
  emptyList: { jsonrpc: "2.0", id: 1, result: { tools: [] } },
  consolePolicy: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "GetGateway",
        Effect: "Allow",
        Action: ["bedrock-agentcore:GetGateway"],
        Resource: ["arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/existing-gateway-*"],
      },
    ],
  },
  mendingPolicy: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EvaluatePoliciesForGateway",
        Effect: "Allow",
        Action: ["bedrock-agentcore:AuthorizeAction", "bedrock-agentcore:PartiallyAuthorizeActions"],
        Resource: ["arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/my-gateway-*", engineArn],
      },
      {
        Sid: "GetPolicyEngineForValidation",
        Effect: "Allow",
        Action: ["bedrock-agentcore:GetPolicyEngine"],
        Resource: [engineArn],
      },
    ],
  },
  logRecord: {
    resource_arn: gatewayArn,
    event_timestamp: 0,
    body: { isError: true, log: "Policy evaluation failed for list tools", id: "1" },
    account_id: "123456789012",
    request_id: "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
    trace_id: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    span_id: "xxxxxxxxxxxxxxxx",
    resource: {
      attributes: {
        "service.name": "my-gateway-xxxxxxxx",
        "cloud.resource_id": gatewayArn,
        "cloud.platform": "aws_bedrock_agentcore",
      },
    },
    attributes: {
      "aws.request.id": "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
      "aws.account.id": "123456789012",
      "aws.resource.type": "AWS::BedrockAgentCore::Gateway",
    },
    timeUnixNano: 0,
    severityNumber: 17,
    severityText: "ERROR",
    traceId: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    spanId: "xxxxxxxxxxxxxxxx",
  },
  span: {
    traceId: "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
    spanId: "yyyyyyyyyyyyyyyy",
    flags: 0,
    name: "AgentCore.Policy.PartiallyAuthorizeActions",
    kind: "CLIENT",
    startTimeUnixNano: 0,
    endTimeUnixNano: 0,
    durationNano: 0,
    attributes: {
      "aws.local.service": "my-gateway-xxxxxxxx",
      "telemetry.extended": true,
      "rpc.service": "MyPolicy-xxxxxxxxxx",
      errorType: "user",
      "aws.request.id": "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy",
      error: true,
      "rpc.system": "aws-api",
      "aws.remote.service": "AWS::MyPolicy-xxxxxxxxxx",
      "aws.resource.type": "AWS::BedrockAgentCore::Gateway",
      "aws.agentcore.gateway.policy.mode": "ENFORCE",
      "aws.local.environment": "generic:default",
      "aws.remote.operation": "PartiallyAuthorizeActions",
      "http.status_code": 403,
      "aws.local.operation": "UnmappedOperation",
      "aws.span.kind": "CLIENT",
      "rpc.method": "PartiallyAuthorizeActions",
      "aws.xray.origin": "AWS::BedrockAgentCore::Gateway",
      "aws.resource.arn": gatewayArn,
      "aws.agentcore.gateway.policy.arn": engineArn,
      "aws.agentcore.policy.target_resource.id": "my-gateway-xxxxxxxx",
      PlatformType: "Generic",
      "http.response.status_code": 403,
    },
    status: { code: "ERROR" },
    resource: {
      attributes: {
        "cloud.resource_id": gatewayArn,
        "cloud.provider": "aws",
        "service.name": "my-gateway-xxxxxxxx",
        "cloud.platform": "aws_bedrock_agentcore",
      },
    },
    parentSpanId: "zzzzzzzzzzzzzzzz",
  },
};
