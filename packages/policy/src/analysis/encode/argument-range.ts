import { integer, longest } from "../smt/integer-terms.ts";

/** Policies do not see a member that is null, so it may be absent to them though the tool wants it. */
export function isOptional(member: { readonly required: boolean; readonly nullable: boolean }): boolean {
  return !member.required || member.nullable;
}

/** The smallest and largest integers that an argument can be. */
export function rangeOf(kind: "long" | "decimal") {
  // a decimal argument is read with its sign apart, so its range is the same on both sides
  return kind === "long" ? longest : { from: integer(1n - 2n ** 63n), to: longest.to };
}
