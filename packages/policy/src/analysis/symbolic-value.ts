import type { CedarShape } from "../schema/cedar-shape.ts";
import type { IpValue } from "../values/value.ts";
import type { Bool, Int, Text } from "./smt/term.ts";

/** A value of a known type whose parts are terms. */
export type Symbolic =
  | { readonly kind: "bool"; readonly term: Bool }
  | { readonly kind: "string"; readonly term: Text }
  | { readonly kind: "integer"; readonly of: IntegerType; readonly term: Int }
  | { readonly kind: "entity"; readonly type: string; readonly id: Text }
  /** Only constants: no argument of a tool is an address. */
  | { readonly kind: "ip"; readonly value: IpValue }
  | SymbolicRecord
  | SymbolicSet;

/** `long` as it is, `decimal` in ten-thousandths, the others in milliseconds. */
export type IntegerType = "long" | "decimal" | "datetime" | "duration";

export interface SymbolicRecord {
  readonly kind: "record";
  readonly members: ReadonlyMap<string, SymbolicMember>;
}

export interface SymbolicMember {
  readonly present: Bool;
  /** Complete where the member is present. Asked for late, so that only what policies read is declared. */
  readonly value: () => Cases;
}

export type SymbolicSet =
  /** A set that the policy writes: each case is an item where its condition holds. */
  { readonly kind: "set"; readonly items: Cases } | InputSet;

/** A set of the call's arguments: `predicate` says of columns of terms whether they are an item. */
export interface InputSet {
  readonly kind: "input set";
  readonly predicate: string;
  readonly shape: CedarShape;
}

/** A value under a condition. */
interface Case {
  readonly when: Bool;
  readonly value: Symbolic;
}

/** What an expression comes to: at most one case holds, and where none does, the expression is an error. */
export type Cases = readonly Case[];
