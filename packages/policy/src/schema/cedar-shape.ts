/** How Cedar sees a value of a schema; `opaque` values show policies their presence and nothing else. */
export type CedarShape =
  | { readonly kind: ScalarKind }
  /** `type`, where the schema gives one, still has to fit. */
  | { readonly kind: "opaque"; readonly type?: "array" | "object" }
  | { readonly kind: "set"; readonly items: CedarShape }
  | { readonly kind: "record"; readonly members: readonly RecordMember[] };

export type ScalarKind = "string" | "long" | "bool" | "decimal";

export interface RecordMember {
  readonly name: string;
  readonly shape: CedarShape;
  /** The tool wants the member to be there, be it as null. */
  readonly required: boolean;
  /** null is one of its values; policies see an absent member then. */
  readonly nullable: boolean;
}
