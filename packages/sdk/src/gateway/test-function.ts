import { callService } from "../callers/call-service.ts";
import { isObject, type JsonObject, jsonObjectOf } from "../callers/json-answer.ts";
import { xmlText } from "../callers/read-xml.ts";
import { restJsonRequest } from "../callers/rest-json-request.ts";
import type { Connection } from "../connection/settings.ts";
import { settle, type WaitOptions } from "../connection/settle.ts";
import { UnreadableAnswerError } from "../errors/call-errors.ts";
import { ResourceFailedError } from "../errors/resource-failed.ts";
import { ServiceError } from "../errors/service-error.ts";
import { partitionOf } from "./gateway-place.ts";
import type { GatewayRoles } from "./gateway-role.ts";
import { storedZip } from "./stored-zip.ts";

/** The names are the Python toolkit's. */
const functionName = "AgentCoreLambdaTestFunction";
const roleName = "AgentCoreTestLambdaRole";

const code = `export const handler = async (event, context) => {
  const tool = context.clientContext?.custom?.bedrockAgentCoreToolName ?? "";
  if (tool.endsWith("___get_weather")) return { location: event.location, weather: "sunny", celsius: 22 };
  if (tool.endsWith("___get_time")) {
    return { timezone: event.timezone, time: new Date().toLocaleTimeString("en-GB", { timeZone: event.timezone }) };
  }
  throw new Error(\`There is no tool \${tool}.\`);
};
`;

/** The tools of the test function. */
export const testTools = [
  {
    name: "get_weather",
    description: "Get weather for a location",
    inputSchema: {
      type: "object",
      properties: { location: { type: "string" } },
      required: ["location"],
    },
  },
  {
    name: "get_time",
    description: "Get time for a timezone",
    inputSchema: {
      type: "object",
      properties: { timezone: { type: "string" } },
      required: ["timezone"],
    },
  },
] as const;

const rows = {
  CreateFunction: { method: "POST", uri: "/2015-03-31/functions" },
  GetFunction: { method: "GET", uri: "/2015-03-31/functions/{FunctionName}" },
  AddPermission: { method: "POST", uri: "/2015-03-31/functions/{FunctionName}/policy" },
} as const;

type LambdaCall = (operation: keyof typeof rows, input: JsonObject) => Promise<JsonObject>;

/** The ARN of a Lambda function with two small tools that `gatewayRoleArn` may call, made if it is not there. */
export async function testFunction(
  connection: Connection,
  iam: GatewayRoles["call"],
  gatewayRoleArn: string,
  options: WaitOptions,
): Promise<string> {
  const call: LambdaCall = async (operation, input) => {
    const request = restJsonRequest(operation, rows[operation], input, operation === "GetFunction");
    return jsonObjectOf(await callService(connection, "lambda", request, options), operation);
  };
  const role = await functionRole(connection, iam, options);
  const created = await createFunction(connection, call, role, options);
  const permission = {
    FunctionName: functionName,
    StatementId: `AgentCore-${gatewayRoleArn.slice(gatewayRoleArn.lastIndexOf("/") + 1)}`,
    Action: "lambda:InvokeFunction",
    Principal: gatewayRoleArn,
  };
  await unlessThere(call("AddPermission", permission));
  return created;
}

async function functionRole(
  connection: Connection,
  iam: GatewayRoles["call"],
  options: WaitOptions,
): Promise<string> {
  const trust = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  };
  const input = { RoleName: roleName, AssumeRolePolicyDocument: JSON.stringify(trust) };
  const created = await unlessThere(iam("CreateRole", input, options));
  const PolicyArn = `arn:${partitionOf(connection.region)}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`;
  if (created !== undefined) await iam("AttachRolePolicy", { RoleName: roleName, PolicyArn }, options);
  const arn = xmlText(created ?? (await iam("GetRole", { RoleName: roleName }, options)), "Role", "Arn");
  if (arn !== undefined) return arn;
  throw new UnreadableAnswerError("The answer of IAM has no Role.Arn.");
}

/** A role that was just made cannot be assumed for some seconds, and a function that was just made cannot be called. */
async function createFunction(
  connection: Connection,
  call: LambdaCall,
  role: string,
  options: WaitOptions,
): Promise<string> {
  const input = {
    FunctionName: functionName,
    Runtime: "nodejs22.x",
    Role: role,
    Handler: "index.handler",
    Description: "Test Lambda for AgentCore Gateway",
    Code: { ZipFile: base64(storedZip("index.mjs", code)) },
  };
  const attempt = async () => {
    try {
      return stateOf(await call("CreateFunction", input));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error.code === "ResourceConflictException") return read();
      if (error.code === "InvalidParameterValueException" && /assume/i.test(error.message)) {
        return { status: "Waiting", statusReasons: [error.message], arn: undefined };
      }
      throw error;
    }
  };
  const read = async () => {
    const { Configuration } = await call("GetFunction", { FunctionName: functionName });
    return stateOf(isObject(Configuration) ? Configuration : {});
  };
  const what = `function ${functionName}`;
  const made = await settle(
    { what, first: await attempt(), read: attempt, isPending: ({ status }) => status === "Waiting" },
    connection,
    options,
  );
  const state = await settle(
    { what, first: made, read, isPending: ({ status }) => status === "Pending" },
    connection,
    options,
  );
  if (state.status === "Active" && state.arn !== undefined) return state.arn;
  throw new ResourceFailedError(what, state);
}

/** A function without a state is one that needs none: it is there. */
function stateOf({ State = "Active", StateReason, FunctionArn }: JsonObject) {
  return {
    status: String(State),
    statusReasons: typeof StateReason === "string" ? [StateReason] : [],
    arn: typeof FunctionArn === "string" ? FunctionArn : undefined,
  };
}

const unlessThere = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error) => {
    if (error instanceof ServiceError && /^(EntityAlreadyExists|ResourceConflict)/.test(error.code))
      return undefined;
    throw error;
  });

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
