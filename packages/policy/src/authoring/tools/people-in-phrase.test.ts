import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  { action: "EditorAPI___publish_page", description: "Publish a page", properties: { pageId: text } },
  { action: "EditorAPI___remove_page", description: "Remove a page", properties: { pageId: text } },
  { action: "Crew___hire_nurse", description: "Hire a nurse", properties: { nurseId: text } },
];
const calls = [
  ["EditorAPI___publish_page", { pageId: "p" }, { role: "editor" }],
  ["EditorAPI___remove_page", { pageId: "p" }, { role: "editor" }],
  ["EditorAPI___remove_page", { pageId: "p" }, { role: "intern" }],
  ["Crew___hire_nurse", { nurseId: "n" }, { role: "intern" }],
] as const;

describe("people whom a target is called after", () => {
  it.each([
    ["Allow removing pages to editors", "DADD"],
    ["Allow removal of pages for editors", "DADD"],
    ["Allow removing pages to the editors", "DADD"],
    ["Publishing is open to everyone, removing pages to editors", "AADD"],
    ["Allow everyone to use the editor tools", "AAAD"],
    ["Allow everyone to hire nurses", "DDDA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Removing pages is denied to interns, hiring nurses to all", "AADD"],
    ["Hiring nurses is denied to all, removing pages to interns", "AADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each(["Allow editor removal of pages", "Allow removing editor pages"])(
    verifies("authoring.refusals", "%s (refused)"),
    (sentence) => {
      expect(decided(sentence, tools, [])).toBe("refused");
    },
  );
});
