import { translate, vocabularyOf } from "@toolgate/policy";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";

const vocabulary = vocabularyOf(
  [
    {
      action: "Ferry___book_crossing",
      description: "Book a crossing",
      inputSchema: { type: "object", properties: { fare: { type: "integer", description: "in dollars" } } },
    },
  ],
  { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/ferries" },
);

describe("what a sentence with a bound is refused for", () => {
  it.each([
    ["Allow lavish crossings up to $200", "lavish"],
    ["Allow crossings up to $200 for poodles", "for poodles"],
    ["Allow seasoned managers to book crossings with fares up to $200", "seasoned managers"],
    ["Allow lavish crossings of up to $200", "lavish"],
  ])(verifies("authoring.refusals", "%s: %s, and not the “to” of “up to”"), (sentence, word) => {
    const [fragment] = translate(sentence, vocabulary);
    expect(fragment?.result.kind).toBe("refused");
    const span = fragment?.result.kind === "refused" ? fragment.result.span : { start: 0, end: 0 };
    expect(sentence.slice(span.start, span.end)).toBe(word);
  });
});
