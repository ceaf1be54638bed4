/** The operations that answer questions about an engine's policies: nothing is changed, and the time is bounded. */
import { type OwnInputOf, ThrottlingException, ValidationException } from "@toolgate/api";
import { type Pace, replay, type Solve } from "@toolgate/policy";
import type { Cedar } from "../ports.ts";
import type { Store } from "../store-port.ts";
import {
  type AnalyseDeps,
  analyseAssert,
  analyseCheck,
  analyseDiff,
  analyseWhoCan,
  type CheckReport,
  type DiffReport,
  QuestionMistaken,
  type WhoCanReport,
} from "./analyse-policies.ts";
import { analyseRead, type ReadReport } from "./analyse-read.ts";
import { cedarReferee } from "./cedar-referee.ts";
import { engineWorld } from "./engine-world.ts";

/** Answers questions of one kind each. */
export interface Questions {
  readonly CheckPolicies: (input: OwnInputOf<"CheckPolicies">) => Promise<CheckReport>;
  readonly ProveAssertions: (input: OwnInputOf<"ProveAssertions">) => Promise<CheckReport>;
  readonly WhoCan: (input: OwnInputOf<"WhoCan">) => Promise<WhoCanReport>;
  readonly ComparePolicies: (input: OwnInputOf<"ComparePolicies">) => Promise<DiffReport>;
  readonly ReadPolicies: (input: OwnInputOf<"ReadPolicies">) => Promise<ReadReport>;
}

export interface QuestionDeps {
  readonly store: Store;
  readonly cedar: Pick<Cedar, "validate" | "replay">;
  /** A solver for so many milliseconds from now. */
  readonly solverFor: (millis: number) => { readonly solve: Solve; readonly over: Pace["over"] };
  readonly strictAws: boolean;
}

/** Seconds. */
const usualTimeLimit = 60;
/** They share one solver, and each costs the process time. */
const mostAtOnce = 4;

/** @throws ResourceNotFoundException, ThrottlingException when too many are asked at once. */
export function answerQuestions({ store, cedar, solverFor, strictAws }: QuestionDeps): Questions {
  let running = 0;
  const world = (identifier: string) => engineWorld(store, identifier, strictAws);

  async function timed<Report>(
    timeLimit: number | undefined,
    ask: (deps: AnalyseDeps) => Promise<Report>,
  ): Promise<Report> {
    if (running >= mostAtOnce) {
      throw new ThrottlingException(
        `${running} questions about policies are being answered already; ask again when one of them is.`,
      );
    }
    running += 1;
    try {
      const { solve, over } = solverFor((timeLimit ?? usualTimeLimit) * 1_000);
      return await ask({
        cedar,
        analyst: { solve, replay, referee: cedarReferee(cedar) },
        pace: { over, progress: () => {} },
      });
    } finally {
      running -= 1;
    }
  }

  return {
    async CheckPolicies({ policyEngineIdentifier, policies, assertions, timeLimit }) {
      const engine = await world(policyEngineIdentifier);
      const sources = policies?.map(engine.resolve) ?? engine.own;
      return timed(timeLimit, (deps) => analyseCheck(deps, engine.world, sources, assertions));
    },
    async ProveAssertions({ policyEngineIdentifier, policies, assertions, timeLimit }) {
      const engine = await world(policyEngineIdentifier);
      const sources = policies?.map(engine.resolve) ?? engine.own;
      return timed(timeLimit, (deps) => analyseAssert(deps, engine.world, sources, assertions));
    },
    async WhoCan({ policyEngineIdentifier, policies, tool, claims, timeLimit }) {
      const engine = await world(policyEngineIdentifier);
      const sources = policies?.map(engine.resolve) ?? engine.own;
      try {
        return await timed(timeLimit, (deps) => analyseWhoCan(deps, engine.world, sources, { tool, claims }));
      } catch (error) {
        if (!(error instanceof QuestionMistaken)) throw error;
        throw new ValidationException(error.message, "FieldValidationFailed");
      }
    },
    async ComparePolicies({ policyEngineIdentifier, before, after, timeLimit }) {
      const engine = await world(policyEngineIdentifier);
      const was = before?.map(engine.resolve) ?? engine.own;
      const is = after?.map(engine.resolve) ?? engine.own;
      return timed(timeLimit, (deps) => analyseDiff(deps, engine.world, was, is));
    },
    async ReadPolicies({ policyEngineIdentifier, policies, policy, timeLimit }) {
      const engine = await world(policyEngineIdentifier);
      if (policies !== undefined && policy !== undefined) {
        throw new ValidationException(
          "Give policies, which are texts, or policy, which names one of the engine's own, and not both.",
          "FieldValidationFailed",
        );
      }
      const sources =
        policies?.map(engine.resolve) ?? (policy === undefined ? engine.all : [engine.named(policy)]);
      return timed(timeLimit, (deps) => analyseRead(deps, engine.world, sources));
    },
  };
}
