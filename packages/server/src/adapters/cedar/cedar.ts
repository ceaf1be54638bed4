/** The Cedar port over two processes, so that a slow validation never delays a decision. */
import type { PolicyDecision, PolicySlice } from "@toolgate/policy";
import { type Cedar, EvaluationUnavailable } from "../../ports.ts";
import { createCedarProcess } from "./cedar-process.ts";
import type { CedarAnswer, DecideQuestion, SliceReference } from "./cedar-protocol.ts";
import { tooDeep } from "./check-statement.ts";
import { createWeightGate, weightOf } from "./weight-gate.ts";

/** Characters of arguments that may be with the deciding process at once (about a second's work), and what never waits. */
const mostUnderWay = 8 * 1024 * 1024;
const lightArguments = 4_096;
const mostWaiting = 1_000;

export interface CedarOptions {
  /** Milliseconds a decision may take, waiting included. Default 5,000. */
  readonly decideTimeLimit?: number | undefined;
  /** Milliseconds parsing or validating a statement may take, waiting included. Default 30,000. */
  readonly checkTimeLimit?: number | undefined;
  /** Decisions that may be under way at once. Default 10,000. */
  readonly maxPendingDecisions?: number | undefined;
}

export interface CedarProcesses extends Cedar {
  /** Starts both processes and waits until they answer. */
  warm(): Promise<void>;
  /** The ids of the running processes, for metrics and support. */
  processIds(): { readonly deciding: number | undefined; readonly checking: number | undefined };
  /** Questions that wait for an answer of each process. */
  pending(): { readonly deciding: number; readonly checking: number };
}

/** Creates the Cedar port; its processes start with the first question or with `warm`. */
export function createCedar(options: CedarOptions = {}): CedarProcesses {
  const decideTimeLimit = options.decideTimeLimit ?? 5_000;
  const gate = createWeightGate({
    capacity: mostUnderWay,
    light: lightArguments,
    maxWaiting: mostWaiting,
    waitLimit: decideTimeLimit,
  });
  const deciding = createCedarProcess({
    timeLimit: decideTimeLimit,
    maxPending: options.maxPendingDecisions ?? 10_000,
  });
  const checking = createCedarProcess({ timeLimit: options.checkTimeLimit ?? 30_000, maxPending: 1_000 });

  return {
    async validate(schema, statement) {
      const answer = await checking.ask({ kind: "validate", schema, statement });
      if (answer.kind === "validated") return answer.validation;
      // Only the statement can have broken it: a fresh process answers the next one.
      if (answer.kind === "failed" && answer.fatal) return { errors: [tooDeep], impossible: false };
      throw unavailable(answer);
    },
    async decide({ active, logOnly, ...rest }) {
      const question = (reference: (slice: PolicySlice) => SliceReference): DecideQuestion => ({
        kind: "decide",
        ...rest,
        active: reference(active),
        ...(Object.keys(logOnly.policies).length > 0 && { logOnly: reference(logOnly) }),
      });
      return gate.pass(weightOf(rest.context), async () => {
        const answer = await deciding.ask(question(({ key }) => ({ key })));
        if (answer.kind !== "unknown-slice") return decisionOf(answer);
        return decisionOf(await deciding.ask(question(({ key, policies }) => ({ key, policies }))));
      });
    },
    async warm() {
      await Promise.all([deciding.ask({ kind: "warm" }), checking.ask({ kind: "warm" })]);
    },
    processIds: () => ({ deciding: deciding.processId(), checking: checking.processId() }),
    pending: () => ({ deciding: deciding.pending(), checking: checking.pending() }),
    async close() {
      await Promise.all([deciding.close(), checking.close()]);
    },
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
