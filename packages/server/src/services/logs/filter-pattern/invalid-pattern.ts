import { ServiceFault } from "../../service.ts";

/** The refusal of a filter pattern; `why` is half a sentence. */
export function invalidPattern(why: string): ServiceFault {
  return new ServiceFault("InvalidParameterException", `Invalid filter pattern: ${why}.`);
}
