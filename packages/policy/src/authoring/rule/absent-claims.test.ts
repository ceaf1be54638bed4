import { expect, it } from "vitest";
import { translate, vocabularyOf } from "../../index.ts";

const tool = {
  action: "Desk___export_report",
  description: "Export a report",
  inputSchema: { type: "object", properties: { format: { type: "string" } } },
};
const vocabulary = vocabularyOf([tool], {
  gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/sentences",
});
const told = (claim: string) =>
  `A caller whose token has no claim "${claim}" is not let in. If such callers are meant too, name those who are not with "unless".`;

it.each([
  ["Everyone except users with role contractor may export reports.", [told("role")]],
  ["Allow users whose department is not sales to export reports.", [told("department")]],
  ["Allow everyone to export reports unless they have the role contractor.", []],
  ["Allow users with role contractor to export reports.", []],
  ["Block everyone except users with role hr from exporting reports.", []],
])("%s: says of a permission for all but some whom it leaves out", (sentence, notes) => {
  const [result] = translate(sentence, vocabulary).map((fragment) => fragment.result);
  expect(result).toMatchObject({ kind: "policy", notes });
});
