import { always } from "../cases.ts";
import type { RequestCase } from "../request-case.ts";
import { integer } from "../smt/integer-terms.ts";
import { allOf, type Bool, equal, not } from "../smt/term.ts";
import { text } from "../smt/text-terms.ts";
import { constantValue } from "./constant-value.ts";
import type { PolicySetEncoding } from "./policy-set-encoding.ts";

/** What makes the encoding's request this one, as far as policies read it. Throws {@link Unencodable} for text that SMT-LIB cannot write. */
export function requestFormula({ symbols, comparison }: PolicySetEncoding, request: RequestCase): Bool {
  const { principal, input, now } = request;
  const tags = [...symbols.read().tags].map(([name, { present, value }]) => {
    const tag = Object.hasOwn(principal.tags, name) ? principal.tags[name] : undefined;
    return tag === undefined ? not(present) : allOf(present, equal(value, text(tag)));
  });
  return allOf(
    equal(symbols.principalId, text(principal.id)),
    equal(symbols.now, integer(now.amount)),
    ...tags,
    comparison.sameCases(always(symbols.input), always(constantValue(input))),
  );
}
