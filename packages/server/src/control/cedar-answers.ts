/** What Cedar says of statements, kept by content, so that a change never waits for it while it holds the store. */
import { createHash } from "node:crypto";
import type { CedarSchema, CedarValidation } from "@toolgate/policy";
import type { Cedar, Parsed } from "../ports.ts";

type Question =
  | { readonly kind: "parse"; readonly key: string; readonly statement: string }
  | {
      readonly kind: "validate";
      readonly key: string;
      readonly statement: string;
      readonly schema: CedarSchema;
    };

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
  readonly #cedar: Pick<Cedar, "parse" | "validate">;
  readonly #parsed = new Map<string, Parsed>();
  readonly #validated = new Map<string, CedarValidation>();

  constructor(cedar: Pick<Cedar, "parse" | "validate">) {
    this.#cedar = cedar;
  }

  /** @throws Unanswered */
  parse(statement: string): Parsed {
    const question = { kind: "parse", key: digest(statement), statement } as const;
    return given(this.#parsed, question);
  }

  /** @throws Unanswered */
  validate(schema: CedarSchema, statement: string): CedarValidation {
    const key = digest(JSON.stringify([schema, statement]));
    return given(this.#validated, { kind: "validate", key, schema, statement });
  }

  /** @throws EvaluationUnavailable when Cedar cannot be asked. */
  async ask(questions: readonly Question[]): Promise<void> {
    for (const question of questions) {
      if (question.kind === "parse") {
        keep(this.#parsed, question.key, await this.#cedar.parse(question.statement));
      } else {
        const { key, schema, statement } = question;
        keep(this.#validated, key, await this.#cedar.validate(schema, statement));
      }
    }
  }
}

function given<Answer>(answers: ReadonlyMap<string, Answer>, question: Question): Answer {
  const answer = answers.get(question.key);
  if (answer === undefined) throw new Unanswered([question]);
  return answer;
}

function keep<Answer>(answers: Map<string, Answer>, key: string, answer: Answer): void {
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > MOST_KEPT && oldest !== undefined) answers.delete(oldest);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
