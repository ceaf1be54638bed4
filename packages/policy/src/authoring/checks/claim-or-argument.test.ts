import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { translate } from "../translate.ts";
import { vocabularyOf } from "../vocabulary.ts";

const text = { type: "string" };
const words =
  "region department role scope group tier status email country level plan team title location".split(" ");

/** Which of the two the policy reads for a word that is an argument of the tool and a usual claim. */
function read(sentence: string, word: string): string {
  const vocabulary = vocabularyOf(
    [
      {
        action: "Shop___refund_order",
        description: "Refund an order",
        inputSchema: {
          type: "object",
          properties: { orderId: text, amount: { type: "integer" }, [word]: text },
          required: ["orderId", word],
        },
      },
      {
        action: "Shop___list_invoices",
        description: "List invoices",
        inputSchema: { type: "object", properties: { customerId: text }, required: [] },
      },
    ],
    { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/shop" },
  );
  const said = sentence.replaceAll("W", word);
  const results = translate(
    said.replace(/^./, (first) => first.toUpperCase()),
    vocabulary,
  );
  const found = results.map(({ result }) => {
    if (result.kind !== "policy") return "refused";
    const ofCall = result.statement.includes(`context.input.${word}`);
    const ofCaller = result.statement.includes(`getTag("${word === "group" ? "groups" : word}") == "x1"`);
    return ofCall && ofCaller ? "both" : ofCall ? "argument" : ofCaller ? "claim" : "neither";
  });
  return [...new Set(found)].join(" and ");
}

describe("a word that is an argument and a usual claim", () => {
  it.each([
    'users with role clerk may refund orders when the W is "x1".',
    'allow refunds for users with role clerk when W is "x1".',
    'if the caller has role clerk and the W is "x1", allow refunds.',
    'if the W is "x1" and the caller has role clerk, allow refunds.',
    'allow refunds when the user has role clerk and the W is "x1".',
    'allow refunds when the user has role clerk and W is "x1".',
    'allow refunds when the user has role clerk and W "x1".',
    'allow refunds when the user\'s role is clerk and W is "x1".',
    'allow refunds when the user\'s role is clerk and the W is "x1".',
    'allow refunds by users with role clerk and W "x1".',
    'allow refunds by users with role clerk and the W "x1".',
    'allow refunds by users with role clerk and with W "x1".',
    'allow refunds for users with role clerk, the W is "x1".',
    'allow refunds for users with role clerk, W "x1".',
    'allow refunds for users with role clerk in W "x1".',
    'allow refunds for W "x1".',
    "allow refunds for the x1 W.",
    'allow refunds from W "x1".',
    'allow refunds to W "x1".',
    'allow refunds as W "x1".',
    'allow refunds by W "x1".',
    'allow refunds in W "x1".',
    'allow refunds with W "x1".',
    "allow refunds for x1 W users.",
    "allow refunds for x1-W users.",
    'for W "x1", allow refunds.',
    'in W "x1", clerks may refund orders.',
    'block refunds except for W "x1".',
    'block refunds unless W "x1".',
    'block refunds unless the W is "x1".',
    'block refunds unless the user has role clerk and the W is "x1".',
    'block refunds unless the user has role clerk or the W is "x1".',
    'block refunds for clerks unless the caller is a clerk and the W is "x1".',
    'refunds require W "x1".',
    'require W "x1" for refunds.',
    'refunds need role clerk and W "x1".',
    'W "x1": refunds.',
    'allow refunds by users whose role is clerk and W is "x1".',
    'allow refunds by users whose role is clerk and the W is "x1".',
    'allow refunds by premium users in W "x1".',
    'allow refunds from customers whose W is "x1".',
    'allow clerks to refund orders with W "x1".',
    'allow clerks to refund orders of W "x1".',
    'allow clerks to refund orders with role clerk and W "x1".',
    'clerks may refund orders if role is clerk and W is "x1" and amount is under 50.',
    'allow refunds when either the user has role clerk or the W is "x1".',
    'only users with role clerk may refund orders, and only when the W is "x1".',
    'nobody may refund orders unless they have role clerk and the W is "x1".',
    "nobody may refund orders unless they are in the x1 W.",
    'clerks may refund orders where W in ("x1", "x2").',
    'allow users with role clerk, where the W is "x1", to refund orders.',
    'allow users whose role is clerk and the W is "x1" to refund orders.',
    'allow refunds if the user is a clerk and W is "x1" or "x2".',
    'allow refunds and listing invoices when the W is "x1".',
    'block refunds for users with role clerk without W "x1".',
    'allow refunds when their W is "x1".',
    'allow refunds when the W is "x1" and the user has role clerk.',
  ])(verifies("authoring.claim-or-argument", "%s: never taken for the claim alone"), (sentence) => {
    const found = words.map((word) => read(sentence, word));
    const permitted = ["argument", "refused"];
    expect(found.filter((each) => !permitted.includes(each))).toEqual([]);
  });

  it.each([
    'users in W "x1" may refund orders.',
    'users with W "x1" may refund orders.',
    'users with role clerk and W "x1" may refund orders.',
    'users whose W is "x1" may refund orders.',
    'allow refunds when the caller\'s W is "x1".',
    'allow refunds when the W claim is "x1".',
    'allow refunds by users with role clerk and the claim W "x1".',
    'allow refunds by users whose W is "x1".',
    'allow refunds for users in W "x1".',
    'allow users with the W "x1" to refund orders.',
    'allow everyone in W "x1" to refund orders.',
    'allow refunds when the caller has W "x1".',
  ])(verifies("authoring.claim-or-argument", "%s: the callers' own"), (sentence) => {
    const claims = words.filter(
      (word) => (word !== "status" && word !== "group") || sentence.includes("W claim"),
    );
    expect([...new Set(claims.map((word) => read(sentence, word)))]).toEqual(["claim"]);
  });

  it.each(["region", "department", "tier", "status", "email", "country", "level", "plan", "team"])(
    verifies("authoring.claim-or-argument", "the argument %s after what the caller has is the tool's"),
    (word) => {
      expect(read('if the caller has role clerk and the W is "x1", allow refunds.', word)).toBe("argument");
      expect(read('users with role clerk may refund orders when the W is "x1".', word)).toBe("argument");
      expect(read('block refunds unless the user has role clerk or the W is "x1".', word)).toBe("argument");
    },
  );

  it("names both where it refuses", () => {
    const vocabulary = vocabularyOf(
      [
        {
          action: "Hr___add_member",
          description: "Add a member",
          inputSchema: {
            type: "object",
            properties: { role: { type: "string", enum: ["owner", "viewer"] } },
          },
        },
      ],
      { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/hr" },
    );
    const [fragment] = translate("Adding a member requires role owner.", vocabulary);
    expect(fragment?.result).toMatchObject({
      kind: "refused",
      candidates: ["the claim role", "the argument role"],
    });
    const [noun] = translate("Allow adding members for owners.", vocabulary);
    expect(noun?.result.kind).toBe("refused");
  });
});
