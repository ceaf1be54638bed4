import type { CedarShape } from "../../schema/cedar-shape.ts";
import { integer } from "../smt/integer-terms.ts";
import { allOf, anyOf, type Bool, choose, no, not, type Term, yes } from "../smt/term.ts";
import { text } from "../smt/text-terms.ts";
import type { Cases, Symbolic, SymbolicRecord } from "../symbolic-value.ts";
import { Unencodable } from "../unencodable.ts";
import { isOptional } from "./argument-range.ts";

/** A value taken apart into terms of fixed sorts, so that predicates can take it; absent parts have their sort's default. */
export interface Columns {
  /** Whether the value is one of the shape at all. */
  readonly fits: Bool;
  readonly terms: readonly Term[];
}

/** The value's columns; what is no value of the shape does not fit. */
export function columns(shape: CedarShape, value: Symbolic): Columns {
  switch (shape.kind) {
    case "string":
      return value.kind === "string" ? { fits: yes, terms: [value.term] } : misfit(shape);
    case "bool":
      return value.kind === "bool" ? { fits: yes, terms: [value.term] } : misfit(shape);
    case "long":
    case "decimal":
      return value.kind === "integer" && value.of === shape.kind
        ? { fits: yes, terms: [value.term] }
        : misfit(shape);
    case "opaque":
    case "record":
      return value.kind === "record" ? recordColumns(shape, value) : misfit(shape);
    case "set":
      throw nestedSet();
  }
}

type MembersShape = Extract<CedarShape, { kind: "record" | "opaque" }>;

function recordColumns(shape: MembersShape, record: SymbolicRecord): Columns {
  const members = shape.kind === "record" ? shape.members : [];
  const declared = new Set(members.map(({ name }) => name));
  const strange = [...record.members].filter(([name]) => !declared.has(name));
  const fits: Bool[] = strange.map(([, { present }]) => not(present));
  const terms: Term[] = [];
  for (const member of members) {
    const found = record.members.get(member.name);
    const present = found?.present ?? no;
    const part = casesColumns(member.shape, found === undefined ? [] : found.value());
    const absent = defaults(member.shape);
    if (isOptional(member)) {
      fits.push(anyOf(not(present), part.fits));
      terms.push(present, ...part.terms.map((term, index) => chosen(present, term, absent[index])));
    } else {
      fits.push(present, part.fits);
      terms.push(...part.terms);
    }
  }
  return { fits: allOf(...fits), terms };
}

function casesColumns(shape: CedarShape, cases: Cases): Columns {
  return cases.reduce<Columns>((other, { when, value }) => {
    const own = columns(shape, value);
    const here = allOf(when, own.fits);
    return {
      fits: anyOf(here, other.fits),
      terms: own.terms.map((term, index) => chosen(here, term, other.terms[index])),
    };
  }, misfit(shape));
}

function misfit(shape: CedarShape): Columns {
  return { fits: no, terms: defaults(shape) };
}

/** The columns of what is absent. Throws {@link Unencodable} for shapes that hold sets. */
export function defaults(shape: CedarShape): readonly Term[] {
  switch (shape.kind) {
    case "string":
      return [text("")];
    case "bool":
      return [no];
    case "long":
    case "decimal":
      return [integer(0)];
    case "opaque":
      return [];
    case "record":
      return shape.members.flatMap((member) =>
        isOptional(member) ? [no, ...defaults(member.shape)] : defaults(member.shape),
      );
    case "set":
      throw nestedSet();
  }
}

function chosen(condition: Bool, then: Term, otherwise: Term | undefined): Term {
  return otherwise === undefined ? then : choose(condition, then, otherwise);
}

function nestedSet(): Unencodable {
  return new Unencodable("it asks about a set whose items hold sets");
}
