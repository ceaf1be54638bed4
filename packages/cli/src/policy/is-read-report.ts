import type { ReadReport } from "@toolgate/server";

/** Whether an answer has the lists of a report on policies read back. */
export function isReadReport(answer: object): answer is ReadReport {
  return ["policies", "faults"].every((name) => Array.isArray(Reflect.get(answer, name)));
}
