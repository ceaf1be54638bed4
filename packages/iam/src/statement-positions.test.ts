import { expect, it } from "vitest";
import { statementPositions } from "./statement-positions.ts";

it("counts as the example of AWS's CLI does", () => {
  const text =
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*",' +
    '"Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}';
  expect(statementPositions(text)).toEqual([
    { start: { line: 1, column: 38 }, end: { line: 1, column: 167 } },
  ]);
});

it("finds each statement of a list, whatever stands in its texts", () => {
  const text = `{
  "Statement": [
    {"Sid": "a}{", "Condition": {"StringEquals": {"Statement": "\\"}"}}},
    {}
  ],
  "Id": "Statement"
}`;
  expect(statementPositions(text)).toEqual([
    { start: { line: 3, column: 6 }, end: { line: 3, column: 72 } },
    { start: { line: 4, column: 6 }, end: { line: 4, column: 7 } },
  ]);
});
