import { describe, expect, it } from "vitest";
import { decided, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const flag = { type: "boolean" };
const count = { type: "integer" };
const tool = (name: string, description: string, properties: Record<string, unknown>): SentenceTool => ({
  action: `Desk___${name}`,
  description,
  properties,
});
const tools = [
  tool("restart_pod", "Restart a pod", { pod: text, namespace: text }),
  tool("run_job", "Run a job", { environment: text, dryRun: flag }),
  tool("send_contract", "Send a contract", { contractId: text, reviewedByCounsel: flag }),
  tool("pay", "Make a payment", { amount: count, memo: text, verified: flag }),
  tool("merge_pull_request", "Merge a pull request", { number: count, repository: text }),
  tool("view_schedule", "View a staff schedule", { nurse: text, ward: text }),
  tool("delete_database", "Delete a database", { env: { type: "string", enum: ["dev", "prod"] } }),
  tool("book_seats", "Book seats", { seats: count, price: { type: "number" } }),
];

describe("words that can mean two things are asked back", () => {
  it.each([
    "Only dry runs in prod",
    "Allow sending contracts to be reviewed by counsel",
    "Block sending contracts to be reviewed by counsel",
    "Allow restarting pods, not in prod",
    "Users may merge up to 5 pull requests",
    "Block payments when the memo is handwritten",
    "Users may make payments when they are verified",
    "Users may pay if they are not verified",
    "Allow viewing schedules for nurses",
    "Allow booking seats under 20",
    "Allow booking seats for less than 20",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ['Block payments when the memo is "handwritten"', "Desk___pay", { memo: "handwritten" }, "D"],
    ["Allow payments when they are verified", "Desk___pay", { verified: true }, "A"],
    [
      "Allow merging pull requests when the number is at most 5",
      "Desk___merge_pull_request",
      { number: 5 },
      "A",
    ],
    ["Allow booking up to 5 seats", "Desk___book_seats", { seats: 5 }, "A"],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, action, args, outcome) => {
    expect(decided(sentence, tools, [[action, args, {}]], outcome === "D")).toBe(outcome);
  });

  it.each([
    "Everyone may delete databases. Prod is excluded.",
    "Allow deleting databases.\nNever\nin prod",
    "Allow deleting databases. Never in prod.",
    "Allow deleting databases. Prod is off limits.",
  ])(verifies("authoring.refusals", "%s: what takes something back is not dropped"), (sentence) => {
    expect(decided(sentence, tools, [["Desk___delete_database", { env: "dev" }, {}]], false)).toBe("refused");
  });
});
