import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { claimTerm } from "./claim-term.ts";
import { joinedTerms } from "./joined-terms.ts";

const fillers = ["with", "whose", "having", "in", "membership in", "membership of", "being a member of"];

/** "role X", "the X role", "role X and scope Y", "both role X and membership in group Y". */
export function claimTerms(reader: Reader, context: Context): Condition | undefined {
  const both = reader.take("both") !== undefined;
  const found = joinedTerms(reader, fillers, context, () => claimTerm(reader, context));
  return both && !(found?.kind === "all" && found.of.length === 2) ? undefined : found;
}

/** "the finance department", "group admins", "department HR", "the engineering team or group". */
export function membership(reader: Reader, context: Context): Condition | undefined {
  const account = reader.word() === "aws" || reader.word() === "account";
  return account ? undefined : claimTerms(reader, context);
}
