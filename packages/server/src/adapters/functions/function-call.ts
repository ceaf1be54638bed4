import type { ToolResult } from "../../ports.ts";
import type { HandlerEnd } from "../processes/handler-process.ts";
import type { FunctionArn } from "./function-arn.ts";

/** One invocation on its way to whatever runs it. */
export interface FunctionCall {
  readonly arn: FunctionArn;
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  /** A JSON object such as `{"custom":{…}}` in base64, as the header X-Amz-Client-Context has it; empty for none. */
  readonly clientContext: string;
  /** Whether what the handler prints is wanted with the result. */
  readonly wantsLog?: boolean | undefined;
}

/** A result, with what only Lambda's own Invoke tells of it. */
export type Invoked = ToolResult & {
  /** The error as its runtime wrote it, JSON text. */
  readonly errorBody?: string | undefined;
  /** The process ended instead of answering. */
  readonly end?: HandlerEnd | undefined;
  /** There was no room for the call, and it was not made. */
  readonly throttled?: boolean | undefined;
  /** What was printed meanwhile. */
  readonly printed?: string | undefined;
};

/** Whatever runs functions: a pool of processes, a command, or a service. Resolves always. */
export interface FunctionRunner {
  invoke(call: FunctionCall): Promise<Invoked>;
  close(): Promise<void>;
}

/** Text for a cause: one line's worth, so that a record stays small. */
export function shortened(text: string, limit = 1_000): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters)`;
}
