import type { HandlerEnd } from "../processes/handler-process.ts";
import { type Invoked, shortened } from "./function-call.ts";

/** An invocation that did not give a result. */
export type HandlerFailure = Extract<Invoked, { ok: false }>;

/** What the function itself threw or reported, in the words of AWS's `errorType` and `errorMessage`. */
export function functionError(type: string, message: string): HandlerFailure {
  return { ok: false, kind: "function", cause: shortened(`${type}: ${message}`) };
}

/** Why a process that ended did not answer; `stderr` is the end of what it wrote there. */
export function endedEarly(end: HandlerEnd, stderr: string): HandlerFailure {
  const said = stderr === "" ? "" : `; it last wrote: ${shortened(stderr)}`;
  if (end.error !== undefined) {
    return {
      ok: false,
      kind: "unavailable",
      cause: `the handler process could not be started: ${end.error.message}`,
    };
  }
  if (end.signal === "SIGKILL") {
    return {
      ok: false,
      kind: "unavailable",
      cause: `the handler process was killed (SIGKILL) before it answered${said}`,
      end,
    };
  }
  const how = end.signal === null ? `exited with status ${end.code}` : `died of ${end.signal}`;
  return {
    ...functionError("Runtime.ExitError", `the handler process ${how} before it answered${said}`),
    end,
  };
}

/** The function took longer than its registration allows. */
export function tookTooLong(seconds: number): HandlerFailure {
  return {
    ok: false,
    kind: "timeout",
    cause: `the function did not answer within ${seconds} seconds and was stopped; raise its timeoutSeconds if it needs longer`,
  };
}

/** The function's result passes the limit. `bytes` is absent when reading stopped there. */
export function resultTooLarge(limit: number, bytes?: number): HandlerFailure {
  const size = bytes === undefined ? "is too large" : `has ${bytes} bytes`;
  return { ok: false, kind: "too-large", cause: `the function's result ${size}; ${limit} bytes are allowed` };
}

/** No process is free for the call. */
export function noSlot(functionName: string, why: string): HandlerFailure {
  return {
    ok: false,
    kind: "unavailable",
    cause: `the function ${functionName} cannot take the call: ${why}`,
    throttled: true,
  };
}
