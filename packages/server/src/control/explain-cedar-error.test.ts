import { expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { explainCedarErrors } from "./explain-cedar-error.ts";

it(verifies(
  "security.explaining",
  "a statement with many errors beside long runs of digits is explained as quickly as any",
), () => {
  const start = `permit(principal, action, resource) when { //${"1".repeat(8_000)}\n[`;
  const comparison = "context.input.n <  5,";
  const statement = `${start}${comparison.repeat(70)}1].contains(1) };`;
  const errors = Array.from({ length: 2_000 }, (_, index) => {
    const at = start.length + (index % 70) * comparison.length;
    const message = "the types Long and decimal are not comparable";
    return { message, start: at, end: at + "context.input.n".length };
  });
  const explained = explainCedarErrors(statement, errors);
  expect(explained).toHaveLength(5);
  expect(explained[0]).toBe(
    "Line 2, column 2: The types Long and decimal are not comparable. " +
      'A "number" argument is a decimal and is compared by methods: context.input.n.lessThan(decimal("5.0")).',
  );
}, 10_000);
