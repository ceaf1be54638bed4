import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";

const text = { type: "string" };
const number = { type: "integer" };
const tools = [
  {
    action: "Orchard___order_saplings",
    description: "Order saplings from a nursery",
    properties: { nursery: text, count: number },
  },
  {
    action: "Orchard___prune_tree",
    description: "Prune a tree",
    properties: { treeId: text, season: { type: "string", enum: ["spring", "winter"] }, ownerEmail: text },
    required: ["treeId", "season", "ownerEmail"],
  },
];
const prune = (season: string, caller: Record<string, string>): SentenceCall => [
  "Orchard___prune_tree",
  { treeId: "t", season, ownerEmail: "me@x.example" },
  caller,
];
const order = (nursery: string, count: number, role = "picker"): SentenceCall => [
  "Orchard___order_saplings",
  { nursery, count },
  { role },
];
const pruned = [
  prune("winter", { role: "arborist" }),
  prune("spring", { role: "arborist" }),
  prune("winter", { role: "picker" }),
];

describe("an only at the end, and callers told ahead or behind", () => {
  it.each([
    ["Role arborist can prune trees, but in the winter season only.", "ADD"],
    ["Users with role arborist may prune trees, but for season winter only.", "ADD"],
    ["With the role arborist one may prune trees.", "AAD"],
    ["Having role arborist, users may prune trees in winter.", "ADD"],
    ["An arborist may prune trees; the caller must have role arborist.", "AAD"],
    ["Let arborists prune trees in winter. They must have the role arborist.", "ADD"],
    ["Role arborist may prune trees, as may role picker.", "AAA"],
  ])("%s", (sentence, expected) => {
    expect(decided(sentence, tools, pruned)).toBe(expected);
  });

  it.each([
    "Arborists may prune trees; the caller must have role gardener.",
    "Arborists other than bob may prune trees; they must have role arborist.",
    "Role arborist may prune trees, as is the custom.",
    "Arborists may not prune trees, as may pickers.",
    "Only role arborist may prune trees, as may role picker.",
    "Arborists may prune trees, as may pickers; they must have role arborist.",
  ])("%s is asked back", (sentence) => {
    expect(decided(sentence, tools, pruned)).toBe("refused");
  });

  it.each([
    ["Arborists and pickers may prune trees; they must have role arborist.", pruned],
    ["Arborists may order saplings, pickers may prune trees. They must have role arborist.", pruned],
    ["Arborists may order saplings and pickers may prune trees; the caller must have role arborist.", pruned],
  ])("%s allows nobody else", (sentence, calls) => {
    expect(decided(sentence, tools, calls.slice(2))).not.toBe("A");
  });
});

describe("what is forbidden of all others", () => {
  const orders = [order("elm", 5), order("oak", 5), order("yew", 5), order("elm", 60)];
  it.each([
    ["Ensure that saplings are ordered from no nursery other than elm or oak.", "AADA"],
    ["Saplings must be ordered from no nursery but elm.", "ADDA"],
    ["Saplings are ordered from no nursery except elm, oak or yew.", "AAAA"],
    ["Ordering saplings has to be refused, as has pruning trees.", "DDDD"],
    ["Ordering saplings is blocked, as is pruning trees.", "DDDD"],
  ])("%s", (sentence, expected) => {
    expect(decided(sentence, tools, orders, true)).toBe(expected);
  });

  it.each([
    "Saplings must be ordered from no nursery other than elm with a count below 50.",
    "Saplings are ordered from no nursery other than elm by role picker.",
    "Saplings are ordered from no nursery other than elm, with a count below 50.",
  ])("%s is asked back, since what stands behind may be demanded of all", (sentence) => {
    expect(decided(sentence, tools, orders, true)).toBe("refused");
  });

  it("everyone but one is everyone, also with AWS credentials", () => {
    const machine = "arn:aws:sts::111122223333:assumed-role/Clerk";
    const calls = [{ username: "bob" }, { username: "amy" }, machine].map(
      (caller): SentenceCall => ["Orchard___order_saplings", { nursery: "elm", count: 1 }, caller],
    );
    expect(decided("Everyone other than bob must not order saplings.", tools, calls, true)).toBe("ADD");
    expect(decided("Deny anyone except bob from ordering saplings.", tools, calls, true)).toBe("ADD");
  });

  it("a denial that holds for some only is asked back where the rest may be what is meant", () => {
    expect(decided("Block ordering saplings, but from nursery elm only.", tools, orders, true)).not.toBe(
      "DAAD",
    );
  });
});

describe("a caller by name left out, and things that callers own", () => {
  const own = [
    prune("winter", { username: "amy", email: "me@x.example" }),
    prune("winter", { username: "bob", email: "me@x.example" }),
    prune("winter", { username: "amy", email: "you@x.example" }),
  ];
  it.each([
    ["Allow users other than bob to prune trees.", "ADA"],
    ["Everyone except bob may prune trees.", "ADA"],
    ["Allow users other than Bob to prune trees.", "refused"],
    ["Everybody may prune trees of which they are the owner (ownerEmail = email claim).", "AAD"],
    ["Everybody may prune trees whose owner they are (ownerEmail = email claim).", "AAD"],
  ])("%s", (sentence, expected) => {
    expect(decided(sentence, tools, own)).toBe(expected);
  });
});
