/** Why was, or would, this call be decided so? Asked of the code that decides calls, so that the two cannot differ. */
import type { ExplainInput, ExplainOutput } from "@toolgate/api";
import type { JsonValue } from "@toolgate/policy";
import type { DecisionRecord } from "../decisions/decision-record.ts";
import type { Clock } from "../ports.ts";
import type { DecideDeps } from "./decide-call.ts";
import { type ExplainedDecision, explainDecision } from "./explain-decision.ts";
import type { ExplainQuestion } from "./explain-question.ts";
import { isShown } from "./list-tools.ts";
import type { LiveGateways } from "./live-gateways.ts";
import { type PastDeps, questionOfDecision } from "./question-of-decision.ts";
import { questionOfInput } from "./question-of-input.ts";

export interface ExplainDeps extends DecideDeps, PastDeps {
  readonly gateways: Pick<LiveGateways, "get" | "all">;
}

/** `args` are the exact ones of `input`, whose numbers may be rounded. */
export async function explainCall(
  deps: ExplainDeps,
  input: ExplainInput,
  args: JsonValue | undefined,
): Promise<ExplainOutput> {
  const { decisionId } = input;
  const question =
    decisionId === undefined
      ? questionOfInput(deps, input, args)
      : await questionOfDecision(deps, decisionId, input, args);
  return answerTo(deps, question);
}

function answerTo(deps: DecideDeps, question: ExplainQuestion): ExplainOutput {
  const { live, record, entity, tool, principal, time } = question;
  const clock: Clock = { now: () => time };
  const explained = explainDecision({ clock, strictAws: deps.strictAws }, question);
  const { decision } = explained;
  const { engine, gateway } = live;
  const mode = gateway.policyEngine?.mode ?? "NONE";
  const enforced = mode === "ENFORCE" && decision !== "ALLOW" ? "DENY" : "ALLOW";
  const listed = entity.moreTags ? undefined : isShown({ clock }, live, { entity }, tool);
  const notes = [...question.notes, ...notesOn(question, explained, mode, listed)];
  return {
    ...explained,
    ...(decision === "UNKNOWN" ? {} : { enforced }),
    notes,
    asked: {
      gatewayId: gateway.id,
      gatewayArn: gateway.arn,
      tool,
      principal: { type: principal.type, id: principal.id },
      time: new Date(time).toISOString(),
      mode,
      ...(engine && { engineArn: engine.arn, policySetVersion: engine.policySetVersion }),
      claimsKnown: !entity.moreTags,
      argumentsKnown: question.args !== undefined,
    },
    ...(record && { recorded: recordedOf(record) }),
    ...(listed === undefined ? {} : { listed }),
  };
}

function recordedOf(record: DecisionRecord): NonNullable<ExplainOutput["recorded"]> {
  const { decisionId, time, decision, enforced, code, reason, policySetVersion } = record;
  return {
    decisionId,
    time,
    decision,
    enforced,
    code,
    reason,
    ...(policySetVersion && { policySetVersion }),
  };
}

function notesOn(
  { record, live, tool }: ExplainQuestion,
  { decision, code }: ExplainedDecision,
  mode: "ENFORCE" | "LOG_ONLY" | "NONE",
  listed: boolean | undefined,
): string[] {
  const notes: string[] = [];
  if (record !== undefined && record.code !== code) {
    notes.push(`When the call was made, policy said ${record.decision} (${record.code}): ${record.reason}`);
  }
  if (mode === "LOG_ONLY" && decision !== "ALLOW") {
    notes.push("The gateway is LOG_ONLY: whatever policy says, the call goes through.");
  }
  if (listed === false && mode === "ENFORCE" && live.tools.has(tool)) {
    notes.push("tools/list hides this tool from this caller: no arguments could make a call allowed.");
  }
  return notes;
}
