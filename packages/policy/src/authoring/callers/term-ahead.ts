import type { Context } from "../context.ts";
import type { Reader } from "../words/reader.ts";
import { isRoleAhead } from "./role-ahead.ts";
import { takeClaim } from "./take-claim.ts";

const givings = /^(?:provide|give|specify|supply|enter|include|attach)s?$/;

/** Whether other callers or another claim come next, where a value might. */
export function isTermAhead(reader: Reader, context: Context): boolean {
  // "…, or members of group x" are other callers, and no value
  if (
    /^(?:users?|members?|callers?|people|anyone|everyone|those|principals?)$/.test(reader.word()) &&
    /^(?:of|in|with|who|whose|having|from|that|at)$/.test(reader.word(1))
  )
    return true;
  if (isRoleAhead(reader)) return true;
  // "role x and provide a reason" is something else that is done
  if (givings.test(reader.word()) && /^(?:an?|the|their|its)$/.test(reader.word(1))) return true;
  if (reader.sees("membership in") || reader.sees("membership of")) return true;
  const before = reader.at;
  reader.take("the", "a", "with", "whose");
  const found = takeClaim(reader, context) !== undefined;
  reader.at = before;
  return found;
}
