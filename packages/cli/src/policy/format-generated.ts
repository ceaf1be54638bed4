import { type Line, line } from "../explain/render-lines.ts";
import { formatDiff } from "./format-diff.ts";
import { saidBack } from "./format-read.ts";
import { type GeneratedPolicies, isValid, type ShownFragment } from "./generated-policies.ts";

/** Each requirement with its policy, its findings, what it says read back, and what it changes. */
export function formatGenerated({ fragments }: GeneratedPolicies): Line[] {
  return fragments.flatMap((fragment, at) => [
    ...(at === 0 ? [] : [line(0, "")]),
    ...fragmentLines(fragment),
  ]);
}

function fragmentLines(fragment: ShownFragment): Line[] {
  const { rawTextFragment, statement, findings, change, reading } = fragment;
  const mark = isValid(fragment) ? "✓" : statement === undefined ? "✗" : "!";
  return [
    line(0, rawTextFragment, { mark }),
    ...(statement?.split("\n").map((text) => line(1, text, { whole: true })) ?? []),
    ...findings.map(({ type, description }) => line(1, `${type}: ${description}`)),
    ...(reading === undefined ? [] : deeper(saidBack(reading))),
    ...(change === undefined ? [] : deeper(formatDiff(change))),
  ];
}

function deeper(lines: readonly Line[]): readonly Line[] {
  return lines.map((each) => ({ ...each, depth: each.depth + 1 }));
}
