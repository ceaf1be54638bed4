import type { IamPrincipal, PrincipalMatch } from "./match-principal.ts";
import type { PolicyDocument } from "./policy-document.ts";

/** What is asked: may this be done to that, under these condition keys. */
export interface IamRequest {
  readonly action: string;
  /** An ARN, or `*` for actions that have no resource. */
  readonly resource: string;
  /** Condition keys, case aside. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Needed only by documents that name principals. */
  readonly principal?: IamPrincipal;
}

/** A document and where it comes from. */
export interface PolicySource {
  readonly name: string;
  readonly kind: "inline" | "managed" | "trust" | "resource";
  readonly arn?: string;
  readonly document: PolicyDocument;
}

/** A statement: its source, its Sid if it has one, and its place in the document, from 0. */
export interface StatementRef {
  readonly source: string;
  readonly kind: PolicySource["kind"];
  readonly arn?: string;
  readonly sid?: string;
  readonly index: number;
  /** How a document that names principals took in the caller. */
  readonly through?: PrincipalMatch;
}

/** One part of a statement that the request does not fit. */
export type Mismatch =
  | {
      readonly kind: "action";
      readonly action: string;
      readonly except: boolean;
      readonly patterns: readonly string[];
    }
  | {
      readonly kind: "resource";
      readonly resource: string;
      readonly except: boolean;
      readonly patterns: readonly string[];
    }
  | { readonly kind: "principal" }
  | {
      readonly kind: "condition";
      readonly operator: string;
      readonly key: string;
      readonly wanted: readonly string[];
      /** The values the request has; absent when it has none. */
      readonly given?: readonly string[];
    };

/** An Allow statement that nearly applied, and everything that kept it from that. */
export interface NearMiss extends StatementRef {
  readonly failed: readonly Mismatch[];
}

/**
 * What the documents say together: an explicit Deny wins, then any Allow, else it is denied. Warnings name what could
 * not be evaluated and was held against the caller. IAM user guide, "Policy evaluation logic".
 */
export type IamDecision =
  | {
      readonly outcome: "allowed";
      readonly by: readonly StatementRef[];
      readonly warnings: readonly string[];
    }
  | {
      readonly outcome: "explicitDeny";
      readonly by: readonly StatementRef[];
      readonly warnings: readonly string[];
    }
  | {
      readonly outcome: "implicitDeny";
      readonly near: readonly NearMiss[];
      readonly warnings: readonly string[];
    };
