/** CloudWatch Logs, as far as gateways' records and spans go through it. Source: CloudWatch Logs API reference. */
import type { AwsService } from "../service.ts";
import { deliveryDestinationOperations } from "./delivery-destination-operations.ts";
import { deliveryOperations } from "./delivery-operations.ts";
import { deliverySourceOperations } from "./delivery-source-operations.ts";
import { logEventOperations } from "./log-event-operations.ts";
import { logGroupOperations } from "./log-group-operations.ts";
import type { LogsDeps } from "./logs-deps.ts";
import { tagOperations } from "./tag-operations.ts";

export function createLogsService(deps: LogsDeps): AwsService {
  return {
    name: "logs",
    protocol: { kind: "json", target: "Logs_20140328" },
    invalidInput: "InvalidParameterException",
    operations: {
      ...logGroupOperations(deps),
      ...logEventOperations(deps),
      ...deliverySourceOperations(deps),
      ...deliveryDestinationOperations(deps),
      ...deliveryOperations(deps),
      ...tagOperations(deps),
    },
  };
}
