/** The Cedar port over a process of its own. */
import type { CedarDecisionRequest, PolicyDecision, PolicySlice } from "@toolgate/policy";
import { type Cedar, EvaluationUnavailable } from "../../ports.ts";
import { createCedarProcess } from "./cedar-process.ts";
import type { CedarAnswer, DecideQuestion, SliceReference } from "./cedar-protocol.ts";
import { tooDeep } from "./check-statement.ts";
import { weightOf } from "./weight-of.ts";

/** Characters of arguments: Cedar takes about a second for ten times as many. */
const heaviestArguments = 1024 * 1024;

export interface CedarOptions {
  /** Milliseconds a second opinion may take, waiting included. Default 5,000. */
  readonly decideTimeLimit?: number | undefined;
  /** Milliseconds validating a statement may take, waiting included. Default 30,000. */
  readonly checkTimeLimit?: number | undefined;
  /** Questions that may be under way at once. Default 1,000. */
  readonly maxPending?: number | undefined;
}

export interface CedarReferee extends Cedar {
  /** Starts the process and waits until it answers. */
  warm(): Promise<void>;
  /** The id of the running process, for metrics and support. */
  processId(): number | undefined;
  /** Questions that wait for an answer. */
  pending(): number;
}

/** Creates the Cedar port; its process starts with the first question or with `warm`. */
export function createCedar(options: CedarOptions = {}): CedarReferee {
  const decideTimeLimit = options.decideTimeLimit ?? 5_000;
  const checkTimeLimit = options.checkTimeLimit ?? 30_000;
  const child = createCedarProcess({ maxPending: options.maxPending ?? 1_000 });
  let checks = 0;

  async function ask(
    { active, logOnly, ...rest }: CedarDecisionRequest,
    timeLimit: number,
  ): Promise<PolicyDecision> {
    const question = (reference: (slice: PolicySlice) => SliceReference): DecideQuestion => ({
      kind: "decide",
      ...rest,
      active: reference(active),
      ...(Object.keys(logOnly.policies).length > 0 && { logOnly: reference(logOnly) }),
    });
    const byKeys = question(({ key }) => ({ key }));
    const answer = await child.ask(byKeys, timeLimit);
    if (answer.kind !== "unknown-slice") return decisionOf(answer);
    const whole = question(({ key, policies }) => ({ key, policies }));
    return decisionOf(await child.ask(whole, timeLimit));
  }

  return {
    async validate(schema, statement) {
      checks += 1;
      try {
        const answer = await child.ask({ kind: "validate", schema, statement }, checkTimeLimit);
        if (answer.kind === "validated") return answer.validation;
        // Only the statement can have broken it: a fresh process answers the next one.
        if (answer.kind === "failed" && answer.fatal) return { errors: [tooDeep], impossible: false };
        throw unavailable(answer);
      } finally {
        checks -= 1;
      }
    },
    async decide(request) {
      // A caller waits for the answer, and a check may take as long as half a minute.
      if (checks > 0) throw new EvaluationUnavailable("Cedar is checking a policy");
      if (weightOf(request.context) > heaviestArguments) {
        throw new EvaluationUnavailable("The arguments are too large for a second opinion");
      }
      return ask(request, decideTimeLimit);
    },
    replay: (request) => ask(request, checkTimeLimit),
    async warm() {
      await child.ask({ kind: "warm" }, checkTimeLimit);
    },
    processId: () => child.processId(),
    pending: () => child.pending(),
    close: () => child.close(),
  };
}

function decisionOf(answer: CedarAnswer): PolicyDecision {
  if (answer.kind === "decided") return answer.decision;
  throw unavailable(answer);
}

function unavailable(answer: CedarAnswer): EvaluationUnavailable {
  return new EvaluationUnavailable(
    answer.kind === "failed" ? answer.message : `The Cedar process gave an answer of kind ${answer.kind}`,
  );
}
