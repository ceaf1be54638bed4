import type { ExplainOutput } from "@toolgate/api";
import {
  DatetimeValue,
  explain,
  explainOpen,
  type JsonValue,
  listContext,
  nearest,
  type PolicyTexts,
} from "@toolgate/policy";
import { type DecideDeps, decideCall } from "./decide-call.ts";
import type { ExplainQuestion } from "./explain-question.ts";
import { explainedPolicies } from "./explained-policies.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { Verdict, VerdictCode } from "./verdict.ts";

/** The decision with what made it, without who asked. */
export type ExplainedDecision = Pick<
  ExplainOutput,
  "decision" | "code" | "sentence" | "determiningPolicies" | "policies" | "droppedArguments"
>;

/** Settled before anyone looks at arguments or claims. */
const settled: ReadonlySet<VerdictCode> = new Set(["UNKNOWN_TOOL", "NO_POLICY_ENGINE", "EVALUATION_FAILED"]);

/** Decides as a call is decided, and says by which parts of which policies; what is not known stays unknown. */
export function explainDecision(deps: DecideDeps, question: ExplainQuestion): ExplainedDecision {
  const { live, entity, principal, args } = question;
  const { engine } = live;
  const tool = live.tools.get(question.tool);
  const call = {
    name: question.tool,
    arguments: args ?? new Map<string, JsonValue>(),
    fault: question.fault,
  };
  const verdict = question.verdict ?? decideCall(deps, live, tool, { principal, entity }, call);
  const { evaluated } = verdict;
  if (engine === undefined || tool === undefined || settled.has(verdict.code))
    return ofVerdict(verdict, question);
  if (args === undefined) {
    const context = listContext(new DatetimeValue(deps.clock.now()));
    return ofUnknown(engine, { principal: entity, action: tool.entity, resource: live.entity, context });
  }
  if (evaluated === undefined) return ofVerdict(verdict, question);
  if (entity.moreTags) {
    return { ...ofUnknown(engine, evaluated.request), droppedArguments: verdict.dropped };
  }
  return ofVerdict(verdict, question);
}

function ofVerdict(verdict: Verdict, { live, tool }: ExplainQuestion): ExplainedDecision {
  const { decision, code, determining, dropped, evaluated } = verdict;
  const explained = evaluated && explain(evaluated.engine.set, evaluated.request, textsOf(evaluated.engine));
  const isByPolicy = explained !== undefined && decision !== "ERROR";
  return {
    decision,
    code,
    sentence: isByPolicy ? explained.sentence : plainSentence(verdict, nameHint(code, tool, live.tools)),
    determiningPolicies: determining,
    policies: evaluated && explained ? explainedPolicies(explained.policies, evaluated.engine) : [],
    droppedArguments: dropped,
  };
}

function ofUnknown(engine: LiveEngine, request: Parameters<typeof explainOpen>[1]): ExplainedDecision {
  const { decision, determining, sentence, policies } = explainOpen(engine.set, request, textsOf(engine));
  return {
    decision: decision ?? "UNKNOWN",
    code: codeOf(decision, determining),
    sentence,
    determiningPolicies: determining,
    policies: explainedPolicies(policies, engine),
    droppedArguments: [],
  };
}

function codeOf(decision: "ALLOW" | "DENY" | undefined, determining: readonly string[]): string {
  if (decision === undefined) return "NOT_DECIDED";
  const code: VerdictCode =
    decision === "ALLOW" ? "PERMITTED" : determining.length > 0 ? "FORBIDDEN" : "NO_DETERMINING_POLICY";
  return code;
}

function textsOf({ policies }: LiveEngine): PolicyTexts {
  return {
    textOf: (id) => policies.get(id)?.statement ?? "",
    nameOf: (id) => policies.get(id)?.name ?? id,
  };
}

const beginnings = { ALLOW: "allowed", DENY: "denied", ERROR: "not decided" } as const;

/** The reason as the end of a sentence. */
function plainSentence({ decision, reason, failure }: Verdict, hint: string): string {
  const cause = `${reason.slice(0, 1).toLowerCase()}${reason.slice(1)}`.replace(/\.$/, "");
  const cure = failure === undefined ? "" : `. ${failure.cure}`;
  return `${beginnings[decision]}: ${cause}${hint}${cure}`;
}

/** An operator may know of every tool. */
function nameHint(code: string, asked: string, tools: ReadonlyMap<string, unknown>): string {
  if (code !== "UNKNOWN_TOOL") return "";
  const meant = nearest(asked, [...tools.keys()]);
  return meant === undefined ? "" : `; did you mean ${meant}?`;
}
