import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const flag = { type: "boolean" };
const number = { type: "integer" };
const tools = [
  {
    action: "Yard___move_container",
    description: "Move a container",
    properties: {
      containerId: text,
      weightTons: number,
      cargo: text,
      shipTo: text,
      priority: { type: "string", enum: ["P1", "P2", "P3"] },
      sealed: flag,
      minorChange: flag,
    },
  },
  {
    action: "Yard___list_visits",
    description: "List visits of trucks",
    properties: { includeCancelled: flag, gate: text, maxRows: number },
  },
];
type Input = Readonly<Record<string, boolean | number | string>>;
const move = (input: Input) => ["Yard___move_container", { containerId: "c", ...input }] as const;
const list = (input: Input, role = "clerk") => ["Yard___list_visits", input, { role }] as const;

const weights = [move({ weightTons: 21 }), move({ weightTons: 20 })];
const cargos = [move({ cargo: "wine" }), move({ cargo: "oil" }), move({ cargo: "wood" })];
const places = [move({ shipTo: "FR" }), move({ shipTo: "DE" })];
const sealings = [move({ sealed: true }), move({ sealed: false })];
const cancelled = [
  list({ includeCancelled: true }),
  list({ includeCancelled: false }),
  list({ includeCancelled: true }, "lead"),
];

describe("brackets that name an argument or say again what stands before them", () => {
  it.each([
    ["Moving sealed containers (sealed true) is forbidden.", sealings, "DA"],
    ["Block moving sealed containers (sealed: true).", sealings, "DA"],
    ["Block sealed moves (sealed).", sealings, "DA"],
    ["Block moving containers (sealed false).", sealings, "AD"],
    ["Minor moves (minorChange true) are forbidden.", [move({ minorChange: true }), move({})], "DA"],
    ["Block moving containers of wine and oil (cargo wine or oil).", cargos, "DDA"],
    ["Block moving containers to FR (shipTo).", places, "DA"],
    ['Block moving containers to "FR" or "DE" (shipTo).', places, "DD"],
    ["Block moving containers with a weight above 20 tons (weightTons).", weights, "DA"],
    ["Block moving heavy containers (weightTons over 20).", weights, "DA"],
    ["Heavy containers (more than 20 tons) must not be moved.", weights, "DA"],
    ["Block moving heavy containers (weightTons under 20).", weights, "refused"],
    ["Block moving heavy containers.", weights, "refused"],
    ["Block moving containers (containerId).", weights, "refused"],
    [
      "Listing cancelled visits (includeCancelled) is forbidden except for users with role lead.",
      cancelled,
      "DAA",
    ],
    ["Block moving containers not sealed (sealed true).", sealings, "refused"],
    [
      "Block moving urgent containers (priority P1 or P2).",
      [move({ priority: "P2" }), move({ priority: "P3" })],
      "DA",
    ],
    ["Block moving urgent containers (sealed true).", sealings, "refused"],
    ['Block moving containers of "north".', [move({ containerId: "north" })], "refused"],
    ["Block moving old containers (sealed true).", sealings, "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
