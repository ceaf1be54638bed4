import type { PolicyReading, ReadReport } from "@toolgate/server";
import { type Line, line } from "../explain/render-lines.ts";
import { findingLines, placeText } from "./format-check.ts";

/** Policies said back, as lines for people. */
export function formatRead({ policies, faults }: ReadReport, hasExamples: boolean): Line[] {
  const blocks = [
    ...faults.map((fault) => findingLines(fault, false)),
    ...policies.map((policy) => readingLines(policy)),
    ...(hasExamples || policies.length === 0
      ? []
      : [
          [
            line(0, "With --tools FILE or --engine ID there are calls that they decide besides.", {
              dim: true,
            }),
          ],
        ]),
  ];
  return blocks.flatMap((block, index) => (index > 0 ? [line(0, ""), ...block] : block));
}

function readingLines(reading: PolicyReading): readonly Line[] {
  return [line(0, placeText(reading.at), { dim: true }), ...saidBack(reading)];
}

/** One policy's sentence, the calls it decides, and what else is to be known of it. */
export function saidBack({ sentence, examples, notes }: PolicyReading): readonly Line[] {
  return [
    line(0, sentence),
    ...examples.map(({ outcome, words }) =>
      line(1, `${outcome}: ${words}`, { mark: outcome === "denies" ? "✗" : "✓" }),
    ),
    ...notes.map((note) => line(1, note, { mark: "·" })),
  ];
}
