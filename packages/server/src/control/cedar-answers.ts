/** What Cedar says of statements, kept by content, so that a change never waits for it while it holds the store. */
import { createHash } from "node:crypto";
import type { CedarSchema, CedarValidation } from "@toolgate/policy";
import type { Cedar } from "../ports.ts";

interface Question {
  readonly key: string;
  readonly statement: string;
  readonly schema: CedarSchema;
}

/** Answers are needed that nobody has given yet: ask them outside the change, then make it again. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
  readonly questions: readonly Question[];

  constructor(questions: readonly Question[]) {
    super("Cedar has not been asked yet");
    this.questions = questions;
  }
}

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
    const key = digest([schema, statement]);
    const answer = this.#validated.get(key);
    if (answer === undefined) throw new Unanswered([{ key, schema, statement }]);
    return answer;
  }

  /** @throws EvaluationUnavailable when Cedar cannot be asked. */
  async ask(questions: readonly Question[]): Promise<void> {
    for (const { key, schema, statement } of questions) {
      this.#validated.set(key, await this.#cedar.validate(schema, statement));
      const [oldest] = this.#validated.keys();
      if (this.#validated.size > MOST_KEPT && oldest !== undefined) this.#validated.delete(oldest);
    }
  }
}

function digest(question: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(question)).digest("base64");
}
