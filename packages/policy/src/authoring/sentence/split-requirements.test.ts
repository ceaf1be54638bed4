import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { splitRequirements } from "./split-requirements.ts";

describe("the requirements of a text", () => {
  it.each<readonly [string, readonly string[]]>([
    ["Allow reading. Block writing.", ["Allow reading.", "Block writing."]],
    ["Allow a\n- Block b\n2. Allow c", ["Allow a", "Block b", "Allow c"]],
    ["Allow a; block b", ["Allow a", "block b"]],
    ['Allow "x. y; z" to pay.', ['Allow "x. y; z" to pay.']],
    [
      "Allow amounts under 1,000.50 before 5 p.m. UTC. Block b",
      ["Allow amounts under 1,000.50 before 5 p.m. UTC.", "Block b"],
    ],
    ["Allow a (e.g. b; c. d) now.", ["Allow a (e.g. b; c. d) now."]],
    ["Allow user a.b@c.example to pay", ["Allow user a.b@c.example to pay"]],
    [" \n ; . ", []],
  ])(verifies("authoring.fragments", "%j"), (text, expected) => {
    expect(splitRequirements(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});
