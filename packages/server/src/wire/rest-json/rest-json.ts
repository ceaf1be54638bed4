/** AWS's restJson1: a request becomes a call of the control plane, and its answer or exception a response. */
import {
  AccessDeniedException,
  type BuiltOperation,
  type InputOf,
  type OperationName,
  operations,
  ServiceException,
  ValidationException,
} from "@toolgate/api";
import type { ControlPlane } from "../../control/control-plane.ts";
import type { Log } from "../../log.ts";
import type { Caller } from "../../model.ts";
import type { Callers } from "../callers.ts";
import { decodeInput } from "./decode-input.ts";
import { encodeAnswer, encodeError, type WireError } from "./encode.ts";
import { longestBody } from "./read-json-body.ts";
import { matchRoute, type RouteMatch } from "./router.ts";

const expected = { service: "bedrock-agentcore", protocol: "rest-json" } as const;

/** Decides by the caller's own policies whether they may make a call. */
type Authority = <Name extends BuiltOperation>(
  operation: Name,
  input: InputOf<Name>,
  caller: Caller,
) => Promise<string | undefined>;

/** What {@link createRestJson} is given. */
export interface RestJsonDeps {
  readonly controlPlane: ControlPlane;
  readonly callers: Pick<Callers, "admit">;
  /** Why the caller may not make the call; undefined when they may. */
  readonly refusalOf: Authority;
  readonly log: Log;
  readonly newRequestId: () => string;
}

function isBuilt(name: OperationName): name is BuiltOperation {
  return operations[name].built;
}

function notFound(
  match: Exclude<RouteMatch, { kind: "operation" }>,
  method: string,
  path: string,
): WireError {
  const name = "UnknownOperationException";
  const where = path.slice(0, 200);
  if (match.kind === "wrong-method") {
    const message = `${where} has no ${method.slice(0, 20)}, only ${match.allowed.join(", ")}.`;
    return { name, status: 405, message, allowed: match.allowed };
  }
  const hint = where.startsWith("/tags/")
    ? " An ARN in a path is percent-encoded whole, its slashes too."
    : "";
  return { name, status: 404, message: `There is no operation ${method.slice(0, 20)} ${where}.${hint}` };
}

/** The control plane's door; it answers `undefined` where the path is none of its own. */
export function createRestJson(
  deps: RestJsonDeps,
): (request: Request, address?: string) => Promise<Response | undefined> {
  const { controlPlane, log, newRequestId } = deps;

  async function call(name: BuiltOperation, input: unknown, caller: Caller): Promise<object> {
    // The input was validated by the row of the same name, which the type of the handlers is made from.
    const handler = controlPlane[name] as (input: unknown, caller: Caller) => Promise<object>;
    return await handler(input, caller);
  }

  function answerFailure(error: unknown, operation: OperationName | undefined, requestId: string): Response {
    if (error instanceof ServiceException) {
      if (error.status >= 500) log.error({ err: error, requestId, operation }, "a control-plane call failed");
      return encodeError(error, requestId);
    }
    log.error({ err: error, requestId, operation }, "a control-plane call failed");
    const message = `An internal error occurred; look for request id ${requestId} in Toolgate's log.`;
    return encodeError({ name: "InternalServerException", status: 500, message }, requestId);
  }

  return async (request, address) => {
    const { pathname } = new URL(request.url);
    const requestId = newRequestId();
    let operation: OperationName | undefined;
    try {
      const match = matchRoute(request.method, pathname);
      if (match.kind === "foreign") return undefined;
      const who = await deps.callers.admit(request, longestBody, expected, { address, requestId });
      if (!who.ok) return encodeError(who.error, requestId);
      if (match.kind !== "operation") {
        return encodeError(notFound(match, request.method, pathname), requestId);
      }
      operation = match.name;
      if (!isBuilt(operation)) {
        throw new ValidationException(
          `${operation} is not built yet in Toolgate, so it is refused; COMPATIBILITY.md lists what is.`,
        );
      }
      const input = await decodeInput(operation, match.labels, who.request);
      const refusal = await deps.refusalOf(operation, input, who.caller);
      if (refusal !== undefined) throw new AccessDeniedException(refusal);
      const output = await call(operation, input, who.caller);
      log.debug({ requestId, operation, caller: who.caller.id }, "a control-plane call was answered");
      return encodeAnswer(output, operations[operation].status, requestId);
    } catch (error) {
      return answerFailure(error, operation, requestId);
    }
  };
}
