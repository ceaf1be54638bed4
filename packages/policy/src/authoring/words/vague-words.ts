/** The seed's own advice for words that two people would understand differently. */
export const vagueAdvice =
  'Use a precise, testable condition, such as "Allow transfers when the amount is less than $10,000".';

const vague = new Set(
  (
    "reasonable reasonably suspicious large small big huge tiny trusted untrusted normal abnormal recent recently appropriate appropriately inappropriate " +
    "excessive excessively significant important sensitive unusual usual typical risky safe unsafe dangerous legitimate proper properly " +
    "acceptable sufficient enough adequate modest moderate expensive cheap old frequent frequently often rarely sometimes usually normally " +
    "generally occasionally approximately roughly about around nearly almost soon later quickly necessary needed relevant suitable good bad valid invalid fair " +
    "substantial considerable minor major critical-looking strange weird known unknown responsible careful carefully harmful malicious " +
    "high-value low-value high-risk low-risk likely probably possibly maybe perhaps few many several some"
  ).split(" "),
);

/** Whether the word means something else to everyone. */
export function isVague(word: string): boolean {
  return vague.has(word);
}
