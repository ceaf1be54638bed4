/** What passes between Toolgate and a handler's process: one JSON text a line, over file descriptor 3. */

/** Who asks what; `event` and `clientContext` are texts inside the text, so that the handler parses exactly what was decided on. */
export interface RunnerRequest {
  readonly id: number;
  readonly event: string;
  readonly clientContext: string;
  readonly requestId: string;
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

export type RunnerAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "broken"; readonly error: HandlerError }
  | { readonly kind: "result"; readonly id: number; readonly payload: string }
  | { readonly kind: "too-large"; readonly id: number; readonly bytes: number }
  | { readonly kind: "error"; readonly id: number; readonly error: HandlerError };

/** The two members of AWS's function error. Source: Lambda developer guide, "Node.js function errors". */
export interface HandlerError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** What the process is told when it starts. */
export interface RunnerSettings {
  /** Absolute path of the module. */
  readonly module: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly payloadBytes: number;
}

/** A result may double when it becomes a text inside a text. */
export function lineLimit(payloadBytes: number): number {
  return 2 * payloadBytes + 65_536;
}
