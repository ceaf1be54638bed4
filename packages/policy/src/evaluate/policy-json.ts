/** Cedar's JSON policy form, as `policyToJson` of the reference implementation writes it. Source: Cedar guide, "JSON policy format". */

export interface PolicyJson {
  readonly effect: "permit" | "forbid";
  readonly principal: PrincipalScope;
  readonly action: ActionScope;
  readonly resource: PrincipalScope;
  readonly conditions: readonly { readonly kind: "when" | "unless"; readonly body: ExpressionJson }[];
  readonly annotations?: Readonly<Record<string, string | null>>;
}

export interface EntityJson {
  readonly type: string;
  readonly id: string;
}

export type PrincipalScope =
  | { readonly op: "All" }
  | { readonly op: "=="; readonly entity: EntityJson }
  | { readonly op: "in"; readonly entity: EntityJson }
  | { readonly op: "is"; readonly entity_type: string; readonly in?: { readonly entity: EntityJson } };

export type ActionScope =
  | { readonly op: "All" }
  | { readonly op: "=="; readonly entity: EntityJson }
  | { readonly op: "in"; readonly entity: EntityJson }
  | { readonly op: "in"; readonly entities: readonly EntityJson[] };

/** One operator with its operands, e.g. `{"<": {"left": …, "right": …}}`; read with a check at each step. */
export type ExpressionJson = { readonly [operator: string]: unknown };
