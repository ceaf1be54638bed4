import { type ExplainInput, ResourceNotFoundException, ValidationException } from "@toolgate/api";
import {
  anonymousPrincipal,
  fromPlain,
  type JsonValue,
  type PlainJson,
  type Principal,
  principalEntity,
  principalFromArn,
  principalFromClaims,
} from "@toolgate/policy";
import type { DecisionRecord } from "../decisions/decision-record.ts";
import { isWhole } from "../decisions/redact.ts";
import type { DecisionLog } from "../ports.ts";
import { type ExplainCaller, explainCaller } from "./explain-caller.ts";
import type { ExplainQuestion } from "./explain-question.ts";
import type { LiveGateways } from "./live-gateways.ts";
import type { RecentDecision, RecentDecisions } from "./recent-decisions.ts";

export interface PastDeps {
  readonly gateways: Pick<LiveGateways, "get">;
  readonly recent: Pick<RecentDecisions, "get">;
  readonly decisions: Pick<DecisionLog, "find" | "flush">;
}

/** A call that was decided; `principal` and arguments that are given stand in place of what is known of it. */
export async function questionOfDecision(
  deps: PastDeps,
  decisionId: string,
  input: ExplainInput,
  args: JsonValue | undefined,
): Promise<ExplainQuestion> {
  for (const name of ["gatewayIdentifier", "tool", "time"] as const) {
    if (input[name] === undefined) continue;
    const message = `'${name}' comes from the decision ${decisionId}: leave it out, or leave decisionId out.`;
    throw new ValidationException(message, "FieldValidationFailed", [{ name, message }]);
  }
  const recent = deps.recent.get(decisionId);
  if (recent !== undefined) return ofRecent(deps, recent, input, args);
  await deps.decisions.flush();
  const [record] = await deps.decisions.find({ decisionId, limit: 1 });
  if (record === undefined) {
    throw new ResourceNotFoundException(
      `There is no record of the decision ${decisionId}; records are kept for a time only.`,
    );
  }
  return ofRecord(deps, record, input, args);
}

/** Explained by the policies that decided it, also where others are in force by now. */
function ofRecent(
  { gateways }: PastDeps,
  { record, live, identity, call, verdict }: RecentDecision,
  { principal }: ExplainInput,
  args: JsonValue | undefined,
): ExplainQuestion {
  const asDecided = principal === undefined && args === undefined;
  const now = gateways.get(live.gateway.id);
  const changed = now?.engine?.policySetVersion !== live.engine?.policySetVersion;
  const caller = principal && explainCaller(live.gateway, principal, identity.principal.id);
  return {
    live,
    tool: call.name,
    ...(caller ?? { principal: identity.principal, entity: identity.entity }),
    args: args ?? call.arguments,
    ...(args === undefined && call.fault !== undefined ? { fault: call.fault } : {}),
    time: Date.parse(record.time),
    ...(asDecided ? { verdict } : {}),
    record,
    notes: [
      ...(asDecided ? [] : [inPlace(principal !== undefined, args !== undefined)]),
      ...(changed
        ? ["The policies have changed since; this explains the decision by those that took it."]
        : []),
    ],
  };
}

function ofRecord(
  { gateways }: PastDeps,
  record: DecisionRecord,
  { principal }: ExplainInput,
  given: JsonValue | undefined,
): ExplainQuestion {
  const { decisionId, gatewayId, action, policySetVersion } = record;
  if (record.method !== "tools/call" || action === undefined) {
    throw new ValidationException(
      `'decisionId': ${decisionId} answered ${record.method}, so it decided no call. npx toolgate records --trace ${decisionId} shows it; or ask about one of its tools by gateway, tool and claims.`,
      "FieldValidationFailed",
    );
  }
  const live = gateways.get(gatewayId);
  if (live === undefined) {
    throw new ResourceNotFoundException(
      `The gateway ${gatewayId} of the decision ${decisionId} is gone, and so are its policies. The record says: ${record.reason}`,
    );
  }
  const known = given ?? argumentsOf(record);
  const caller =
    principal === undefined ? callerOf(record) : explainCaller(live.gateway, principal, record.principal?.id);
  const version = live.engine?.policySetVersion;
  return {
    live,
    tool: action,
    ...caller,
    args: known,
    time: Date.parse(record.time),
    record,
    notes: [
      version === policySetVersion
        ? "The decision is not fresh in memory any more; this explains it by the policies in force, which are those of then."
        : "The policies have changed since: this explains what those in force now say, which need not be what was decided.",
      ...(known === undefined
        ? ["The arguments were not kept, so what hangs on them is unknown; give them with --arguments."]
        : []),
      ...(caller.entity.moreTags
        ? [
            "Not all claims of the caller were kept, so what hangs on the others is unknown; give them with --claims.",
          ]
        : []),
      ...(principal === undefined && given === undefined
        ? []
        : [inPlace(principal !== undefined, given !== undefined)]),
    ],
  };
}

function inPlace(claims: boolean, args: boolean): string {
  const given = [...(claims ? ["claims"] : []), ...(args ? ["arguments"] : [])].join(" and ");
  return `The ${given} are those given now, not those of the call.`;
}

/** Only as a whole: of redacted arguments nothing could be said. */
function argumentsOf(record: DecisionRecord): JsonValue | undefined {
  if (record.arguments === undefined || !isWhole(record.arguments)) return undefined;
  // Records are JSON.
  return fromPlain(record.arguments as PlainJson);
}

/** The record may hold all claims, some, or none. */
function callerOf({ principal, claims = {} }: DecisionRecord): ExplainCaller {
  if (principal === undefined || principal.type === anonymousPrincipal.type) {
    return { principal: anonymousPrincipal, entity: principalEntity(anonymousPrincipal) };
  }
  if (principal.type === "AgentCore::IamEntity") {
    const signer = principalFromArn(principal.id);
    return { principal: signer, entity: principalEntity(signer) };
  }
  const kept = Object.entries(claims).filter(([, claim]) => isWhole(claim));
  const read = principalFromClaims({ ...Object.fromEntries(kept), sub: principal.id });
  const tags = read.ok ? read.principal.tags : {};
  const known: Principal = { type: "AgentCore::OAuthUser", id: principal.id, tags };
  return { principal: known, entity: principalEntity(known, true) };
}
