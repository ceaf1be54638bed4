import type { AnalysedTool, CedarSchema, Policy, Principal } from "@toolgate/policy";

export interface ValidationQuestion {
  readonly kind: "validation";
  readonly key: string;
  readonly statement: string;
  readonly schema: CedarSchema;
}

/** What the policy at `place` does among the others, to the calls of one tool by callers of one kind. */
export interface FindingsQuestion {
  readonly kind: "findings";
  readonly key: string;
  readonly tool: AnalysedTool;
  readonly principalType: Principal["type"];
  readonly policies: readonly Policy[];
  readonly place: number;
}

/** Answers are needed that nobody has given yet: ask for them outside the change, then make it again. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
  readonly questions: readonly (ValidationQuestion | FindingsQuestion)[];

  constructor(questions: readonly (ValidationQuestion | FindingsQuestion)[]) {
    super("Cedar or the solver has not been asked yet");
    this.questions = questions;
  }
}
