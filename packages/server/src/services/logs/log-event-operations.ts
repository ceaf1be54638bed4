/** Operations that read log events and streams. */
import { z } from "zod";
import { type ServiceCall, ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { eventId, issueToken, readToken } from "./event-token.ts";
import { filterPattern } from "./filter-pattern/filter-pattern.ts";
import { type EventsQuery, type LogEvent, readEvents } from "./log-events.ts";
import type { LogGroup } from "./log-group.ts";
import type { LogsDeps } from "./logs-deps.ts";
import { requiredGroup } from "./required-group.ts";
import { groupMembers, limit, nextToken, notActedOn, timestamp } from "./shapes.ts";

const streamName = z.string().min(1).max(512);
const unmask = notActedOn("nothing is masked; leave it out", false);

const filterShape = z.strictObject({
  ...groupMembers,
  logStreamNames: z.array(streamName).min(1).max(100).optional(),
  logStreamNamePrefix: streamName.optional(),
  startTime: timestamp.optional(),
  endTime: timestamp.optional(),
  filterPattern: z.string().max(1_024).optional(),
  nextToken: nextToken.optional(),
  limit: limit.max(10_000).default(10_000),
  startFromHead: z.boolean().default(true),
  /** AWS overlooks it too. */
  interleaved: z.boolean().optional(),
  unmask,
});

const getShape = z.strictObject({
  ...groupMembers,
  logStreamName: streamName,
  startTime: timestamp.optional(),
  endTime: timestamp.optional(),
  nextToken: nextToken.optional(),
  limit: limit.max(10_000).default(10_000),
  startFromHead: z.boolean().default(false),
  unmask,
});

const streamsShape = z.strictObject({
  ...groupMembers,
  logStreamNamePrefix: streamName.optional(),
  orderBy: z.enum(["LogStreamName", "LastEventTime"]).optional(),
  descending: z.boolean().optional(),
  nextToken: nextToken.optional(),
  limit: limit.max(50).optional(),
});

const always = () => true;
const everything = { from: 0, to: Number.MAX_SAFE_INTEGER, matches: always };

/** AWS names the stream of a gateway's records so; a group has one. */
function streamOf({ holds }: LogGroup): string {
  return holds === "spans" ? "default" : "BedrockAgentCore_ApplicationLogs";
}

export function logEventOperations(deps: LogsDeps): Readonly<Record<string, ServiceOperation>> {
  const read = (call: ServiceCall, group: LogGroup, query: EventsQuery) =>
    readEvents(deps, call.caller.place, group, query);

  return {
    FilterLogEvents: serviceOperation(filterShape, async (input, call) => {
      const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
      if (names !== undefined && prefix !== undefined) {
        throw new ServiceFault(
          "InvalidParameterException",
          "Give only one of logStreamNames and logStreamNamePrefix.",
        );
      }
      const matches = filterPattern(input.filterPattern);
      const group = await requiredGroup(deps, call.caller.place, input);
      const stream = streamOf(group);
      const absent = names?.find((name) => name !== stream);
      if (absent !== undefined) throw noSuchStream(absent, stream);
      if (prefix !== undefined && !stream.startsWith(prefix)) return { events: [], searchedLogStreams: [] };
      const resumed = input.nextToken === undefined ? undefined : readToken(input.nextToken);
      const order = resumed?.order ?? (input.startFromHead ? "oldest-first" : "newest-first");
      const { startTime: from = 0, endTime: to = everything.to } = input;
      const { events, reached } = await read(call, group, {
        ...{ from, to, order, matches },
        limit: input.limit,
        after: resumed?.position,
      });
      return {
        events: inOrder(events, order).map((event) => ({
          logStreamName: stream,
          ...outputOf(event),
          eventId: eventId(event.position),
        })),
        searchedLogStreams: [],
        ...(reached === undefined ? {} : { nextToken: issueToken(order, reached) }),
      };
    }),

    GetLogEvents: serviceOperation(getShape, async (input, call) => {
      const group = await requiredGroup(deps, call.caller.place, input);
      const stream = streamOf(group);
      if (input.logStreamName !== stream) throw noSuchStream(input.logStreamName, stream);
      const resumed = input.nextToken === undefined ? undefined : readToken(input.nextToken);
      const order = resumed?.order ?? (input.startFromHead ? "oldest-first" : "newest-first");
      const { startTime: from = 0, endTime } = input;
      const to = endTime === undefined ? everything.to : endTime - 1;
      const { events } = await read(call, group, {
        ...{ from, to, order, matches: always },
        limit: input.limit,
        after: resumed?.position,
      });
      const oldestFirst = order === "oldest-first" ? events : [...events].reverse();
      const here = resumed?.position ?? { seq: 0, index: 0 };
      const { position: first = here } = oldestFirst[0] ?? {};
      const { position: last = here } = oldestFirst.at(-1) ?? {};
      return {
        events: inOrder(oldestFirst, "oldest-first").map(outputOf),
        // At the end AWS gives back the token it was given: nothing is behind it yet.
        nextForwardToken: issueToken("oldest-first", last),
        nextBackwardToken: issueToken("newest-first", first),
      };
    }),

    DescribeLogStreams: serviceOperation(streamsShape, async (input, call) => {
      const group = await requiredGroup(deps, call.caller.place, input);
      const name = streamOf(group);
      if (!name.startsWith(input.logStreamNamePrefix ?? "")) return { logStreams: [] };
      const oldest = await read(call, group, { ...everything, order: "oldest-first", limit: 1 });
      const newest = await read(call, group, { ...everything, order: "newest-first", limit: 1 });
      const [first] = oldest.events;
      const [last] = newest.events;
      if (first === undefined || last === undefined) return { logStreams: [] };
      return {
        logStreams: [
          {
            logStreamName: name,
            creationTime: first.timestamp,
            firstEventTimestamp: first.timestamp,
            lastEventTimestamp: last.timestamp,
            lastIngestionTime: last.timestamp,
            arn: `${group.arn}:log-stream:${name}`,
            storedBytes: 0,
          },
        ],
      };
    }),
  };
}

/** A call is recorded when it is decided, so that its first events may be older than those of one that came before. */
function inOrder(events: readonly LogEvent[], order: EventsQuery["order"]): readonly LogEvent[] {
  const sign = order === "oldest-first" ? 1 : -1;
  return [...events].sort((a, b) => sign * (a.timestamp - b.timestamp));
}

function outputOf({ timestamp: at, message }: LogEvent) {
  return { timestamp: at, message, ingestionTime: at };
}

function noSuchStream(asked: string, stream: string): ServiceFault {
  return new ServiceFault(
    "ResourceNotFoundException",
    `The specified log stream does not exist: ${asked}. This group's only one is ${stream}.`,
  );
}
