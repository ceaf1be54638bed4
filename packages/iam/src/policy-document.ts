/** A policy document that was read: what its statements allow and deny. IAM user guide, "Grammar of the IAM JSON policy language". */
export interface PolicyDocument {
  /** Policy variables are read in `2012-10-17` only; without a Version it is `2008-10-17`. */
  readonly version: PolicyVersion;
  readonly id?: string;
  readonly statements: readonly Statement[];
}

/** The two versions of the policy language. */
export type PolicyVersion = "2012-10-17" | "2008-10-17";

/** One statement of a document. A trust policy's has principals, another's has resources. */
export interface Statement {
  readonly sid?: string;
  readonly effect: Effect;
  readonly actions: Selection<string>;
  readonly resources?: Selection<string>;
  readonly principals?: Selection<PrincipalPattern>;
  readonly conditions: readonly Condition[];
}

/** Whether a statement grants or refuses. */
type Effect = "Allow" | "Deny";

/** What is named, or with `except` all but what is named: `Action` and `NotAction`, and so on. */
export interface Selection<Pattern> {
  readonly except: boolean;
  readonly patterns: readonly Pattern[];
}

/** One entry of a Principal element; `*` names everyone. */
export interface PrincipalPattern {
  readonly kind: PrincipalKind;
  readonly name: string;
}

/** The kinds of principals a document names. */
type PrincipalKind = "AWS" | "Service" | "Federated" | "CanonicalUser";

/** One key under one operator, as written. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}
