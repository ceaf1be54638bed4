/** The newest calls with everything that was known when they were decided, so that a denial just seen can be explained exactly. */
import type { DecisionRecord } from "../decisions/decision-record.ts";
import type { Clock } from "../ports.ts";
import { createAllowance } from "./allowance.ts";
import type { LiveGateway } from "./live-gateway.ts";
import { roughBytes } from "./rough-bytes.ts";
import type { Identity, ToolCall } from "./tool-call.ts";
import type { Verdict } from "./verdict.ts";

/** A call as it was decided. */
export interface RecentDecision {
  readonly record: DecisionRecord;
  readonly live: LiveGateway;
  readonly identity: Identity;
  readonly call: ToolCall;
  readonly verdict: Verdict;
}

/** In memory alone: arguments and claims are written nowhere unless the settings say so. */
export interface RecentDecisions {
  keep(decision: RecentDecision): void;
  get(decisionId: string): RecentDecision | undefined;
}

export interface RecentLimits {
  readonly decisions: number;
  /** By rough weight, what is kept of earlier snapshots included. */
  readonly bytes: number;
  readonly millis: number;
}

const ofDenied: RecentLimits = { decisions: 1_000, bytes: 12 * 1024 * 1024, millis: 15 * 60_000 };
/** Far fewer: people ask why of what was denied, and what stays for long costs the collector of garbage dearly. */
const ofAllowed: RecentLimits = { decisions: 100, bytes: 4 * 1024 * 1024, millis: 15 * 60_000 };

interface Kept extends RecentDecision {
  readonly keptAt: number;
  readonly bytes: number;
}

/** Of a flood of allowed calls so many are kept at once, and then one each time so many milliseconds have gone by. */
const allowedAtOnce = ofAllowed.decisions;
const allowedEveryMillis = 20;

/**
 * The newest calls that were denied, and a few of those that were allowed: not each of a flood, for a flood would push it
 * out before anybody asks, and what lives on for some milliseconds is what costs the collector of garbage most.
 */
export function createRecentCalls(clock: Clock): RecentDecisions {
  const denied = createRecentDecisions(clock, ofDenied);
  const allowed = createRecentDecisions(clock, ofAllowed);
  const allowance = createAllowance(clock, { atOnce: allowedAtOnce, everyMillis: allowedEveryMillis });
  return {
    keep(decision) {
      if (decision.record.enforced === "DENY") denied.keep(decision);
      else if (allowance.take()) allowed.keep(decision);
    },
    get: (decisionId) => denied.get(decisionId) ?? allowed.get(decisionId),
  };
}

/** The newest of any calls, within these limits. */
export function createRecentDecisions(
  clock: Clock,
  { decisions: most, bytes: heaviest, millis: longest }: RecentLimits,
): RecentDecisions {
  const kept = new Map<string, Kept>();
  /** How many decisions hold each snapshot. */
  const holders = new Map<LiveGateway, number>();
  let weight = 0;
  let timer: NodeJS.Timeout | undefined;

  function drop(decisionId: string, { live, bytes }: Kept): void {
    kept.delete(decisionId);
    weight -= bytes;
    const others = (holders.get(live) ?? 1) - 1;
    if (others > 0) {
      holders.set(live, others);
      return;
    }
    holders.delete(live);
    weight -= snapshotBytes(live);
  }

  function isOver(oldest: Kept): boolean {
    return kept.size > most || weight > heaviest || clock.now() - oldest.keptAt >= longest;
  }

  function trim(): void {
    for (const [decisionId, oldest] of kept) {
      if (!isOver(oldest)) break;
      drop(decisionId, oldest);
    }
    // Nothing stays longer for want of calls.
    if (kept.size === 0 || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      trim();
    }, longest).unref();
  }

  return {
    keep(decision) {
      const { record, live, call, identity, verdict } = decision;
      // The arguments are held as they came, as policies saw them, and as the tool gets them; and all of the body with them.
      const held = 3 * roughBytes(call.arguments, heaviest / 3) + 2 * call.bodyLength;
      const bytes = 2_000 + held + tagBytes(identity);
      if (bytes > heaviest / 8) return;
      // Spelled out, for it is done for every call: to spread takes ten times as long.
      kept.set(record.decisionId, { record, live, identity, call, verdict, keptAt: clock.now(), bytes });
      weight += bytes;
      const others = holders.get(live) ?? 0;
      if (others === 0) weight += snapshotBytes(live);
      holders.set(live, others + 1);
      trim();
    },
    get(decisionId) {
      trim();
      return kept.get(decisionId);
    },
  };
}

/** Compiled policies are shared by all snapshots that have them; what refers to them is not. */
function snapshotBytes({ tools, engine }: LiveGateway): number {
  return 1_000 + tools.size * 300 + (engine?.policies.size ?? 0) * 500;
}

function tagBytes({ principal }: Identity): number {
  let bytes = 0;
  for (const name in principal.tags) bytes += 2 * (name.length + (principal.tags[name]?.length ?? 0)) + 50;
  return bytes;
}
