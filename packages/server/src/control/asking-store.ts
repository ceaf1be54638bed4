/** A store whose changes may need answers of Cedar or the solver: none waits for them while it holds the store. */
import { ConflictException, InternalServerException } from "@toolgate/api";
import { EvaluationUnavailable } from "../ports.ts";
import type { Store } from "../store-port.ts";
import type { CedarAnswers } from "./cedar-answers.ts";
import type { Proofs } from "./proofs.ts";
import { Unanswered } from "./unanswered.ts";

/** Each round answers what the last one asked; more are needed only where others change the same things meanwhile. */
const MOST_ROUNDS = 20;

interface Answers {
  readonly cedar: CedarAnswers;
  readonly proofs: Proofs;
}

/**
 * Makes a change again once what it asked has been answered, so that `work` may run several times; only the last counts.
 * A slow check then delays its own call alone, and never an emergency stop.
 */
export function askingStore(store: Store, answers: Answers): Store {
  return {
    read: (work) => store.read(work),
    close: () => store.close(),
    async write(work) {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        try {
          return await store.write(work);
        } catch (error) {
          if (!(error instanceof Unanswered)) throw error;
          await ask(answers, error);
        }
      }
      throw new ConflictException(
        "Other calls changed gateways and policies again and again while this one was checked, so nothing was changed: send it again.",
      );
    },
  };
}

/** @throws InternalServerException when Cedar cannot be asked; the change then does not happen. */
async function ask({ cedar, proofs }: Answers, { questions }: Unanswered): Promise<void> {
  try {
    await cedar.ask(questions.flatMap((question) => (question.kind === "validation" ? [question] : [])));
  } catch (error) {
    if (!(error instanceof EvaluationUnavailable)) throw error;
    throw new InternalServerException(
      `The policy could not be checked, so nothing was changed: ${error.message}. Send the request again.`,
    );
  }
  await proofs.ask(questions.flatMap((question) => (question.kind === "findings" ? [question] : [])));
}
