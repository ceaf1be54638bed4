import { describe, expect, it } from "vitest";
import { translate } from "../translate.ts";
import { vocabularyOf } from "../vocabulary.ts";

const text = { type: "string" };

function toolsWith(properties: Readonly<Record<string, unknown>>) {
  return vocabularyOf(
    [
      {
        action: "Warranty___settle_claim",
        description: "Settle a warranty claim",
        inputSchema: { type: "object", properties: { claimId: text, ...properties }, required: [] },
      },
    ],
    { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/warranty" },
  );
}

/** What is compared: an argument, a claim of the caller's, or nothing since the sentence is refused. */
function compared(sentence: string, properties: Readonly<Record<string, unknown>>): string {
  const [first] = translate(sentence, toolsWith(properties));
  if (first?.result.kind !== "policy") return "refused";
  const of = [
    ...first.result.statement.matchAll(
      /context\.input\.(\w+) ==|getTag\("(\w+)"\) ==|contains\(context\.input\.(\w+)\)/g,
    ),
  ].map(([, argument, claim, listed]) =>
    claim === undefined ? `argument ${argument ?? listed}` : `claim ${claim}`,
  );
  return [...new Set(of)].join(", ");
}

describe('"the claim …" on a gateway that is about claims', () => {
  it.each([
    ["Allow settling a claim when the claim kind is repair", { claimKind: text }, "argument claimKind"],
    ["Settling claims is allowed if the claim kind is repair", { claimKind: text }, "argument claimKind"],
    ["Block settling a claim when the claim kind is theft", { claimKind: text }, "argument claimKind"],
    ["Allow settling claims unless the claim kind is theft", { claimKind: text }, "argument claimKind"],
    [
      "Allow settling a claim when the claim kind is one of repair, refund",
      { claimKind: text },
      "argument claimKind",
    ],
    ["Allow settling a claim when the claim kind is repair", { kind: text }, "argument kind"],
    [
      "Allow users with role clerk to settle claims when the claim kind is repair",
      { claimKind: text },
      "claim role, argument claimKind",
    ],
    ["Allow settle_claim when claim kind equals repair", { claimKind: text }, "argument claimKind"],
  ])("%s, with %j: the %s", (sentence, properties, expected) => {
    expect(compared(sentence, properties)).toBe(expected);
  });

  it.each([
    ['Allow users whose claim desk is "returns" to settle claims', { kind: text }, "claim desk"],
    ['Allow users with the claim desk set to "returns" to settle claims', { kind: text }, "claim desk"],
    ['Allow users with the desk claim "returns" to settle claims', { kind: text }, "claim desk"],
  ])("%s, with %j: the caller's %s", (sentence, properties, expected) => {
    expect(compared(sentence, properties)).toBe(expected);
  });

  it.each([
    ["Block settling a claim when the claim state is closed", { kind: text }],
    ["Allow settling a claim when the claim state is open", {}],
    ["Allow settling a claim when the claim tier is gold", { claimTier: text }],
  ])("%s, with %j, may mean either and is refused", (sentence, properties) => {
    expect(compared(sentence, properties)).toBe("refused");
  });
});
