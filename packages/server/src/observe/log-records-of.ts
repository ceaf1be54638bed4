/** The application log records of one call, in the order in which they happened. Sources: seed 1; records of AWS's own that others have published. */
import type { DecisionRecord } from "../decisions/decision-record.ts";
import { denialReason } from "../decisions/denial-reason.ts";
import { callTimes, millis, nanos } from "./call-times.ts";
import { failureAttributes, missingPermission } from "./failure-attributes.ts";
import { javaMapText } from "./java-map-text.ts";
import type { LogBody, LoggedPolicy, LogRecord } from "./log-record.ts";
import {
  isDecided,
  isEnded,
  isInvoked,
  type ObservedCall,
  type ObserveStyle,
  traceOf,
} from "./observed-call.ts";
import { observedGateway, resourceAttributes } from "./observed-gateway.ts";
import type { Attributes } from "./span.ts";

/** One thing that happened; `at` in microseconds since the epoch. */
interface Happening {
  readonly at: number;
  readonly isError: boolean;
  readonly log: string;
  readonly body?: Omit<LogBody, "isError" | "log" | "id">;
  readonly attributes?: Attributes | undefined;
}

/** Later records of a call only come after those that are there already. */
export function logRecordsOf(call: ObservedCall, style: ObserveStyle): readonly LogRecord[] {
  return happenings(call, style).map((happening) => logRecord(call, happening));
}

function happenings(call: ObservedCall, style: ObserveStyle): readonly Happening[] {
  const { arrived, decided, ended } = callTimes(call);
  const started = { at: arrived, isError: false, log: "Started processing request", body: request(call) };
  const processed = { at: ended, isError: false, log: "Successfully processed request" };
  if (!isDecided(call)) return [started, processed];
  const policy = call.engineArn === undefined ? [] : [policyHappening(call, call.engineArn, decided)];
  if (call.enforced === "DENY") return [started, ...policy, ...stopped(call, style, decided)];
  if (call.method === "tools/list") return [started, ...policy, processed];
  if (!isInvoked(call)) {
    return [started, ...policy, { at: decided, isError: true, log: `Unknown tool: ${call.action ?? ""}` }];
  }
  const tool = `tool ${call.action ?? ""} from target ${call.targetId ?? ""}`;
  const invoked = { at: decided, isError: false, log: `Processing request for ${tool}` };
  if (!isEnded(call)) return [started, ...policy, invoked];
  const { outcome } = call;
  if (outcome?.result === "success") return [started, ...policy, invoked, processed];
  const body = outcome?.cause === undefined ? {} : { errorMessage: outcome.cause };
  return [
    started,
    ...policy,
    invoked,
    {
      at: ended,
      isError: true,
      log: `Failed to process request for ${tool}`,
      body,
      attributes: missingPermission(outcome?.failure),
    },
  ];
}

/** The request's body, where the settings let arguments into records: redacted, as there. */
function request(call: ObservedCall): Pick<LogBody, "requestBody"> {
  if (!isDecided(call) || call.arguments === undefined) return {};
  const { messageId: id } = traceOf(call);
  const params = { name: call.action, arguments: call.arguments };
  return { requestBody: javaMapText({ id, jsonrpc: "2.0", method: call.method, params }) };
}

/** A failure reads as AWS's does, to the field; its cause stands in the attributes, under names of our own. */
function policyHappening(call: DecisionRecord, policyEngineArn: string, at: number): Happening {
  if (call.decision === "ERROR") {
    return { at, isError: true, log: failedSentence(call), attributes: failureAttributes(call) };
  }
  const denied = call.decision === "DENY" && call.enforced === "DENY";
  const log = denied ? "Policy evaluation denied request" : "Policy evaluation completed";
  return { at, isError: denied, log, body: { policy: loggedPolicy(call, policyEngineArn) } };
}

function failedSentence({ method }: DecisionRecord): string {
  return `Policy evaluation failed for ${method === "tools/list" ? "list tools" : "tool call"}`;
}

function loggedPolicy(call: DecisionRecord, policyEngineArn: string): LoggedPolicy {
  const { principal, determiningPolicies, decision, reason } = call;
  const isCall = call.method === "tools/call";
  return {
    ...(isCall && decision !== "ERROR" ? { decision } : {}),
    policyEngineArn,
    ...(isCall ? { determiningPolicies } : {}),
    latencyMs: call.micros / 1_000,
    ...(principal === undefined ? {} : { principal: { entityType: principal.type, entityId: principal.id } }),
    ...(isCall && decision === "DENY" ? { reason } : {}),
  };
}

/** Of a call that was stopped: AWS's sentence for the caller. Of a failure all is said. */
function stopped(call: DecisionRecord, style: ObserveStyle, at: number): readonly Happening[] {
  if (call.decision === "ERROR") {
    return call.engineArn === undefined
      ? [{ at, isError: true, log: failedSentence(call), attributes: failureAttributes(call) }]
      : [];
  }
  const forbiddenBy = call.code === "FORBIDDEN" ? call.determiningPolicies : [];
  const reason = denialReason(forbiddenBy, style.denialWording);
  const log = `Tool Execution Denied: Tool call not allowed due to policy enforcement [${reason}]`;
  return [{ at, isError: true, log }];
}

function logRecord(call: ObservedCall, { at, isError, log, body, attributes }: Happening): LogRecord {
  const { traceId, spanId, messageId } = traceOf(call);
  const gateway = observedGateway(call);
  return {
    resource_arn: gateway.arn,
    event_timestamp: millis(at),
    body: { isError, log, id: messageId, ...body },
    account_id: gateway.accountId,
    request_id: call.requestId,
    trace_id: traceId,
    span_id: spanId,
    resource: { attributes: resourceAttributes(gateway) },
    attributes: {
      "aws.request.id": call.requestId,
      "aws.account.id": gateway.accountId,
      "aws.resource.type": "AWS::BedrockAgentCore::Gateway",
      ...(isDecided(call) ? { "toolgate.decision_id": call.decisionId } : {}),
      ...attributes,
    },
    timeUnixNano: nanos(at),
    severityNumber: isError ? 17 : 9,
    severityText: isError ? "ERROR" : "INFO",
    traceId,
    spanId,
  };
}
