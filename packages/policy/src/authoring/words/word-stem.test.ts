import { describe, expect, it } from "vitest";
import { stem } from "./word-stem.ts";

describe("the stem of a word", () => {
  it.each([
    ["raise", "raising"],
    ["revise", "revised"],
    ["advise", "advising"],
    ["notarize", "notarising"],
    ["menu", "menus"],
    ["shelf", "shelves"],
    ["movie", "movies"],
    ["lens", "lenses"],
    ["matrix", "matrices"],
    ["choose", "chosen"],
    ["break", "broken"],
    ["keep", "kept"],
    ["notarize", "notarised"],
    ["anonymize", "anonymised"],
    ["analyze", "analysing"],
    ["analysis", "analyses"],
    ["color", "colours"],
    ["meter", "metres"],
    ["check", "cheques"],
    ["license", "licences"],
    ["treat", "treating"],
    ["defeat", "defeated"],
    ["float", "floating"],
    ["create", "creating"],
    ["update", "updated"],
  ])("is the same for %s and %s", (one, other) => {
    expect(stem(other)).toBe(stem(one));
  });

  it.each([
    ["status", "state"],
    ["virus", "vire"],
    ["tour", "tor"],
    ["chose", "chore"],
  ])("is not the same for %s and %s", (one, other) => {
    expect(stem(other)).not.toBe(stem(one));
  });
});
