/** What an explanation is asked about: a call with as much as is known of it. */
import type { Entity, JsonValue, Principal } from "@toolgate/policy";
import type { DecisionRecord } from "../decisions/decision-record.ts";
import type { LiveGateway } from "./live-gateway.ts";
import type { Verdict } from "./verdict.ts";

export interface ExplainQuestion {
  /** Whose policies and tools it is explained by. */
  readonly live: LiveGateway;
  readonly tool: string;
  readonly principal: Principal;
  /** With further tags that are not known, where not all claims are. */
  readonly entity: Entity;
  /** Undefined when they are not known. */
  readonly args: JsonValue | undefined;
  /** What was wrong with the body that the arguments came in. */
  readonly fault?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** What was decided, where nothing was given in place of what was known then. */
  readonly verdict?: Verdict | undefined;
  readonly record?: DecisionRecord | undefined;
  readonly notes: readonly string[];
}
