import { z } from "zod";
import type { LocalInvocation, LocalOutcome } from "../../uploaded-functions-port.ts";
import { ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { functions } from "./function-body.ts";
import { type NamedFunction, namedFunction } from "./function-name.ts";
import { conflict, invalidContent, notFound, tooManyRequests } from "./lambda-faults.ts";
import { functionName, qualifier } from "./lambda-inputs.ts";
import type { LambdaParts } from "./lambda-parts.ts";
import { stateOf } from "./shown-function.ts";

/** Bytes of an event, by how it is sent. Source: Lambda quotas. */
const largest = { RequestResponse: 6_291_456, Event: 1_048_576 };
/** Bytes of the client context in base64. */
const longestContext = 3_583;
const mostUnanswered = 100;

const input = z.strictObject({
  FunctionName: functionName,
  InvocationType: z
    .enum(["RequestResponse", "Event", "DryRun"], "Member must be RequestResponse, Event or DryRun")
    .default("RequestResponse"),
  LogType: z.enum(["None", "Tail"], "Member must be None or Tail").default("None"),
  ClientContext: z.string().max(10_000).default(""),
  Payload: z.instanceof(Uint8Array),
  Qualifier: qualifier,
  DurableExecutionName: z.undefined("Durable executions are not built in Toolgate").optional(),
  TenantId: z.undefined("Tenants are not built in Toolgate").optional(),
});

type InvokeInput = z.output<typeof input>;

/** What the wire makes an answer of. */
export interface InvokeOutput {
  readonly StatusCode: 200 | 202 | 204;
  readonly ExecutedVersion?: string;
  readonly FunctionError?: string;
  /** The last 4 KB, in base64. */
  readonly LogResult?: string;
  /** JSON text. */
  readonly Payload: string;
}

/** Invoke: of functions that run here, uploaded or registered; it asks nobody else. */
export function invokeOperation(parts: LambdaParts): ServiceOperation {
  const { store, local, uploaded } = parts;
  let unanswered = 0;

  async function prepare(
    asked: InvokeInput,
    named: NamedFunction,
    requestId: string,
  ): Promise<LocalInvocation> {
    const kept = await store.read((view) => functions.get(view, named.key));
    const registered = local.isRegistered(named.arn);
    if (kept === undefined && !registered) {
      throw notFound(
        `Function not found: ${named.arn}. Toolgate's Invoke runs what was uploaded to it or is registered in its configuration file; it passes nothing on to AWS`,
      );
    }
    const state = kept === undefined || registered ? undefined : await stateOf(kept.body, uploaded);
    if (state?.StateReason !== undefined) {
      throw conflict(
        `The operation cannot be performed at this time. The function is currently in the following state: ${state.State}. ${state.StateReason}`,
      );
    }
    return {
      arn: named.arn,
      requestId,
      event: eventOf(asked),
      clientContext: contextOf(asked.ClientContext),
      wantsLog: asked.LogType === "Tail" && asked.InvocationType === "RequestResponse",
      timeoutSeconds: registered ? undefined : kept?.body.timeout,
    };
  }

  async function runUnanswered(invocation: LocalInvocation): Promise<void> {
    unanswered += 1;
    try {
      const outcome = await local.invokeHere(invocation);
      if (outcome.kind === "result") return;
      const why = outcome.kind === "unknown" ? "the function was deleted" : whyOf(outcome);
      parts.onLost({ function: invocation.arn, requestId: invocation.requestId, why });
    } finally {
      unanswered -= 1;
    }
  }

  return serviceOperation(input, async (asked, { caller, requestId }): Promise<InvokeOutput> => {
    const named = namedFunction(asked.FunctionName, caller.place, asked.Qualifier);
    const invocation = await prepare(asked, named, requestId);
    switch (asked.InvocationType) {
      case "DryRun":
        return { StatusCode: 204, ExecutedVersion: "$LATEST", Payload: "" };
      case "Event":
        if (unanswered >= mostUnanswered) {
          throw tooManyRequests(`${mostUnanswered} events wait for their functions already`);
        }
        void runUnanswered(invocation);
        return { StatusCode: 202, Payload: "" };
      case "RequestResponse":
        return answerOf(await local.invokeHere(invocation), invocation, named);
    }
  });
}

function answerOf(
  outcome: LocalOutcome,
  { wantsLog, requestId }: LocalInvocation,
  { arn }: NamedFunction,
): InvokeOutput {
  switch (outcome.kind) {
    case "unknown":
      throw notFound(`Function not found: ${arn}`);
    case "throttled":
      throw tooManyRequests(outcome.why);
    case "unavailable":
      throw new ServiceFault("ServiceException", outcome.why, 500);
    case "result":
    case "error": {
      const { payload, printed } = outcome;
      return {
        StatusCode: 200,
        ExecutedVersion: "$LATEST",
        Payload: payload,
        // AWS's own runtimes report every error so; "Handled" is for runtimes that it no longer has.
        ...(outcome.kind === "error" ? { FunctionError: "Unhandled" } : {}),
        ...(wantsLog ? { LogResult: logOf(printed, requestId) } : {}),
      };
    }
  }
}

function whyOf(outcome: Exclude<LocalOutcome, { kind: "unknown" | "result" }>): string {
  return outcome.kind === "error" ? outcome.payload.slice(0, 1_000) : outcome.why;
}

/** The end of what Lambda's log would have, cut where characters begin. */
function logOf(printed: string, requestId: string): string {
  const text = `START RequestId: ${requestId} Version: $LATEST\n${printed}END RequestId: ${requestId}\n`;
  const bytes = Buffer.from(text, "utf8");
  const tail = bytes.subarray(Math.max(0, bytes.length - 4_096));
  const start = tail.findIndex((byte) => (byte & 0xc0) !== 0x80);
  return tail.subarray(Math.max(0, start)).toString("base64");
}

function eventOf({ Payload, InvocationType }: InvokeInput): string {
  const limit = InvocationType === "Event" ? largest.Event : largest.RequestResponse;
  if (Payload.length > limit) {
    throw new ServiceFault(
      "RequestTooLargeException",
      `${Payload.length} byte payload is too large for the ${InvocationType} invocation type (limit ${limit} bytes)`,
      413,
    );
  }
  if (Payload.length === 0) return "{}";
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Payload);
    JSON.parse(text);
    return text;
  } catch (error) {
    throw invalidContent(`Could not parse request body into json: ${(error as Error).message.slice(0, 200)}`);
  }
}

function contextOf(sent: string): string {
  if (sent.length > longestContext) {
    throw invalidContent(
      `The client context has ${sent.length} bytes in base64; ${longestContext} are allowed.`,
    );
  }
  if (sent === "") return "";
  try {
    const value: unknown = JSON.parse(Buffer.from(sent, "base64").toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return sent;
  } catch {
    // Refused below, with everything else that is no object.
  }
  throw invalidContent("Client context must be a valid Base64-encoded JSON object.");
}
