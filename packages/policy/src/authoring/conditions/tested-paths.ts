import type { Rule } from "../intermediate.ts";
import { fieldsOf } from "./fields-of.ts";

/** The arguments that the conditions of a rule test, as dotted paths. */
export function testedPaths({ when, unless }: Rule): readonly string[] {
  return [when, unless].flatMap((condition) =>
    condition === undefined ? [] : fieldsOf(condition).map(({ path }) => path.join(".")),
  );
}
