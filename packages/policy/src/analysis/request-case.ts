import type { Principal } from "../evaluate/decision.ts";
import type { JsonValue } from "../json/json-value.ts";
import type { DatetimeValue, RecordValue } from "../values/value.ts";

/** One concrete request: a caller with claims, a tool with arguments, and the time. */
export interface RequestCase {
  readonly principal: Principal;
  /** `<Target>___<tool>`. */
  readonly action: string;
  /** Nearest first: the target, `CallTool`, `Mcp`. */
  readonly actionGroups: readonly string[];
  readonly gatewayArn: string;
  /** `context.input`. */
  readonly input: RecordValue;
  /** What a client sends to make that input. */
  readonly arguments: JsonValue;
  /** `context.system.now`. */
  readonly now: DatetimeValue;
}
