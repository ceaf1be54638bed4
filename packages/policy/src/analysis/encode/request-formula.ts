import type { Value } from "../../values/value.ts";
import type { RequestCase } from "../request-case.ts";
import { integer } from "../smt/integer-terms.ts";
import { allOf, type Bool, equal, no, not, yes } from "../smt/term.ts";
import { text } from "../smt/text-terms.ts";
import type { Symbolic } from "../symbolic-value.ts";
import type { Comparison } from "./comparison.ts";
import { constantValue } from "./constant-value.ts";
import { InputMember } from "./input-value.ts";
import type { PolicySetEncoding } from "./policy-set-encoding.ts";

/** What makes the encoding's request this one, as far as policies read it. Throws {@link Unencodable} for text that SMT-LIB cannot write. */
export function requestFormula({ symbols, comparison }: PolicySetEncoding, request: RequestCase): Bool {
  const { principal, input, now } = request;
  const read = symbols.read();
  const tags = [...read.tags].map(([name, { present, value }]) => {
    const tag = Object.hasOwn(principal.tags, name) ? principal.tags[name] : undefined;
    return tag === undefined ? not(present) : allOf(present, equal(value, text(tag)));
  });
  return allOf(
    read.id === undefined ? yes : equal(read.id, text(principal.id)),
    read.now === undefined ? yes : equal(read.now, integer(now.amount)),
    ...tags,
    isValue(comparison, symbols.input, input),
  );
}

function isValue(comparison: Comparison, symbolic: Symbolic, value: Value): Bool {
  if (symbolic.kind !== "record" || typeof value !== "object" || value.kind !== "record") {
    return comparison.same(symbolic, constantValue(value));
  }
  return allOf(
    ...[...symbolic.members].map(([name, member]) => {
      const read = member instanceof InputMember ? member.read() : undefined;
      const there = value.members.get(name);
      if (there === undefined) return not(read?.present ?? no);
      const same = read?.value === undefined ? yes : isValue(comparison, read.value, there);
      return allOf(read?.present ?? yes, same);
    }),
  );
}
