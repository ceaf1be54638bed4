import type { Principal } from "../evaluate/decision.ts";
import { actionGroups } from "../schema/action-name.ts";
import type { CedarShape } from "../schema/cedar-shape.ts";
import { cedarShape, type ToolSchema } from "../schema/tool-schema.ts";
import type { Long } from "../values/value.ts";

/** All calls of one tool by callers of one kind: what a question is about. */
export interface Environment {
  readonly principalType: Principal["type"];
  /** `<Target>___<tool>`. */
  readonly action: string;
  /** Nearest first: the target, `CallTool`, `Mcp`. */
  readonly actionGroups: readonly string[];
  readonly gatewayArn: string;
  /** The tool's arguments; policies see an empty record where this is no record. */
  readonly input: CedarShape;
  /** The times a call can be made at, in milliseconds since the epoch. */
  readonly now: { readonly from: Long; readonly to: Long };
}

export interface AnalysedTool {
  /** `<Target>___<tool>`. */
  readonly action: string;
  readonly gatewayArn: string;
  readonly inputSchema: ToolSchema;
}

/** The years 1970 to 9999, all that Cedar's text can write from the epoch on. */
const anyTime = { from: 0, to: 253_402_300_799_999 };

/** The calls of the tool by this kind of caller. */
export function environment(
  tool: AnalysedTool,
  principalType: Principal["type"],
  now: Environment["now"] = anyTime,
): Environment {
  const { action, gatewayArn, inputSchema } = tool;
  const input = cedarShape(inputSchema);
  return { principalType, action, actionGroups: actionGroups(action), gatewayArn, input, now };
}
