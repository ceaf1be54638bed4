import type { ToolResult } from "../../ports.ts";
import type { FunctionArn } from "./function-arn.ts";

/** One invocation on its way to whatever runs it. */
export interface FunctionCall {
  readonly arn: FunctionArn;
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  /** `{"custom":{…}}` in base64, as the header X-Amz-Client-Context has it. */
  readonly clientContext: string;
}

/** Whatever runs functions: a pool of processes, a command, or a service. Resolves always. */
export interface FunctionRunner {
  invoke(call: FunctionCall): Promise<ToolResult>;
  close(): Promise<void>;
}

/** Text for a cause: one line's worth, so that a record stays small. */
export function shortened(text: string, limit = 1_000): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters)`;
}
