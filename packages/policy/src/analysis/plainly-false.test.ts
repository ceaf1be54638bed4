import { expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { parsePolicy } from "../syntax/parse-policies.ts";
import { applies, every, fails, negation, some } from "./claim.ts";
import { isPlainlyFalse } from "./plainly-false.ts";

const a = "context.input.amount";

it.each([
  [`when { ${a} < 10 && ${a} > 20 }`, true],
  [`when { ${a} < 10 } when { ${a} >= 10 }`, true],
  [`when { ${a} < 10 } unless { ${a} < 10 }`, true],
  [`when { ${a} == 1 && true && ${a} == 2 }`, true],
  [`when { ${a} == 1 } unless { ${a} != 2 }`, true],
  [`when { principal.id == "a" && principal.id == "b" }`, true],
  [`when { ${a} == "a" && ${a} > 3 }`, true],
  [`when { ${a} <= 10 && ${a} >= 10 }`, false],
  [`when { ${a} < 10 || ${a} > 20 }`, false],
  [`when { ${a} < 10 && context.input.other > 20 }`, false],
  [`when { ${a} < 10 } unless { ${a} > 20 }`, false],
  [`when { principal.id == "a" && principal.id == "a" }`, false],
  [`when { principal.id == "a" && principal.id != "a" }`, false],
])(verifies("analysis.without-solver", "%s contradicts itself: %s"), (conditions, expected) => {
  const parsed = parsePolicy(`permit(principal, action, resource) ${conditions};`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const policies = [parsed.policy];
  expect(isPlainlyFalse(applies(0), policies)).toBe(expected);
  expect(isPlainlyFalse(every(applies(0), fails(0)), policies)).toBe(expected);
  expect(isPlainlyFalse(some(applies(0), fails(0)), policies)).toBe(false);
  expect(isPlainlyFalse(negation(applies(0)), policies)).toBe(false);
});
