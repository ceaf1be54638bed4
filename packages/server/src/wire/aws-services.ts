/** The AWS services around the gateway, told apart by the signature's scope, `X-Amz-Target`, the form's Action, then the path. */
import type { Log } from "../log.ts";
import type { Caller } from "../model.ts";
import { ServiceFault } from "../services/service.ts";
import type { AwsDoor, AwsRequest } from "./aws-door.ts";
import type { Callers } from "./callers.ts";
import { readBounded, UnreadableBody } from "./read-bounded.ts";

export interface AwsServicesDeps {
  readonly doors: readonly AwsDoor[];
  readonly callers: Pick<Callers, "identify" | "screen">;
  /** Why the caller may not make the call; undefined when they may. */
  readonly refusalOf: (
    service: string,
    operation: string,
    input: Readonly<Record<string, unknown>>,
    caller: Caller,
  ) => Promise<string | undefined>;
  /** Whoever calls an operation that AWS leaves unsigned. */
  readonly anonymous: Caller;
  readonly log: Log;
  readonly newRequestId: () => string;
}

/** Bytes of a form, before it is known which service it is for. */
const longestForm = 1_500_000;
const noBytes = new Uint8Array();

const scope = /Credential=[^/\s]{1,128}\/\d{8}\/[^/\s]{1,64}\/([^/\s]{1,64})\/aws4_request/;

/** Answers requests for the services; `undefined` where a request is for none of them. */
export function createAwsServices(
  deps: AwsServicesDeps,
): (request: Request, address?: string) => Promise<Response | undefined> {
  const { doors, log } = deps;

  return async (request, address) => {
    const path = new URL(request.url).pathname;
    const scoped = scope.exec(request.headers.get("authorization") ?? "")?.[1];
    if (scoped === "bedrock-agentcore") return undefined;
    const early =
      doors.find(({ service }) => service === scoped) ??
      doors.find((door) => door.claims({ request, path, body: noBytes }));
    // Only a form in the body could still tell.
    if (early === undefined && (path !== "/" || request.method !== "POST")) return undefined;
    const requestId = deps.newRequestId();
    const stranger =
      early && (await strangerAt(early, { request, path, body: noBytes }, { address, requestId }));
    if (stranger !== undefined) return stranger;
    const body = await readBounded(
      request,
      early?.longestBodyAt?.(request.method, path) ?? early?.longestBody ?? longestForm,
    ).catch(unreadable);
    if (!(body instanceof Uint8Array)) return early?.refuse(body, requestId);
    const read: AwsRequest = { request, path, body };
    const door = early ?? doors.find((candidate) => candidate.claims(read));
    if (door === undefined) return undefined;
    return answerAt(door, read, { address, requestId });
  };

  /** The refusal of who cannot be a caller, before their body is read: anybody could send a large one. */
  async function strangerAt(
    door: AwsDoor,
    read: AwsRequest,
    from: { readonly address: string | undefined; readonly requestId: string },
  ): Promise<Response | undefined> {
    if (door.isUnsigned(door.operationOf(read) ?? "")) return undefined;
    const refused = await deps.callers.screen(read.request, expectedAt(door), from);
    if (refused === undefined) return undefined;
    const { name, message, status } = refused.error;
    return door.refuse(new ServiceFault(name, message, status), from.requestId);
  }

  async function answerAt(
    door: AwsDoor,
    read: AwsRequest,
    from: { readonly address: string | undefined; readonly requestId: string },
  ): Promise<Response> {
    const { requestId } = from;
    const operation = door.operationOf(read) ?? "";
    try {
      const caller = await callerOf(door, operation, read, from);
      if (!door.isUnsigned(operation)) await permit(door, operation, read, caller);
      const answer = await door.answer(read, { caller, requestId, operation });
      log.debug(
        { requestId, service: door.service, operation, caller: caller.id },
        "a service call was answered",
      );
      return answer;
    } catch (error) {
      if (error instanceof ServiceFault) return door.refuse(error, requestId);
      log.error({ err: error, requestId, service: door.service, operation }, "a service call failed");
      const message = `An internal error occurred; look for request id ${requestId} in Toolgate's log.`;
      return door.refuse(new ServiceFault("InternalFailure", message, 500), requestId);
    }
  }

  async function permit(door: AwsDoor, operation: string, read: AwsRequest, caller: Caller): Promise<void> {
    const input = door.inputOf?.(read) ?? {};
    const refusal = await deps.refusalOf(door.service, operation, input, caller);
    if (refusal === undefined) return;
    const code = door.protocol === "aws-query" ? "AccessDenied" : "AccessDeniedException";
    throw new ServiceFault(code, refusal, door.protocol === "aws-json" ? 400 : 403);
  }

  async function callerOf(
    door: AwsDoor,
    operation: string,
    { request, body }: AwsRequest,
    from: { readonly address: string | undefined; readonly requestId: string },
  ): Promise<Caller> {
    if (door.isUnsigned(operation)) return { ...deps.anonymous, ...from };
    const who = await deps.callers.identify(request, body, expectedAt(door), from);
    if (who.ok) return who.caller;
    throw new ServiceFault(who.error.name, who.error.message, who.error.status);
  }
}

function expectedAt({ service, protocol = "rest-json" }: AwsDoor) {
  return { service, protocol } as const;
}

function unreadable(error: unknown): ServiceFault {
  if (error instanceof UnreadableBody) return new ServiceFault("RequestEntityTooLarge", error.message, 413);
  throw error;
}
