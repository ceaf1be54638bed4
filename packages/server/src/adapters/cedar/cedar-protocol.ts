/** What crosses between the server and a Cedar process. `id` pairs an answer with its question. */
import type { CedarDecisionRequest, CedarSchema, CedarValidation, PolicyDecision } from "@toolgate/policy";

/** A decision asked for by the keys of its slices; their policies come along only when the child lacks them. */
export type DecideQuestion = Omit<CedarDecisionRequest, "active" | "logOnly"> & {
  readonly kind: "decide";
  readonly active: SliceReference;
  /** Absent when there are none. */
  readonly logOnly?: SliceReference | undefined;
};

export interface SliceReference {
  readonly key: string;
  readonly policies?: Readonly<Record<string, string>> | undefined;
}

export type CedarQuestion =
  | { readonly kind: "warm" }
  | { readonly kind: "validate"; readonly schema: CedarSchema; readonly statement: string }
  | DecideQuestion;

export type CedarAnswer =
  | { readonly kind: "warm" }
  | { readonly kind: "validated"; readonly validation: CedarValidation }
  | { readonly kind: "decided"; readonly decision: PolicyDecision }
  /** The child does not hold one of the slices (any more); ask again with their policies. */
  | { readonly kind: "unknown-slice" }
  /** Cedar could not answer. `fatal`: its memory can no longer be trusted, so the parent ends the process. */
  | { readonly kind: "failed"; readonly message: string; readonly fatal: boolean };

export interface CedarQuestionMessage {
  readonly id: number;
  readonly question: CedarQuestion;
}

export interface CedarAnswerMessage {
  readonly id: number;
  readonly answer: CedarAnswer;
}
