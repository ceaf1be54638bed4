import type { Script } from "./smt/script.ts";
import { allOf, anyOf, type Bool, choose, no, not, yes } from "./smt/term.ts";
import type { Cases, Symbolic } from "./symbolic-value.ts";
import { Unencodable } from "./unencodable.ts";

/** An expression of more forms than this is told as unknown. */
const mostCases = 32;

/** The value, whatever the request. */
export function always(value: Symbolic): Cases {
  return [{ when: yes, value }];
}

/** The same cases, each only where the condition holds as well. */
export function guarded(condition: Bool, cases: Cases): Cases {
  return cases
    .map(({ when, value }) => ({ when: allOf(condition, when), value }))
    .filter(({ when }) => when !== no);
}

/** Where the expression is no error. */
export function defined(cases: Cases): Bool {
  return anyOf(...cases.map(({ when }) => when));
}

/** When a condition is true and when false; `defined` is where it is either, and not an error. */
export interface Condition {
  readonly isTrue: Bool;
  readonly isFalse: Bool;
  readonly defined: Bool;
}

/** The cases as a condition: what is no boolean is an error. */
export function conditionOf(script: Script, cases: Cases): Condition {
  const truths = cases.flatMap(({ when, value }) =>
    value.kind === "bool" ? [{ when, term: value.term }] : [],
  );
  return {
    isTrue: script.name(anyOf(...truths.map(({ when, term }) => allOf(when, term)))),
    isFalse: script.name(anyOf(...truths.map(({ when, term }) => allOf(when, not(term))))),
    defined: script.name(anyOf(...truths.map(({ when }) => when))),
  };
}

/** The condition as a value. */
export function casesOf({ isTrue, defined }: Condition): Cases {
  return guarded(defined, always({ kind: "bool", term: isTrue }));
}

/** Every pair of cases, with the condition of both. */
export function pairs(
  left: Cases,
  right: Cases,
  combine: (a: Symbolic, b: Symbolic) => Cases,
): readonly Cases[number][] {
  return left.flatMap((a) => right.flatMap((b) => guarded(allOf(a.when, b.when), combine(a.value, b.value))));
}

/** One case for each type, where types allow it, with short names for what is long. */
export function merged(script: Script, cases: Cases): Cases {
  const result = new Map<string, Cases[number]>();
  for (const one of cases) {
    if (one.when === no) continue;
    const key = mergeKey(one.value) ?? `${result.size}`;
    const known = result.get(key);
    result.set(key, known === undefined ? one : either(known, one));
  }
  if (result.size > mostCases) throw new Unencodable("a part of it has too many forms to follow");
  return [...result.values()].map(({ when, value }) => ({
    when: script.name(when),
    value: named(script, value),
  }));
}

function mergeKey(value: Symbolic): string | undefined {
  switch (value.kind) {
    case "bool":
    case "string":
      return value.kind;
    case "integer":
      return value.of;
    case "entity":
      return `entity ${value.type}`;
    default:
      return undefined;
  }
}

/** Both have the same key, so both are of one type. */
function either(a: Cases[number], b: Cases[number]): Cases[number] {
  return { when: anyOf(a.when, b.when), value: chosen(a.when, a.value, b.value) };
}

function chosen(when: Bool, a: Symbolic, b: Symbolic): Symbolic {
  if (a.kind === "bool" && b.kind === "bool") return { ...a, term: choose(when, a.term, b.term) };
  if (a.kind === "string" && b.kind === "string") return { ...a, term: choose(when, a.term, b.term) };
  if (a.kind === "integer" && b.kind === "integer") return { ...a, term: choose(when, a.term, b.term) };
  if (a.kind === "entity" && b.kind === "entity") return { ...a, id: choose(when, a.id, b.id) };
  return a;
}

function named(script: Script, value: Symbolic): Symbolic {
  switch (value.kind) {
    case "bool":
      return { ...value, term: script.name(value.term) };
    case "string":
      return { ...value, term: script.name(value.term) };
    case "integer":
      return { ...value, term: script.name(value.term) };
    case "entity":
      return { ...value, id: script.name(value.id) };
    default:
      return value;
  }
}
