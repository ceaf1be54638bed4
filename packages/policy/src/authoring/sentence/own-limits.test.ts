import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Desk___issue_voucher",
    description: "Issue a voucher to a customer",
    properties: {
      amount: { type: "integer" },
      reason: { type: "string" },
      region: { type: "string", enum: ["north", "south"] },
    },
  },
  { action: "Desk___void_voucher", properties: { voucherId: { type: "string" } } },
];
/** Junior, senior, lead and a stranger, each with 50, 300 and 900, without a reason; then senior with 300 and a reason. */
const calls = [
  ...["junior", "senior", "lead", "guest"].flatMap((role) =>
    [50, 300, 900].map((amount) => ["Desk___issue_voucher", { amount, region: "north" }, { role }] as const),
  ),
  ["Desk___issue_voucher", { amount: 300, region: "north", reason: "late" }, { role: "senior" }] as const,
  ["Desk___void_voucher", { voucherId: "v" }, { role: "senior" }] as const,
];

describe("callers with limits of their own, for whom what they may do is said once", () => {
  it.each([
    ["Role junior may issue vouchers up to $100, role senior up to $500.", "ADDAADDDDDDDAD"],
    [
      "Users with role junior can issue vouchers of at most 100, users with role senior of at most 500.",
      "ADDAADDDDDDDAD",
    ],
    [
      "Role junior may issue vouchers up to $100, role senior up to $500 and role lead any amount.",
      "ADDAADAAADDDAD",
    ],
    ["Role junior may issue vouchers up to $100, role senior $500.", "ADDAADDDDDDDAD"],
    ["Vouchers: role junior up to $100, role senior up to $500, nobody else.", "ADDAADDDDDDDAD"],
    ["Issuing vouchers: juniors (role junior) up to 100; seniors (role senior) up to 500.", "ADDAADDDDDDDAD"],
    ["Vouchers are allowed for role junior up to $100 and for role senior up to $500.", "ADDAADDDDDDDAD"],
    ["Vouchers may be issued by role junior up to $100 and by role senior up to $500.", "ADDAADDDDDDDAD"],
    ["Allow vouchers up to $100 for role junior and up to $500 for role senior.", "ADDAADDDDDDDAD"],
    ["Vouchers of up to $100 are allowed for role junior, up to $500 for role senior.", "ADDAADDDDDDDAD"],
    ["Allow role junior to issue vouchers up to $100 and role senior up to $500.", "ADDAADDDDDDDAD"],
    ["Role junior may issue vouchers up to $100; role senior may do so up to $500.", "ADDAADDDDDDDAD"],
    ["Role junior may issue vouchers up to $100. Role senior may issue one up to $500.", "ADDAADDDDDDDAD"],
    ["Role junior may issue vouchers up to $100, everyone else up to $50.", "ADDADDADDADDDD"],
    // what is said of both stands behind each
    [
      "Vouchers: role junior up to $100, role senior up to $500, in either case with a reason.",
      "DDDDDDDDDDDDAD",
    ],
    [
      "Role junior may issue vouchers up to $100, role senior up to $500; in both cases a reason must be given.",
      "DDDDDDDDDDDDAD",
    ],
    // what stands behind the last alone may be meant for all
    ["Role junior may issue vouchers up to $100, role senior up to $500 with a reason.", "refused"],
    ["Vouchers: role junior up to $100, role senior up to $500 in the north.", "refused"],
    // without a limit of its own nobody gets one
    ["Vouchers: role junior, role senior up to $500.", "refused"],
    ["Role junior may issue vouchers up to $100, role senior may not.", "ADDDDDDDDDDDDD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
