/** What is stored of CloudWatch Logs; keys are `<account>/<region>/<name>`. */
import { z } from "zod";
import type { Place } from "../../model.ts";
import { collection } from "../collection.ts";

const millis = z.number().int();

/** A group that somebody made, or did something to; a gateway has one from the start. */
const logGroupBody = z.object({
  name: z.string(),
  /** Absent for a gateway's own that nobody has made. */
  createdAt: millis.optional(),
  retentionInDays: z.number().optional(),
  /** What happened before is not shown any more: the group was deleted then. */
  emptiedAt: millis.optional(),
});

export type StoredLogGroup = z.output<typeof logGroupBody>;

const deliverySourceBody = z.object({
  name: z.string(),
  resourceArn: z.string(),
  gatewayId: z.string(),
  logType: z.enum(["APPLICATION_LOGS", "TRACES"]),
});

export type StoredDeliverySource = z.output<typeof deliverySourceBody>;

const deliveryDestinationBody = z.object({
  name: z.string(),
  type: z.enum(["CWL", "XRAY"]),
  /** The ARN of the log group; absent for X-Ray. */
  resourceArn: z.string().optional(),
});

export type StoredDeliveryDestination = z.output<typeof deliveryDestinationBody>;

const deliveryBody = z.object({
  id: z.string(),
  sourceName: z.string(),
  destinationName: z.string(),
  createdAt: millis,
});

export type StoredDelivery = z.output<typeof deliveryBody>;

export const logGroups = collection("logGroup", logGroupBody);
export const deliverySources = collection("deliverySource", deliverySourceBody);
export const deliveryDestinations = collection("deliveryDestination", deliveryDestinationBody);
export const deliveries = collection("delivery", deliveryBody);

export const keyOf = ({ accountId, region }: Place, name: string): string => `${accountId}/${region}/${name}`;
