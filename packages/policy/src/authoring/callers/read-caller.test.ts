import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Archive___open_box",
    description: "Open a box",
    properties: { boxId: { type: "string" }, name: { type: "string" } },
  },
];
const callers = [{ username: "ida" }, { username: "ole" }, { scope: "box:open x" }, { role: "keeper" }, {}];

describe("callers told by their names or their tokens", () => {
  it.each([
    ["Allow the principal named ida to open boxes.", "ADDDD"],
    ['Principals called "ida" or "ole" may open boxes.', "AADDD"],
    ["Let the caller named ole open boxes.", "DADDD"],
    ["Callers whose token carries the scope box:open may open boxes.", "DDADD"],
    ["Permit users whose access token contains role keeper to open boxes.", "DDDAD"],
    ["Users with a token that has the scope box:open can open boxes.", "DDADD"],
    ["Only principals whose JWT includes the role keeper may open boxes.", "DDDAD"],
  ])(verifies("authoring.callers", "%s (allows)"), (sentence, expected) => {
    const calls = callers.map((tags) => ["Archive___open_box", { boxId: "b", name: "n" }, tags] as const);
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    "Callers whose token is valid may open boxes.",
    "Callers whose token carries weight may open boxes.",
    "Allow the principal named to open boxes.",
  ])(verifies("authoring.refusals", "%s (refused)"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
