import type { Place } from "../../model.ts";
import { ServiceFault } from "../service.ts";
import { findLogGroup, type LogGroup } from "./log-group.ts";
import type { LogsDeps } from "./logs-deps.ts";

/**
 * The group that a request names, by name or ARN.
 * @throws ServiceFault where it names none, or both, or one that is not there.
 */
export async function requiredGroup(
  { store }: Pick<LogsDeps, "store">,
  place: Place,
  input: { readonly logGroupName?: string | undefined; readonly logGroupIdentifier?: string | undefined },
): Promise<LogGroup> {
  const { logGroupName, logGroupIdentifier } = input;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw new ServiceFault(
      "InvalidParameterException",
      "Give exactly one of logGroupName and logGroupIdentifier.",
    );
  }
  const identifier = logGroupName ?? logGroupIdentifier ?? "";
  const group = await store.read((view) => findLogGroup(view, place, identifier));
  if (group === undefined) throw noSuchGroup(identifier);
  return group;
}

export function noSuchGroup(identifier: string): ServiceFault {
  return new ServiceFault(
    "ResourceNotFoundException",
    `The specified log group does not exist: ${identifier}. A gateway's is /aws/vendedlogs/bedrock-agentcore/gateway/APPLICATION_LOGS/<gatewayId>; spans are in aws/spans.`,
  );
}
