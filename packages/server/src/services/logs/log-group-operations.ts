/** Operations on log groups. */
import { z } from "zod";
import { ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { logGroupArn } from "./log-arns.ts";
import { keyOf, logGroups, type StoredLogGroup } from "./log-documents.ts";
import { findLogGroup, type LogGroup, listLogGroups } from "./log-group.ts";
import type { LogsDeps } from "./logs-deps.ts";
import { noSuchGroup } from "./required-group.ts";
import { limit, logGroupName, nextToken, notActedOn, tags } from "./shapes.ts";

const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const createShape = z.strictObject({
  logGroupName,
  tags: tags.optional(),
  kmsKeyId: notActedOn("log groups are not encrypted with a key of KMS; leave it out"),
  logGroupClass: notActedOn("only the class STANDARD is built", "STANDARD"),
  deletionProtectionEnabled: notActedOn("deletion protection is not built; leave it out", false),
});

const describeShape = z.strictObject({
  logGroupNamePrefix: logGroupName.optional(),
  logGroupNamePattern: z.string().max(512).optional(),
  limit: limit.max(50).default(50),
  nextToken: nextToken.optional(),
  logGroupClass: z.enum(["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]).optional(),
  logGroupIdentifiers: notActedOn("asking by identifiers is not built; use logGroupNamePrefix"),
  accountIdentifiers: notActedOn("there are no linked accounts; leave it out"),
  includeLinkedAccounts: notActedOn("there are no linked accounts; leave it out", false),
});

export function logGroupOperations(deps: LogsDeps): Readonly<Record<string, ServiceOperation>> {
  const { store, clock } = deps;

  const change =
    (work: (group: LogGroup, stored: StoredLogGroup | undefined) => StoredLogGroup) =>
    async (input: { readonly logGroupName: string }, call: Parameters<ServiceOperation["run"]>[1]) => {
      const { place } = call.caller;
      const key = keyOf(place, input.logGroupName);
      await store.write(call, async (view) => {
        const group = await findLogGroup(view, place, input.logGroupName);
        if (group === undefined) throw noSuchGroup(input.logGroupName);
        const body = work(group, (await logGroups.get(view, key))?.body);
        await logGroups.put(view, { key, arn: group.arn, body });
      });
      return {};
    };

  return {
    CreateLogGroup: serviceOperation(createShape, async ({ logGroupName: name, tags: given }, call) => {
      const { place } = call.caller;
      if (name.startsWith("aws/")) {
        throw new ServiceFault(
          "InvalidParameterException",
          `Log groups starting with AWS/ are reserved for AWS: ${name}.`,
        );
      }
      const key = keyOf(place, name);
      const arn = logGroupArn(place, name);
      await store.write(call, async (view) => {
        const stored = await logGroups.get(view, key);
        if (stored?.body.createdAt !== undefined) {
          throw new ServiceFault(
            "ResourceAlreadyExistsException",
            `The specified log group already exists: ${name}.`,
          );
        }
        await logGroups.put(view, { key, arn, body: { ...stored?.body, name, createdAt: clock.now() } });
        if (given !== undefined) await view.put.tags(arn, given);
      });
      return {};
    }),

    DeleteLogGroup: serviceOperation(
      z.strictObject({ logGroupName }),
      async ({ logGroupName: name }, call) => {
        const { place } = call.caller;
        const key = keyOf(place, name);
        await store.write(call, async (view) => {
          const group = await findLogGroup(view, place, name);
          if (group === undefined) throw noSuchGroup(name);
          // What was recorded stays; a group of that name does not show it any more.
          await logGroups.put(view, { key, arn: group.arn, body: { name, emptiedAt: clock.now() } });
          await view.remove.tags(group.arn);
        });
        return {};
      },
    ),

    DescribeLogGroups: serviceOperation(describeShape, async (input, call) => {
      const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = input;
      if (prefix !== undefined && pattern !== undefined) {
        throw new ServiceFault(
          "InvalidParameterException",
          "Give only one of logGroupNamePrefix and logGroupNamePattern.",
        );
      }
      const all = await store.read((view) => listLogGroups(view, call.caller.place));
      const { nextToken: after } = input;
      const found = all.filter(
        ({ name }) =>
          (after === undefined || name > after) &&
          (prefix === undefined || name.startsWith(prefix)) &&
          (pattern === undefined || name.includes(pattern)) &&
          (input.logGroupClass ?? "STANDARD") === "STANDARD",
      );
      const page = found.slice(0, input.limit);
      const last = page.at(-1);
      return {
        logGroups: page.map(logGroupOutput),
        ...(page.length < found.length && last !== undefined ? { nextToken: last.name } : {}),
      };
    }),

    PutRetentionPolicy: serviceOperation(
      z.strictObject({
        logGroupName,
        retentionInDays: z.number().refine((days) => retentions.includes(days), {
          message: `must be one of ${retentions.join(", ")}`,
        }),
      }),
      (input, call) =>
        change(({ name }, stored) => ({ ...stored, name, retentionInDays: input.retentionInDays }))(
          input,
          call,
        ),
    ),

    DeleteRetentionPolicy: serviceOperation(
      z.strictObject({ logGroupName }),
      change(({ name }, stored) => ({ ...stored, name, retentionInDays: undefined })),
    ),
  };
}

function logGroupOutput({ name, arn, createdAt, retentionInDays }: LogGroup) {
  return {
    logGroupName: name,
    creationTime: createdAt,
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: 0,
    logGroupClass: "STANDARD",
  };
}
