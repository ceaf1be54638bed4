/** What Cedar says of statements, kept by content, so that a change never waits for it while it holds the store. */
import type { CedarSchema, CedarValidation } from "@toolgate/policy";
import type { Cedar } from "../ports.ts";
import { contentKey } from "./content-key.ts";
import { Unanswered, type ValidationQuestion } from "./unanswered.ts";

const MOST_KEPT = 5_000;

/** Answers depend on nothing but the question, so one that was given stays right. */
export class CedarAnswers {
  readonly #cedar: Pick<Cedar, "validate">;
  readonly #validated = new Map<string, CedarValidation>();

  constructor(cedar: Pick<Cedar, "validate">) {
    this.#cedar = cedar;
  }

  /** @throws Unanswered */
  validate(schema: CedarSchema, statement: string): CedarValidation {
    const key = contentKey([schema, statement]);
    const answer = this.#validated.get(key);
    if (answer === undefined) throw new Unanswered([{ kind: "validation", key, schema, statement }]);
    return answer;
  }

  /** @throws EvaluationUnavailable when Cedar cannot be asked. */
  async ask(questions: readonly ValidationQuestion[]): Promise<void> {
    for (const { key, schema, statement } of questions) {
      this.#validated.set(key, await this.#cedar.validate(schema, statement));
      const [oldest] = this.#validated.keys();
      if (this.#validated.size > MOST_KEPT && oldest !== undefined) this.#validated.delete(oldest);
    }
  }
}
