/** What the built-in solver's process is asked, and what it answers. */
export interface Z3Question {
  readonly id: number;
  readonly script: string;
}

export type Z3Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly id: number; readonly output: string };
