import type { Parsing } from "./parsing.ts";

/** Fails at what only Dogwood has, AWS's second language, from `start` to `end`. */
export function failAtDogwood(p: Parsing, written: string, start: number, end: number): never {
  p.fail(
    `\`${written}\` belongs to Dogwood, AWS's language for temporal and guardrail policies, which is not supported yet`,
    "Write the policy in plain Cedar: permit or forbid, with conditions over principal, context.input and context.system.now",
    start,
    end,
  );
}
