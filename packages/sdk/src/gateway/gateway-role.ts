import { type AwsQueryCaller, createAwsQueryCaller } from "../callers/aws-query-caller.ts";
import { isObject } from "../callers/json-answer.ts";
import { xmlText } from "../callers/read-xml.ts";
import type { CallOptions, Connection } from "../connection/settings.ts";
import { InputError, UnreadableAnswerError } from "../errors/call-errors.ts";
import { ServiceError } from "../errors/service-error.ts";
import { idOf } from "./find-gateway.ts";
import { type GatewayPlace, partitionOf } from "./gateway-place.ts";
import { gatewayDocument, trustDocument } from "./role-documents.ts";

/** The role that gateways get when none is given; its name is the Python toolkit's. */
const roleName = "AgentCoreGatewayExecutionRole";

/** Roles of gateways, in IAM. */
export interface GatewayRoles {
  /** The role for a gateway of this name, made if it is not there. */
  create(
    gatewayName: string,
    options: CallOptions | undefined,
  ): Promise<{ readonly roleArn: string; readonly place: GatewayPlace }>;
  /** Puts an inline policy on a role, replacing the one of that name. */
  grant(
    roleArn: string,
    policyName: string,
    document: object,
    options: CallOptions | undefined,
  ): Promise<void>;
  /** Makes AgentCore, for one account and Region, the one that may assume a role. */
  trust(roleArn: string, place: GatewayPlace, options: CallOptions | undefined): Promise<void>;
  call: AwsQueryCaller;
}

/** {@link GatewayRoles} over IAM's query protocol. */
export function createGatewayRoles(connection: Connection): GatewayRoles {
  const call = createAwsQueryCaller(connection, "iam", "2010-05-08");
  const sts = createAwsQueryCaller(connection, "sts", "2011-06-15");

  const grant: GatewayRoles["grant"] = async (roleArn, policyName, document, options) => {
    await call(
      "PutRolePolicy",
      {
        RoleName: idOf(roleArn),
        PolicyName: policyName.slice(0, 128),
        PolicyDocument: JSON.stringify(document),
      },
      options,
    );
  };

  return {
    call,
    grant,
    async trust(roleArn, place, options) {
      const PolicyDocument = JSON.stringify(trustDocument(place));
      await call("UpdateAssumeRolePolicy", { RoleName: idOf(roleArn), PolicyDocument }, options);
    },
    async create(gatewayName, options) {
      const identity = await sts("GetCallerIdentity", {}, options);
      const accountId = required(xmlText(identity, "Account"), "GetCallerIdentity", "Account");
      const place = { partition: partitionOf(connection.region), region: connection.region, accountId };
      const roleArn = (await createRole(call, place, options)) ?? (await existingRole(call, options));
      const document = gatewayDocument(place, `${gatewayName.toLowerCase()}-*`);
      await grant(roleArn, `AgentCoreGateway-${gatewayName}`, document, options);
      return { roleArn, place };
    },
  };
}

/** Whether a role is one that {@link GatewayRoles.create} made, which the clients may add permissions to unasked. */
export function isOwnRole(roleArn: string | undefined): roleArn is string {
  return roleArn !== undefined && idOf(roleArn) === roleName;
}

async function createRole(
  call: AwsQueryCaller,
  place: GatewayPlace,
  options: CallOptions | undefined,
): Promise<string | undefined> {
  const input = {
    RoleName: roleName,
    AssumeRolePolicyDocument: JSON.stringify(trustDocument(place)),
    Description: "Execution role for AgentCore Gateway",
  };
  try {
    const answer = await call("CreateRole", input, options);
    return required(xmlText(answer, "Role", "Arn"), "CreateRole", "Role.Arn");
  } catch (error) {
    if (error instanceof ServiceError && /^EntityAlreadyExists/.test(error.code)) return undefined;
    throw error;
  }
}

/** A role of that name that somebody else may assume would hand them what gateways may do. */
async function existingRole(call: AwsQueryCaller, options: CallOptions | undefined): Promise<string> {
  const answer = await call("GetRole", { RoleName: roleName }, options);
  const arn = required(xmlText(answer, "Role", "Arn"), "GetRole", "Role.Arn");
  const trust = xmlText(answer, "Role", "AssumeRolePolicyDocument") ?? "";
  if (trustsAgentCoreAlone(trust)) return arn;
  throw new InputError(
    `The role ${roleName} exists, and others than bedrock-agentcore.amazonaws.com may assume it; mend its trust policy, delete it, or give a roleArn.`,
  );
}

function trustsAgentCoreAlone(encoded: string): boolean {
  try {
    const document: unknown = JSON.parse(decodeURIComponent(encoded));
    if (!isObject(document)) return false;
    const statements = [document.Statement].flat().filter(isObject);
    const allows = statements.filter((statement) => statement.Effect === "Allow");
    const isAgentCores = (statement: Readonly<Record<string, unknown>>) =>
      isObject(statement.Principal) &&
      Object.keys(statement.Principal).length === 1 &&
      [statement.Principal.Service].flat().every((name) => name === "bedrock-agentcore.amazonaws.com");
    return allows.length > 0 && allows.every(isAgentCores);
  } catch {
    return false;
  }
}

function required(value: string | undefined, operation: string, member: string): string {
  if (value !== undefined && value !== "") return value;
  throw new UnreadableAnswerError(`The answer to ${operation} has no ${member}.`);
}
