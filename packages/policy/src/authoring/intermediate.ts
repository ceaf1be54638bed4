import type { VocabularyField, VocabularyTool } from "./vocabulary.ts";

/** A sentence understood: what is decided, for whom, on which tools, and when. */
export interface Rule {
  readonly effect: "permit" | "forbid";
  readonly who: Who;
  readonly tools: ToolChoice;
  readonly when: Condition | undefined;
  readonly unless: Condition | undefined;
}

/** Whose calls a rule decides. */
export type Who =
  /** Every kind of caller. */
  | { readonly kind: "anyone" }
  /** Callers with a token. */
  | {
      readonly kind: "users";
      readonly condition: Condition | undefined;
      /** A noun such as "customers", which a claim of the sentence has to make certain. */
      readonly called?: string;
      /** Everyone but those of whom the condition does not hold, also callers without a token: "all but managers". */
      readonly everyone?: true;
    }
  | IamCallers;

/** Callers with AWS credentials, of one account or of any; of one role, or of roles whose name begins so; `user` is an IAM user instead. */
export interface IamCallers {
  readonly kind: "iam";
  readonly account: string | undefined;
  readonly role: string | undefined;
  readonly rolePrefix?: string;
  readonly user?: string;
}

/** Which tools a rule is about. */
export type ToolChoice =
  | { readonly kind: "all" }
  | { readonly kind: "target"; readonly target: string }
  | { readonly kind: "tools"; readonly tools: readonly VocabularyTool[] };

/** How two numbers are compared. */
export type Order = "<" | "<=" | ">" | ">=";
/** How a text is tested; a list is tested by `is` for an element. */
export type TextTest = "is" | "contains" | "starts" | "ends";

/** What can be said of a call; numbers are exact decimal text. */
export type Condition =
  | {
      readonly kind: "all" | "any";
      readonly of: readonly Condition[];
      /** Joined by a bare "or", beside which "and" can be understood in two ways. */
      readonly open?: true;
    }
  | { readonly kind: "not"; readonly of: Condition }
  /** The claim, which may be a list, is or holds one of the values. */
  | {
      readonly kind: "claim";
      readonly claim: string;
      readonly test: TextTest;
      readonly values: readonly string[];
      /** While a sentence is read: whether its words say that the caller's claim is meant and no argument. */
      readonly meant?: "caller" | "doubtful";
    }
  | { readonly kind: "claim-present"; readonly claim: string }
  /** The caller is one of these. */
  | IamCallers
  /** `value` is exact decimal text that fits the field. */
  | { readonly kind: "order"; readonly field: VocabularyField; readonly order: Order; readonly value: string }
  | { readonly kind: "number"; readonly field: VocabularyField; readonly values: readonly string[] }
  | {
      readonly kind: "text";
      readonly field: VocabularyField;
      readonly test: TextTest;
      readonly values: readonly string[];
    }
  | { readonly kind: "flag"; readonly field: VocabularyField; readonly value: boolean }
  | { readonly kind: "present"; readonly field: VocabularyField }
  | { readonly kind: "same"; readonly field: VocabularyField; readonly claim: string }
  | {
      readonly kind: "fields";
      readonly field: VocabularyField;
      readonly order: Order | "==";
      readonly other: VocabularyField;
    }
  /** Minutes after midnight, UTC. Bounds are included unless told. */
  | {
      readonly kind: "hours";
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly open: boolean;
    }
  /** Instants in ISO 8601; `from` is included, `to` is not. */
  | { readonly kind: "dates"; readonly from: string | undefined; readonly to: string | undefined };

/** All of them; undefined for none. */
export function allOf(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const some = conditions.filter((each) => each !== undefined);
  return some.length < 2 ? some[0] : { kind: "all", of: some };
}
