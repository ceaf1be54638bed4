/** The bounds of every invocation; AWS's own where AWS has one. Source: Lambda quotas. */
export interface FunctionLimits {
  /** Processes that one function may have at a time. */
  readonly instances: number;
  /** Invocations that may wait for a free process, for each function. */
  readonly queue: number;
  /** Seconds after which an unused process is stopped. */
  readonly idleSeconds: number;
  /** Seconds that a module may take to load. */
  readonly initSeconds: number;
  /** Bytes of the event, and of the result, as UTF-8. */
  readonly payloadBytes: number;
  /** Bytes of the client context after base64. */
  readonly clientContextBytes: number;
  /** Seconds to wait for a function that is invoked over HTTP. */
  readonly remoteSeconds: number;
}

/** AWS: 6 MB of payload, 3,583 bytes of client context, 10 seconds to start; a gateway waits 5 minutes. */
export const defaultFunctionLimits: FunctionLimits = {
  instances: 4,
  queue: 100,
  idleSeconds: 300,
  initSeconds: 10,
  payloadBytes: 6 * 1024 * 1024,
  clientContextBytes: 3_583,
  remoteSeconds: 300,
};
