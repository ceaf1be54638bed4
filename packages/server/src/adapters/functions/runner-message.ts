/** What passes between Toolgate and a handler's process: one JSON text a line, over file descriptor 3. */

/** Who asks what; `event` and `clientContext` are texts inside the text, so that the handler parses exactly what was decided on. */
export interface RunnerRequest {
  readonly id: number;
  readonly event: string;
  /** In base64; empty for none. */
  readonly clientContext: string;
  readonly requestId: string;
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** A line to print on both streams when the handler is done, so that whoever reads them knows that all is there. */
  readonly mark?: string | undefined;
}

export type RunnerAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "broken"; readonly error: HandlerError }
  | { readonly kind: "result"; readonly id: number; readonly payload: string }
  | { readonly kind: "too-large"; readonly id: number; readonly bytes: number }
  | { readonly kind: "error"; readonly id: number; readonly error: HandlerError };

/** AWS's function error; which of the others it has is the language's. Source: Lambda developer guide, "Node.js function errors". */
export interface HandlerError {
  readonly errorType: string;
  readonly errorMessage: string;
  /** Node.js: the lines of the stack. */
  readonly trace?: readonly string[] | undefined;
  /** Python. */
  readonly requestId?: string | undefined;
  readonly stackTrace?: readonly string[] | undefined;
}

/** What the process is told when it starts. */
export interface RunnerSettings {
  readonly load: HandlerPlace;
  readonly memoryMb: number;
  readonly payloadBytes: number;
}

/** Where the handler is. */
export type HandlerPlace =
  /** An absolute path, and the name of an export. */
  | { readonly kind: "module"; readonly module: string; readonly handler: string }
  /** As in AWS: `folder/index.handler` from a folder. */
  | { readonly kind: "lambda"; readonly root: string; readonly handler: string };

/** A result may double when it becomes a text inside a text. */
export function lineLimit(payloadBytes: number): number {
  return 2 * payloadBytes + 65_536;
}
