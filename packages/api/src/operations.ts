import type { z } from "zod";
import type { Structure } from "./constraints/structure.ts";
import type { Outputs } from "./outputs.ts";
import { explain } from "./shapes/explain.ts";
import { createGateway, gatewayById, listGateways, updateGateway } from "./shapes/gateway.ts";
import { createPolicy, listPolicies, policyById, updatePolicy } from "./shapes/policy.ts";
import {
  createPolicyEngine,
  listPolicyEngines,
  policyEngineById,
  updatePolicyEngine,
} from "./shapes/policy-engine.ts";
import {
  listPolicyGenerationAssets,
  listPolicyGenerations,
  policyGenerationById,
  startPolicyGeneration,
} from "./shapes/policy-generation.ts";
import { checkPolicies, comparePolicies, proveAssertions, readPolicies, whoCan } from "./shapes/questions.ts";
import { listTagsForResource, tagResource, untagResource } from "./shapes/tags.ts";
import {
  createGatewayTarget,
  listGatewayTargets,
  synchronizeGatewayTargets,
  targetById,
  updateGatewayTarget,
} from "./shapes/target.ts";
import {
  createWorkloadIdentity,
  listWorkloadIdentities,
  updateWorkloadIdentity,
  workloadIdentityByName,
} from "./shapes/workload-identity.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What every row says: where the operation is reached and how it answers. */
interface Route {
  readonly method: Method;
  /** AWS's URI with `{labels}`, its trailing slash included. */
  readonly uri: string;
  /** Status of the answer when all went well. */
  readonly status: number;
}

/** Exceptions that AWS's model gives to some operations only. */
type ListedException =
  | "ConflictException"
  | "ResourceNotFoundException"
  | "ServiceQuotaExceededException"
  | "UnauthorizedException";

/** An operation that works. */
interface BuiltRow<Input extends Structure> extends Route {
  readonly built: true;
  readonly input: Input;
  /** Whether a `clientToken` makes it safe to repeat. */
  readonly idempotent: boolean;
  /** What it may fail with beside AccessDenied-, InternalServer-, Throttling- and ValidationException. */
  readonly errors: readonly ListedException[];
}

/** An operation that answers an error naming it as not built yet. */
interface UnbuiltRow extends Route {
  readonly built: false;
}

function route(where: `${Method} /${string}`, status: number): Route {
  const space = where.indexOf(" ");
  return { method: where.slice(0, space) as Method, uri: where.slice(space + 1), status };
}

const errorNames = {
  conflict: "ConflictException",
  missing: "ResourceNotFoundException",
  quota: "ServiceQuotaExceededException",
  unauthorized: "UnauthorizedException",
} as const;

function row<Input extends Structure>(
  where: `${Method} /${string}`,
  status: number,
  input: Input,
  ...errors: readonly (keyof typeof errorNames)[]
): BuiltRow<Input> {
  const idempotent = "clientToken" in input.out.shape;
  return {
    ...route(where, status),
    built: true,
    input,
    idempotent,
    errors: errors.map((error) => errorNames[error]),
  };
}

function notBuilt(where: `${Method} /${string}`, status: number): UnbuiltRow {
  return { ...route(where, status), built: false };
}

const engine = "/policy-engines/{policyEngineId}";
const gateway = "/gateways/{gatewayIdentifier}";
const target = "/gateways/{gatewayIdentifier}/targets/{targetId}";
const generations = "/policy-engines/{policyEngineId}/policy-generations";
const generation = "/policy-engines/{policyEngineId}/policy-generations/{policyGenerationId}";
const rateLimit = "/gateways/{gatewayIdentifier}/rate-limits/{rateLimitId}";

/** Every operation of the control plane, by name. Source: AWS SDK for JavaScript 3.1142.0. */
export const operations = {
  CreatePolicyEngine: row("POST /policy-engines", 202, createPolicyEngine, "conflict", "quota"),
  GetPolicyEngine: row(`GET ${engine}`, 200, policyEngineById, "missing"),
  UpdatePolicyEngine: row(`PATCH ${engine}`, 202, updatePolicyEngine, "conflict", "missing"),
  DeletePolicyEngine: row(`DELETE ${engine}`, 202, policyEngineById, "conflict", "missing"),
  ListPolicyEngines: row("GET /policy-engines", 200, listPolicyEngines),
  GetPolicyEngineSummary: row(
    "GET /policy-engine-summaries/{policyEngineId}",
    200,
    policyEngineById,
    "missing",
  ),
  ListPolicyEngineSummaries: row("GET /policy-engine-summaries", 200, listPolicyEngines),

  CreatePolicy: row(`POST ${engine}/policies`, 202, createPolicy, "conflict", "missing", "quota"),
  GetPolicy: row(`GET ${engine}/policies/{policyId}`, 200, policyById, "missing"),
  UpdatePolicy: row(`PATCH ${engine}/policies/{policyId}`, 202, updatePolicy, "conflict", "missing", "quota"),
  DeletePolicy: row(`DELETE ${engine}/policies/{policyId}`, 202, policyById, "conflict", "missing"),
  ListPolicies: row(`GET ${engine}/policies`, 200, listPolicies, "missing"),
  GetPolicySummary: row(`GET ${engine}/policy-summaries/{policyId}`, 200, policyById, "missing"),
  ListPolicySummaries: row(`GET ${engine}/policy-summaries`, 200, listPolicies, "missing"),

  CreateGateway: row("POST /gateways/", 202, createGateway, "conflict", "quota"),
  GetGateway: row(`GET ${gateway}/`, 200, gatewayById, "missing"),
  UpdateGateway: row(`PUT ${gateway}/`, 202, updateGateway, "conflict", "missing", "quota"),
  DeleteGateway: row(`DELETE ${gateway}/`, 202, gatewayById, "conflict", "missing"),
  ListGateways: row("GET /gateways/", 200, listGateways),

  CreateGatewayTarget: row(
    `POST ${gateway}/targets/`,
    202,
    createGatewayTarget,
    "conflict",
    "missing",
    "quota",
  ),
  GetGatewayTarget: row(`GET ${target}/`, 200, targetById, "missing"),
  UpdateGatewayTarget: row(`PUT ${target}/`, 202, updateGatewayTarget, "conflict", "missing", "quota"),
  DeleteGatewayTarget: row(`DELETE ${target}/`, 202, targetById, "conflict", "missing"),
  ListGatewayTargets: row(`GET ${gateway}/targets/`, 200, listGatewayTargets, "missing"),
  SynchronizeGatewayTargets: row(
    `PUT ${gateway}/synchronizeTargets`,
    202,
    synchronizeGatewayTargets,
    "conflict",
    "missing",
    "quota",
  ),

  TagResource: row("POST /tags/{resourceArn}", 204, tagResource, "missing", "quota"),
  UntagResource: row("DELETE /tags/{resourceArn}", 204, untagResource, "missing"),
  ListTagsForResource: row("GET /tags/{resourceArn}", 200, listTagsForResource, "missing"),

  CreateWorkloadIdentity: row(
    "POST /identities/CreateWorkloadIdentity",
    201,
    createWorkloadIdentity,
    "missing",
    "unauthorized",
  ),
  GetWorkloadIdentity: row(
    "POST /identities/GetWorkloadIdentity",
    200,
    workloadIdentityByName,
    "missing",
    "unauthorized",
  ),
  UpdateWorkloadIdentity: row(
    "POST /identities/UpdateWorkloadIdentity",
    200,
    updateWorkloadIdentity,
    "missing",
    "unauthorized",
  ),
  DeleteWorkloadIdentity: row(
    "POST /identities/DeleteWorkloadIdentity",
    204,
    workloadIdentityByName,
    "missing",
    "unauthorized",
  ),
  ListWorkloadIdentities: row(
    "POST /identities/ListWorkloadIdentities",
    200,
    listWorkloadIdentities,
    "missing",
    "unauthorized",
  ),

  CreateApiKeyCredentialProvider: notBuilt("POST /identities/CreateApiKeyCredentialProvider", 201),
  CreateOauth2CredentialProvider: notBuilt("POST /identities/CreateOauth2CredentialProvider", 201),

  StartPolicyGeneration: row(
    `POST ${generations}`,
    202,
    startPolicyGeneration,
    "conflict",
    "missing",
    "quota",
  ),
  GetPolicyGeneration: row(`GET ${generation}`, 200, policyGenerationById, "missing"),
  ListPolicyGenerations: row(`GET ${generations}`, 200, listPolicyGenerations, "missing"),
  ListPolicyGenerationAssets: row(`GET ${generation}/assets`, 200, listPolicyGenerationAssets, "missing"),
  GetPolicyGenerationSummary: row(
    `GET ${engine}/policy-generation-summaries/{policyGenerationId}`,
    200,
    policyGenerationById,
    "missing",
  ),
  ListPolicyGenerationSummaries: row(
    `GET ${engine}/policy-generation-summaries`,
    200,
    listPolicyGenerations,
    "missing",
  ),

  CreateGatewayRule: notBuilt(`POST ${gateway}/rules`, 202),
  GetGatewayRule: notBuilt(`GET ${gateway}/rules/{ruleId}`, 200),
  UpdateGatewayRule: notBuilt(`PATCH ${gateway}/rules/{ruleId}`, 202),
  DeleteGatewayRule: notBuilt(`DELETE ${gateway}/rules/{ruleId}`, 202),
  ListGatewayRules: notBuilt(`GET ${gateway}/rules`, 200),

  CreateGatewayRateLimit: notBuilt(`POST ${gateway}/rate-limits`, 201),
  GetGatewayRateLimit: notBuilt(`GET ${rateLimit}`, 200),
  UpdateGatewayRateLimit: notBuilt(`PATCH ${rateLimit}`, 200),
  DeleteGatewayRateLimit: notBuilt(`DELETE ${rateLimit}`, 200),
  ListGatewayRateLimits: notBuilt(`GET ${gateway}/rate-limits`, 200),
  BatchPutGatewayRateLimits: notBuilt(`PUT ${gateway}/rate-limits/batch`, 200),

  PutResourcePolicy: notBuilt("PUT /resourcepolicy/{resourceArn}", 201),
  GetResourcePolicy: notBuilt("GET /resourcepolicy/{resourceArn}", 200),
  DeleteResourcePolicy: notBuilt("DELETE /resourcepolicy/{resourceArn}", 204),
} as const;

/** Toolgate's own operations, which AWS has not. */
export const ownOperations = {
  Explain: row("POST /toolgate/v1/explain", 200, explain, "missing"),
  CheckPolicies: row("POST /toolgate/v1/check-policies", 200, checkPolicies, "missing"),
  ProveAssertions: row("POST /toolgate/v1/prove-assertions", 200, proveAssertions, "missing"),
  WhoCan: row("POST /toolgate/v1/who-can", 200, whoCan, "missing"),
  ComparePolicies: row("POST /toolgate/v1/compare-policies", 200, comparePolicies, "missing"),
  ReadPolicies: row("POST /toolgate/v1/read-policies", 200, readPolicies, "missing"),
} as const;

/** What one of {@link ownOperations} is asked with. */
export type OwnInputOf<Name extends keyof typeof ownOperations> = z.output<
  (typeof ownOperations)[Name]["input"]
>;

/** What {@link ownOperations} Explain is asked with. */
export type ExplainInput = z.output<(typeof ownOperations)["Explain"]["input"]>;

/** Name of any operation in the table. */
export type OperationName = keyof typeof operations;

/** Name of an operation that works. */
export type BuiltOperation = {
  [Name in OperationName]: (typeof operations)[Name] extends { readonly built: true } ? Name : never;
}[OperationName];

/** What the operation is asked with: labels, query and body in one object, as validated. */
export type InputOf<Name extends BuiltOperation> = z.output<(typeof operations)[Name]["input"]>;

/** What the operation answers. */
export type OutputOf<Name extends BuiltOperation> = Outputs[Name];
