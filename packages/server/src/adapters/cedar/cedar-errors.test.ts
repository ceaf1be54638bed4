import { expect, test } from "vitest";
import { cedarErrors } from "./cedar-errors.ts";

const detailed = (message: string, start: number, end: number) => ({
  message,
  help: null,
  code: null,
  url: null,
  severity: null,
  sourceLocations: [{ label: "expected `{`", start, end }],
});

test("byte offsets after text beyond ASCII become UTF-16 offsets, and internal names go", () => {
  const statement = '"é😀" x';
  expect(cedarErrors(statement, [detailed("for policy `statement`, no", 9, 10)])).toEqual([
    { message: "no", help: "expected `{`", start: 6, end: 7 },
  ]);
});
