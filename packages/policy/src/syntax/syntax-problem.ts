/** What is wrong with a policy's text; `start` and `end` are UTF-16 offsets. */
export interface SyntaxProblem {
  readonly message: string;
  /** What to write instead. */
  readonly help?: string;
  readonly start: number;
  readonly end: number;
}

/** Leaves the parser at the first problem of a statement; never leaves this folder. */
export class SyntaxFailure extends Error {
  readonly problem: SyntaxProblem;
  /** The reader stands at the beginning of another statement. */
  readonly atStatement: boolean;

  constructor(problem: SyntaxProblem, atStatement = false) {
    super(problem.message);
    this.problem = problem;
    this.atStatement = atStatement;
  }
}
