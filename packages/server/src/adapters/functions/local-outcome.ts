import type { LocalOutcome } from "../../uploaded-functions-port.ts";
import type { HandlerEnd } from "../processes/handler-process.ts";
import type { Invoked } from "./function-call.ts";

/** How Lambda's Invoke tells of a result. Source: Lambda developer guide, "Understanding retry behavior", and what AWS answers. */
export function localOutcome(
  invoked: Invoked,
  call: { readonly requestId: string; readonly timeoutSeconds: number | undefined },
): LocalOutcome {
  const printed = invoked.printed ?? "";
  if (invoked.ok) {
    const payload = invoked.kind === "payload" ? invoked.payload : invoked.result;
    return { kind: "result", payload, printed };
  }
  if (invoked.throttled === true) return { kind: "throttled", why: invoked.cause };
  const error = (errorType: string, message: string): LocalOutcome => ({
    kind: "error",
    payload: JSON.stringify({ errorType, errorMessage: `RequestId: ${call.requestId} Error: ${message}` }),
    printed,
  });
  const { kind, end, cause, errorBody } = invoked;
  if (errorBody !== undefined) return { kind: "error", payload: errorBody, printed };
  if (end !== undefined) return error("Runtime.ExitError", `Runtime exited with error: ${howEnded(end)}`);
  switch (kind) {
    case "timeout":
      return call.timeoutSeconds === undefined
        ? error("Sandbox.Timedout", cause)
        : error("Sandbox.Timedout", `Task timed out after ${call.timeoutSeconds.toFixed(2)} seconds`);
    case "too-large":
      return error("Function.ResponseSizeTooLarge", cause);
    case "function": {
      const [, errorType = "Error", errorMessage = cause] = /^([\w.]+): (.*)$/s.exec(cause) ?? [];
      return { kind: "error", payload: JSON.stringify({ errorType, errorMessage }), printed };
    }
    case "access":
    case "unavailable":
    case "rpc-error":
      return { kind: "unavailable", why: cause };
  }
}

const signalWords: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGKILL: "killed",
  SIGABRT: "aborted",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
};

function howEnded({ code, signal }: HandlerEnd): string {
  return signal === null ? `exit status ${code}` : `signal: ${signalWords[signal] ?? signal}`;
}
