import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { claimTerms } from "./claim-terms.ts";

/** "without the role night_lead", "lacking scope pay:send": behind a rule it is the caller who lacks it. */
export function readLackingClaim(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    if (reader.take("without having", "without", "lacking") === undefined) return undefined;
    const ahead = /^(?:the|a)$/.test(reader.word()) ? 1 : 0;
    if (!/^(?:role|scope|group)$/.test(reader.word(ahead))) return undefined;
    const of = claimTerms(reader, context);
    return of === undefined ? undefined : { kind: "not", of };
  });
}
