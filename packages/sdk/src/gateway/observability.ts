import { type AwsJsonCaller, createAwsJsonCaller } from "../callers/aws-json-caller.ts";
import { isObject } from "../callers/json-answer.ts";
import { allPages } from "../connection/all-pages.ts";
import type { CallOptions, Connection } from "../connection/settings.ts";
import { InputError, UnreadableAnswerError } from "../errors/call-errors.ts";
import { ServiceError } from "../errors/service-error.ts";
import { placeOf } from "./gateway-place.ts";
import type { Observability } from "./gateway-types.ts";

/** Logs and traces of gateways, as CloudWatch delivers them. */
export interface GatewayObservability {
  enable(input: EnableObservability, options: CallOptions | undefined): Promise<Observability>;
  disable(
    input: { readonly gatewayId: string; readonly deleteLogGroup: boolean },
    options: CallOptions | undefined,
  ): Promise<void>;
}

interface EnableObservability {
  readonly gatewayId: string;
  readonly gatewayArn: string;
  readonly logs: boolean;
  readonly traces: boolean;
}

/** {@link GatewayObservability} over CloudWatch Logs. Source: AgentCore guide, enabling observability for gateways. */
export function createObservability(connection: Connection): GatewayObservability {
  const call = createAwsJsonCaller(connection, "logs", "Logs_20140328");

  return {
    async enable({ gatewayId, gatewayArn, logs, traces }, options) {
      const place = placeOf(gatewayArn);
      if (place === undefined)
        throw new InputError(`gatewayArn is '${gatewayArn}', which is no gateway's ARN.`);
      const logGroup = logGroupOf(gatewayId);
      await unlessThere(call("CreateLogGroup", { logGroupName: logGroup }, options));
      const logGroupArn = `arn:${place.partition}:logs:${place.region}:${place.accountId}:log-group:${logGroup}`;
      const destination = {
        deliveryDestinationType: "CWL",
        deliveryDestinationConfiguration: { destinationResourceArn: logGroupArn },
      };
      const source = { gatewayId, gatewayArn };
      const logsId = logs
        ? await deliver(call, { ...source, kind: "logs", logType: "APPLICATION_LOGS", destination }, options)
        : undefined;
      const tracesId = traces
        ? await deliver(
            call,
            {
              ...source,
              kind: "traces",
              logType: "TRACES",
              destination: { deliveryDestinationType: "XRAY" },
            },
            options,
          )
        : undefined;
      return {
        logGroup,
        deliveries: {
          ...(logsId === undefined ? {} : { logs: logsId }),
          ...(tracesId === undefined ? {} : { traces: tracesId }),
        },
      };
    },
    async disable({ gatewayId, deleteLogGroup }, options) {
      for (const kind of ["logs", "traces"] as const) {
        const source = nameFor(gatewayId, kind, "source");
        await unlessGone(removeSource(call, source, options));
        await unlessGone(
          call("DeleteDeliveryDestination", { name: nameFor(gatewayId, kind, "destination") }, options),
        );
      }
      if (deleteLogGroup) {
        await unlessGone(call("DeleteLogGroup", { logGroupName: logGroupOf(gatewayId) }, options));
      }
    },
  };
}

interface Delivery {
  readonly gatewayId: string;
  readonly gatewayArn: string;
  readonly kind: "logs" | "traces";
  readonly logType: "APPLICATION_LOGS" | "TRACES";
  readonly destination: object;
}

async function deliver(
  call: AwsJsonCaller,
  { gatewayId, gatewayArn, kind, logType, destination }: Delivery,
  options: CallOptions | undefined,
): Promise<string | undefined> {
  const name = nameFor(gatewayId, kind, "source");
  await call("PutDeliverySource", { name, logType, resourceArn: gatewayArn }, options);
  const put = await call(
    "PutDeliveryDestination",
    { name: nameFor(gatewayId, kind, "destination"), ...destination },
    options,
  );
  const arn = isObject(put.deliveryDestination) ? put.deliveryDestination.arn : undefined;
  if (typeof arn !== "string") {
    throw new UnreadableAnswerError("The answer to PutDeliveryDestination has no deliveryDestination.arn.");
  }
  const created = await unlessThere(
    call("CreateDelivery", { deliverySourceName: name, deliveryDestinationArn: arn }, options),
  );
  const delivery = created?.delivery;
  const id = isObject(delivery) ? delivery.id : created?.id;
  return typeof id === "string" ? id : undefined;
}

/** CloudWatch keeps a source as long as it delivers, so its deliveries go first. */
async function removeSource(
  call: AwsJsonCaller,
  name: string,
  options: CallOptions | undefined,
): Promise<void> {
  try {
    await call("DeleteDeliverySource", { name }, options);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== "ConflictException") throw error;
    const pages = allPages(
      async (token) => {
        const page = await call(
          "DescribeDeliveries",
          token === undefined ? {} : { nextToken: token },
          options,
        );
        const { nextToken, deliveries = [] } = page;
        return {
          deliveries: [deliveries].flat().filter(isObject),
          ...(typeof nextToken === "string" ? { nextToken } : {}),
        };
      },
      ({ deliveries }) => deliveries,
    );
    for await (const { id, deliverySourceName } of pages) {
      if (deliverySourceName === name) await unlessGone(call("DeleteDelivery", { id }, options));
    }
    await call("DeleteDeliverySource", { name }, options);
  }
}

const logGroupOf = (gatewayId: string) =>
  `/aws/vendedlogs/bedrock-agentcore/gateway/APPLICATION_LOGS/${gatewayId}`;

/** CloudWatch takes names of 60 characters; the end of a longer id, which is the part that no other has, is kept. */
function nameFor(gatewayId: string, kind: "logs" | "traces", end: "source" | "destination"): string {
  const tail = `-${kind}-${end}`;
  return `${gatewayId.slice(-(60 - tail.length)).replace(/^-+/, "")}${tail}`;
}

const unlessThere = <T>(work: Promise<T>) => unless(work, /^(ResourceAlreadyExists|Conflict)Exception$/);

const unlessGone = <T>(work: Promise<T>) => unless(work, /^ResourceNotFoundException$/);

function unless<T>(work: Promise<T>, code: RegExp): Promise<T | undefined> {
  return work.catch((error) => {
    if (error instanceof ServiceError && code.test(error.code)) return undefined;
    throw error;
  });
}
