import { type OperationName, operations } from "@toolgate/api";
import {
  type CallOptions,
  type ClientSettings,
  type Connection,
  connectionOf,
} from "../connection/settings.ts";
import { InputError } from "../errors/call-errors.ts";
import { callService } from "./call-service.ts";
import { jsonObjectOf } from "./json-answer.ts";
import type { CallInput, CallOutput } from "./operation-types.ts";
import { restJsonRequest } from "./rest-json-request.ts";

/** Calls any operation of the control plane, by its name, with what its row in the table takes. */
export type ControlCaller = <Name extends OperationName>(
  operation: Name,
  input: CallInput<Name>,
  options?: CallOptions,
) => Promise<CallOutput<Name>>;

/** Operations without a client token that must not be carried out twice, though they are no reads. */
const carriedOutOnce: ReadonlySet<OperationName> = new Set<OperationName>([
  "CreateWorkloadIdentity",
  "CreateApiKeyCredentialProvider",
  "CreateOauth2CredentialProvider",
]);

/** Those of AWS's operations that take a `clientToken`, also where Toolgate's table knows no input yet. */
function takesClientToken(operation: OperationName): boolean {
  const row = operations[operation];
  if (row.built) return row.idempotent;
  return /^(CreateGateway(Rule|RateLimit)|BatchPutGatewayRateLimits)$/.test(operation);
}

/** A caller of the control plane, of Toolgate's or of AWS's, for when the clients are more than is wanted. */
export function createControlCaller(settings: ClientSettings = {}): ControlCaller {
  return controlCallerOver(connectionOf(settings));
}

/** The same, over a connection that is there already. */
export function controlCallerOver(connection: Connection): ControlCaller {
  return async (operation, input, options) => {
    if (!Object.hasOwn(operations, operation)) {
      throw new InputError(`There is no operation ${operation}; the names are AWS's, e.g. ListGateways.`);
    }
    const row = operations[operation];
    const members: Readonly<Record<string, unknown>> = { ...input };
    const token =
      takesClientToken(operation) && members.clientToken === undefined
        ? { clientToken: globalThis.crypto.randomUUID() }
        : {};
    const request = restJsonRequest(operation, row, { ...members, ...token }, !carriedOutOnce.has(operation));
    const answer = await callService(connection, "control", request, options);
    // The table says what this operation answers; only its being an object is looked at.
    return jsonObjectOf(answer, operation) as CallOutput<typeof operation>;
  };
}
