import { describe, expect, it } from "vitest";
import { decided } from "../../../../test/decided-sentences.ts";

const text = { type: "string" };
const flag = { type: "boolean" };
const whole = { type: "integer" };
const tools = [
  {
    action: "Store___share_file",
    description: "Share a file",
    properties: { path: text, hours: whole, approved: flag },
  },
  {
    action: "Lot___rent_car",
    description: "Rent a car",
    properties: {
      driverAge: whole,
      carClass: { type: "string", enum: ["economy", "suv", "luxury"] },
      days: whole,
    },
  },
  {
    action: "Lot___evict_car",
    description: "Evict a car",
    properties: { daysOverdue: whole, note: text, exempt: flag },
  },
  { action: "Lot___pay_fine", description: "Pay a fine", properties: { amount: whole } },
] as const;
const share = (hours: number, approved = true, path = "/a") =>
  ["Store___share_file", { path, hours, approved }] as const;
const shares = [share(72), share(73), share(73, false)];
const rent = (carClass: string, driverAge: number) =>
  ["Lot___rent_car", { carClass, driverAge, days: 1 }] as const;
const rents = [rent("suv", 20), rent("luxury", 20), rent("economy", 20), rent("suv", 21)];
const evict = (daysOverdue: number, note?: string, role = "clerk") =>
  [
    "Lot___evict_car",
    { daysOverdue, exempt: false, ...(note === undefined ? {} : { note }) },
    { role },
  ] as const;
const evictions = [evict(60), evict(59), evict(60, undefined, "guest")];
const noted = [evict(60), evict(60, "n"), evict(60, "n", "guest")];

describe("a denial behind what is told of the thing", () => {
  it.each([
    ["Sharing a file for more than 72 hours is against the rules and has to be denied.", shares, "ADD"],
    ["Sharing a file for more than 72 hours is not permitted and will be rejected.", shares, "ADD"],
    ["Sharing a file for more than 72 hours is a risk and is therefore forbidden.", shares, "ADD"],
    ["Shares of files for more than 72 hours clog the disk and must be blocked.", shares, "ADD"],
    ["Files shared for more than 72 hours that are not approved and are old are blocked.", shares, "refused"],
    ["Sharing a file for more than 72 hours is allowed and must be blocked.", shares, "refused"],
    [
      'Files whose path starts with "/pay" are private, so they may not be shared.',
      [share(1), share(1, true, "/pay/x")],
      "AD",
    ],
    ["Since the leak last winter, files that are not approved may not be shared.", shares, "AAD"],
    ["As the disk was full twice, files may not be shared for more than 72 hours.", shares, "ADD"],
    ["In light of the recent leak, files may not be shared for more than 72 hours.", shares, "ADD"],
    ["Files may not be shared for more than 72 hours, which is company policy.", shares, "ADD"],
    ["After 3 incidents, files may not be shared.", shares, "refused"],
    ["Block sharing files, which are old.", shares, "refused"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});

describe("values as the thing that is dealt with, and people as those it is done for", () => {
  it.each([
    ["To drivers under 21 neither an SUV nor a luxury car may be rented.", rents, "DDAA"],
    ["Neither SUVs nor luxury cars may be rented to drivers under 21.", rents, "DDAA"],
    ["Block renting SUVs to drivers under 21.", rents, "DAAA"],
    ["Luxury cars may not be rented to drivers under 21.", rents, "ADAA"],
    ["SUVs must not be rented.", rents, "DAAD"],
    ["No rental of an SUV may take place.", rents, "DAAD"],
    ["Renting an SUV must not happen.", rents, "DAAD"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});

const member = (groups: string) =>
  ["Lot___evict_car", { daysOverdue: 1 }, { role: "clerk", groups }] as const;
const members = [member("evictors"), member("others")];

describe("what holds once something has come about", () => {
  it.each([
    [
      "A car can be evicted by users with role clerk once it is sixty or more days overdue.",
      evictions,
      "ADD",
    ],
    ["Users with role clerk may evict a car as soon as it is at least 60 days overdue.", evictions, "ADD"],
    ["Users with role clerk may evict a car, only after it is at least 60 days overdue.", evictions, "ADD"],
    ["Cars can be evicted by users with role clerk alone, and only with a note given.", noted, "DAD"],
    ["Only users with role clerk can evict cars, and only with a note.", noted, "DAD"],
    ["Users with both role clerk and membership in the group evictors may evict cars.", members, "AD"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
