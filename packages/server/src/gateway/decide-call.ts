/** Why was this call denied? Everything that decides a tools/call is here. */
import {
  callContext,
  DatetimeValue,
  decide,
  type JsonValue,
  type PolicyDecision,
  type Principal,
  toolArguments,
} from "@toolgate/policy";
import type { Clock } from "../ports.ts";
import { defaultDenial } from "./default-denial.ts";
import type { LiveGateway } from "./live-gateway.ts";
import type { LiveTool } from "./live-tools.ts";
import type { Identity, ToolCall } from "./tool-call.ts";
import type { Evaluated, Verdict, VerdictCode } from "./verdict.ts";

export interface DecideDeps {
  readonly clock: Clock;
  readonly strictAws: boolean;
}

/** Decides one call. Never throws for what a caller or a policy does. */
export function decideCall(
  deps: DecideDeps,
  live: LiveGateway,
  tool: LiveTool | undefined,
  identity: Pick<Identity, "principal" | "entity">,
  call: Pick<ToolCall, "name" | "arguments" | "fault">,
): Verdict {
  const args = call.arguments;
  if (live.engineUnavailable !== undefined)
    return plain("ERROR", "EVALUATION_FAILED", live.engineUnavailable, args);
  const barred = live.role?.call;
  if (barred !== undefined) {
    return { ...plain("ERROR", "EVALUATION_FAILED", barred.problem, args), failure: barred };
  }
  const { engine } = live;
  if (engine === undefined) {
    return tool === undefined
      ? plain("DENY", "UNKNOWN_TOOL", `No target of the gateway has the tool ${call.name}.`, args)
      : plain(
          "ALLOW",
          "NO_POLICY_ENGINE",
          "The gateway has no policy engine, so every call is allowed.",
          args,
        );
  }
  if (tool === undefined) {
    return {
      ...plain("DENY", "UNKNOWN_TOOL", `No target of the gateway has the tool ${call.name}.`, args),
      engine,
    };
  }
  const closed = engine.closed.get(tool.action);
  if (closed !== undefined && closed.size > 0) {
    const closing = [...closed];
    const reason =
      `The tool has changed so that the forbid ${closing.join(", ")} does not fit it any more, and every call is denied ` +
      "until someone updates or deletes that policy.";
    return { ...plain("DENY", "FORBIDDEN", reason, args), determining: closing, engine };
  }
  if (call.fault !== undefined) return { ...plain("DENY", "ARGUMENTS_DO_NOT_FIT", call.fault, args), engine };
  const values = toolArguments(tool.definition.inputSchema, args, { strictAws: deps.strictAws });
  if (!values.ok) {
    const reason = `The arguments do not fit the tool's schema at ${values.path}: ${values.message}`;
    return { ...plain("DENY", "ARGUMENTS_DO_NOT_FIT", reason, args), engine };
  }
  const request = {
    principal: identity.entity,
    action: tool.entity,
    resource: live.entity,
    context: callContext(values.input, new DatetimeValue(deps.clock.now())),
  };
  const decision = decide(engine.set, request);
  return verdictOf({ engine, request, decision }, identity.principal, {
    forward: values.forward,
    dropped: values.dropped,
  });
}

function verdictOf(
  evaluated: Evaluated,
  principal: Principal,
  values: Pick<Verdict, "forward" | "dropped">,
): Verdict {
  const { engine, decision } = evaluated;
  const effectOf = (id: string) => engine.policies.get(id)?.compiled.policy.effect ?? "forbid";
  const { determining } = decision;
  const { code, reason } = sentence(evaluated, principal);
  return {
    forward: values.forward,
    dropped: values.dropped,
    code,
    reason,
    decision: decision.decision,
    determining,
    errors: [...decision.errors, ...decision.logOnlyErrors].map(({ policyId, message }) => ({
      policyId,
      message,
      effect: effectOf(policyId),
    })),
    logOnlyMatched: decision.logOnlyMatched,
    logOnlyFlipping: decision.logOnlyMatched.filter((id) => flips(effectOf(id), decision)),
    engine,
    evaluated,
  };
}

/** A permit changes only a default denial; a forbid changes every permission. */
function flips(effect: "permit" | "forbid", active: PolicyDecision): boolean {
  return effect === "forbid"
    ? active.decision === "ALLOW"
    : active.decision === "DENY" && active.determining.length === 0;
}

function sentence(
  { engine, request, decision: { decision, determining, errors } }: Evaluated,
  principal: Principal,
): { code: VerdictCode; reason: string } {
  if (decision === "ALLOW") return { code: "PERMITTED", reason: `Permitted by ${determining.join(", ")}.` };
  if (determining.length > 0) return { code: "FORBIDDEN", reason: `Forbidden by ${determining.join(", ")}.` };
  const failed = new Set(errors.map((error) => error.policyId));
  return { code: "NO_DETERMINING_POLICY", reason: defaultDenial(engine, request, principal, failed) };
}

function plain(
  decision: Verdict["decision"],
  code: VerdictCode,
  reason: string,
  forward: JsonValue,
): Verdict {
  return {
    decision,
    code,
    reason,
    forward,
    dropped: [],
    determining: [],
    errors: [],
    logOnlyMatched: [],
    logOnlyFlipping: [],
  };
}
