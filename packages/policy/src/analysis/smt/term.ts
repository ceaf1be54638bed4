/** Terms of SMT-LIB 2.6, simplified as they are built, so that what is decided by the policy's text never reaches a solver. */

export type Sort = "Bool" | "Int" | "String";

export interface Term<S extends Sort = Sort> {
  readonly sort: S;
  /** As SMT-LIB writes it. */
  readonly text: string;
  /** The value, where it is known. */
  readonly constant?: boolean | string | bigint;
}

export type Bool = Term<"Bool">;
export type Int = Term<"Int">;
export type Text = Term<"String">;

export const yes: Bool = { sort: "Bool", text: "true", constant: true };
export const no: Bool = { sort: "Bool", text: "false", constant: false };

/** Either of the two constants. */
export function truth(value: boolean): Bool {
  return value ? yes : no;
}

export function not(term: Bool): Bool {
  if (term === yes) return no;
  if (term === no) return yes;
  const inner = /^\(not (.*)\)$/s.exec(term.text)?.[1];
  return { sort: "Bool", text: inner ?? `(not ${term.text})` };
}

/** True where all are; of no terms, true. */
export function allOf(...terms: readonly Bool[]): Bool {
  return joined("and", terms, yes, no);
}

/** True where one is; of no terms, false. */
export function anyOf(...terms: readonly Bool[]): Bool {
  return joined("or", terms, no, yes);
}

/** `from` implies `to`. */
export function implies(from: Bool, to: Bool): Bool {
  return anyOf(not(from), to);
}

/** `then` where the condition holds, else `otherwise`; both of one sort. */
export function choose<S extends Sort>(condition: Bool, then: Term<S>, otherwise: Term<S>): Term<S> {
  if (condition === yes || then.text === otherwise.text) return then;
  if (condition === no) return otherwise;
  return { sort: then.sort, text: `(ite ${condition.text} ${then.text} ${otherwise.text})` };
}

/** Whether both are the same; false for terms of different sorts, which SMT-LIB would refuse to compare. */
export function equal(a: Term, b: Term): Bool {
  if (a.sort !== b.sort) return no;
  if (a.text === b.text) return yes;
  if (a.constant !== undefined && b.constant !== undefined) return truth(a.constant === b.constant);
  if (a.sort === "Bool") return equalTruths(a, b);
  return { sort: "Bool", text: `(= ${a.text} ${b.text})` };
}

/** A constant or function that the script declares. */
export function symbol<S extends Sort>(sort: S, name: string): Term<S> {
  return { sort, text: name };
}

/** Whether the term is of the sort. */
export function isSort<S extends Sort>(term: Term, sort: S): term is Term<S> {
  return term.sort === sort;
}

/** A declared function's value at these arguments; of no arguments, the constant itself. */
export function application(name: string, args: readonly Term[]): Bool {
  if (args.length === 0) return symbol("Bool", name);
  return symbol("Bool", `(${name} ${args.map((arg) => arg.text).join(" ")})`);
}

function equalTruths(a: Term, b: Term): Bool {
  const left: Bool = a.constant === undefined ? symbol("Bool", a.text) : truth(a.constant === true);
  const right: Bool = b.constant === undefined ? symbol("Bool", b.text) : truth(b.constant === true);
  if (left === yes) return right;
  if (left === no) return not(right);
  if (right === yes) return left;
  if (right === no) return not(left);
  return { sort: "Bool", text: `(= ${left.text} ${right.text})` };
}

function joined(operator: "and" | "or", terms: readonly Bool[], neutral: Bool, absorbing: Bool): Bool {
  const parts = new Map<string, Bool>();
  for (const term of terms) {
    if (term === absorbing) return absorbing;
    if (term !== neutral) parts.set(term.text, term);
  }
  for (const term of parts.values()) if (parts.has(not(term).text)) return absorbing;
  const [first, ...others] = parts.values();
  if (first === undefined) return neutral;
  if (others.length === 0) return first;
  return { sort: "Bool", text: `(${operator} ${[...parts.keys()].join(" ")})` };
}
