/** The events of a log group, read from what is recorded, page by page. */

import type { Place } from "../../model.ts";
import { logRecordsOf } from "../../observe/log-records-of.ts";
import { isEnded, type ObservedCall, type ObserveStyle } from "../../observe/observed-call.ts";
import { spansOf } from "../../observe/spans-of.ts";
import type { NumberedCall, ObservedQuery } from "../../telemetry-port.ts";
import type { EventPosition } from "./event-token.ts";
import type { FilterPattern } from "./filter-pattern/filter-pattern.ts";
import type { LogGroup } from "./log-group.ts";
import type { LogsDeps } from "./logs-deps.ts";

export interface LogEvent {
  readonly position: EventPosition;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

export interface EventsQuery {
  /** Milliseconds since the epoch; both included. */
  readonly from: number;
  readonly to: number;
  readonly order: ObservedQuery["order"];
  /** The last event that is known already, in that order. */
  readonly after?: EventPosition | undefined;
  readonly limit: number;
  readonly matches: FilterPattern;
}

export interface EventsPage {
  /** In the order asked for. */
  readonly events: readonly LogEvent[];
  /** How far was looked, whether or not something was found there; absent at the end. */
  readonly reached?: EventPosition | undefined;
}

/** Calls of one question to the store, and of one request: then the asker is given what there is, and asks again. */
const callsAtOnce = 500;
const callsOfRequest = 5_000;
/** Characters of an answer. Source: API reference, FilterLogEvents: 1 MB. */
const longestAnswer = 1_000_000;

export async function readEvents(
  deps: Pick<LogsDeps, "observed" | "style" | "clock">,
  place: Place,
  group: LogGroup,
  query: EventsQuery,
): Promise<EventsPage> {
  const from = Math.max(query.from, oldestOf(group, deps.clock.now()));
  const events: LogEvent[] = [];
  let reached = query.after;
  let length = 0;
  for (let looked = 0; looked < callsOfRequest; looked += callsAtOnce) {
    const calls = await deps.observed.find({
      gatewayIds: group.holds === "spans" ? undefined : group.gateways.map(({ id }) => id),
      from,
      to: query.to,
      order: query.order,
      start: reached?.seq,
      limit: callsAtOnce,
    });
    for (const numbered of calls) {
      for (const event of eventsOf(numbered, { group, place, style: deps.style, order: query.order })) {
        if (!isBehind(event.position, reached, query.order)) continue;
        const fits = event.timestamp >= from && event.timestamp <= query.to && query.matches(event);
        if (
          fits &&
          events.length > 0 &&
          (events.length >= query.limit || length + event.message.length > longestAnswer)
        ) {
          return { events, reached };
        }
        reached = event.position;
        if (!fits) continue;
        events.push(event);
        length += event.message.length;
      }
      // A call without events is behind us too.
      if (reached === undefined || reached.seq !== numbered.seq) {
        reached = { seq: numbered.seq, index: query.order === "oldest-first" ? lastIndex : 0 };
      }
    }
    if (calls.length < callsAtOnce) return { events };
  }
  return { events, reached };
}

/** Above that of any event of a call. */
const lastIndex = 99;

/** Events before are shown no more, or were never delivered. */
function oldestOf({ retentionInDays, emptiedAt = 0 }: LogGroup, now: number): number {
  return Math.max(emptiedAt, retentionInDays === undefined ? 0 : now - retentionInDays * 86_400_000);
}

function isBehind(
  { seq, index }: EventPosition,
  last: EventPosition | undefined,
  order: ObservedQuery["order"],
): boolean {
  if (last === undefined) return true;
  const difference = seq === last.seq ? index - last.index : seq - last.seq;
  return order === "oldest-first" ? difference > 0 : difference < 0;
}

function eventsOf(
  { seq, call }: NumberedCall,
  seen: {
    readonly group: LogGroup;
    readonly place: Place;
    readonly style: ObserveStyle;
    readonly order: ObservedQuery["order"];
  },
): readonly (LogEvent & { readonly json: unknown })[] {
  const { group, place, style, order } = seen;
  if (!call.gatewayArn.startsWith(`arn:aws:bedrock-agentcore:${place.region}:${place.accountId}:`)) return [];
  const written = group.holds === "spans" ? spansWithTimes(call, style) : recordsWithTimes(call, style);
  const since = group.gateways.find(({ id }) => id === call.gatewayId)?.since ?? 0;
  const events = written.flatMap(({ timestamp, json }, index) =>
    timestamp < since ? [] : [{ position: { seq, index }, timestamp, json, message: JSON.stringify(json) }],
  );
  return order === "oldest-first" ? events : events.reverse();
}

interface Written {
  readonly timestamp: number;
  readonly json: unknown;
}

function recordsWithTimes(call: ObservedCall, style: ObserveStyle): readonly Written[] {
  return logRecordsOf(call, style).map((json) => ({ timestamp: json.event_timestamp, json }));
}

/** A span is written when it ends. */
function spansWithTimes(call: ObservedCall, style: ObserveStyle): readonly Written[] {
  if (!isEnded(call)) return [];
  return spansOf(call, style).map((json) => ({ timestamp: Math.round(json.endTimeUnixNano / 1e6), json }));
}
