import { describe, expect, it } from "vitest";
import { decided } from "../../../../test/decided-sentences.ts";

const text = { type: "string" };
const whole = { type: "integer" };
const flag = { type: "boolean" };
const tools = [
  {
    action: "Press___publish_post",
    description: "Publish a post",
    properties: {
      postId: text,
      embargoed: flag,
      checkedBy: { type: "string", description: "Who checked the post" },
    },
  },
  {
    action: "Bugs___pay_bounty",
    description: "Pay a bounty to a researcher",
    properties: { reportId: text, severity: { type: "string", enum: ["low", "high", "critical"] } },
  },
  {
    action: "Shop___create_return",
    description: "Create a return",
    properties: { daysSincePurchase: whole },
  },
  { action: "Ops___scale_service", description: "Scale a service", properties: { replicas: whole } },
  {
    action: "Farm___retire_stock",
    description: "Retire stock",
    properties: { vintageYear: whole, level: whole, site: text },
  },
  {
    action: "Mine___fire_shot",
    description: "Fire a shot",
    properties: { bothSidesClear: flag, temperatureC: { type: "number" } },
  },
] as const;
const post = (embargoed: boolean, checkedBy?: string) =>
  [
    "Press___publish_post",
    { postId: "p", embargoed, ...(checkedBy === undefined ? {} : { checkedBy }) },
  ] as const;
const posts = [post(false), post(false, "ann"), post(true, "ann")];
const bounties = ["low", "high", "critical"].map(
  (severity) => ["Bugs___pay_bounty", { reportId: "r", severity }] as const,
);
const returns = [30, 31].map((daysSincePurchase) => ["Shop___create_return", { daysSincePurchase }] as const);
const replicas = [0, 1, 20, 21].map((each) => ["Ops___scale_service", { replicas: each }] as const);
const stock = (vintageYear: number, level: number, site: string) =>
  ["Farm___retire_stock", { vintageYear, level, site }] as const;
const stocks = [stock(2015, 4, "lab"), stock(2016, 3, "lab"), stock(2016, 3, "dev")];
const shots = [true, false].map(
  (bothSidesClear) => ["Mine___fire_shot", { bothSidesClear, temperatureC: 8 }] as const,
);
const cold = [8, 9].map(
  (temperatureC) => ["Mine___fire_shot", { bothSidesClear: true, temperatureC }] as const,
);

describe("things by what they are, and what has been done to them", () => {
  it.each([
    ["Posts that nobody checked must not be published.", posts, "DAA"],
    ["Posts that have not been checked must not be published.", posts, "DAA"],
    ["Unchecked posts must not be published.", posts, "DAA"],
    ["A post that is under embargo, or that nobody has checked, must not be published.", posts, "DAD"],
    ["Posts that are pending must not be published.", posts, "refused"],
    ["Block publishing a post when the post is pending.", posts, "refused"],
    ["Block paying bounties for high or critical reports.", bounties, "ADD"],
    ["Block paying bounties for high-severity reports.", bounties, "ADA"],
    ["Block paying bounties for critical invoices.", bounties, "refused"],
    ["Services may not be scaled above 20 replicas or down to 0 replicas.", replicas, "DAAD"],
    ["Block retiring stock with a vintage year before 2016.", stocks, "DAA"],
    ["Block retiring stock whose vintage year is earlier than 2016.", stocks, "DAA"],
    ["Block retiring stock when the level is 4 or higher or the site is dev.", stocks, "DAD"],
    ["Block retiring stock when either the level is 4 or more or the site is dev.", stocks, "DAD"],
    ["Block firing shots unless both sides are clear.", shots, "AD"],
    ["Block firing shots above 8 degrees Celsius.", cold, "AD"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
  it.each([
    ["Allow creating returns within 30 days since purchase.", returns, "AD"],
    ["Allow creating returns within 30 days of the purchase.", returns, "AD"],
    ["Allow creating returns up to 30 days after purchase.", returns, "AD"],
    ["Allow creating returns within 30 days of the delivery.", returns, "refused"],
    ["Allow publishing posts once they are checked.", posts, "DAA"],
    ["Allow firing shots when both sides are clear, between 10:00 and 15:00 UTC.", shots, "AD"],
    ["Allow firing shots when both sides are clear, between 14:00 and 15:00 UTC.", shots, "DD"],
    ["Allow firing shots when both sides are clear or it is 8 degrees, before 15:00 UTC.", shots, "refused"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
