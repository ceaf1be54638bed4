import type { UnitName } from "./units.ts";

const scaled =
  /(?:\b(?:in|of|as)|\()\s*(?:whole )?(?:thousands?|millions?|billions?|hundreds?|hundredths?|thousandths?|k|mln|bn|cents or dollars|dollars or cents)\b|\bk ?(?:usd|eur|gbp|dollars|euros|pounds)\b|[$€£]k\b|\b(?:dollars|euros|pounds) or cents\b|\bcents or (?:dollars|euros|pounds)\b|\(1 ?=/i;
const small = /\b(?:minor|smallest|sub) ?-?(?:currency )?units?\b/i;

/** Whether a description tells that a number is counted in thousands or the like, so that a sum of money cannot be written as it stands. */
export function isUnclearUnit(description: string, unit: UnitName | undefined): boolean {
  return scaled.test(description) || (unit === undefined && small.test(description));
}
