import type { CallsDifference, ChangedCall } from "@toolgate/policy";
import type { DiffReport } from "@toolgate/server";
import { type Line, line, type Mark } from "../explain/render-lines.ts";
import { findingLines, placeText } from "./format-check.ts";
import { count, requestLines, shortGateway, shortType } from "./format-request.ts";

/** What a change does, as lines for people: the answer first, then each tool where something is other. */
export function formatDiff({ faults, allowsMore, allowsLess, differences }: DiffReport): Line[] {
  const several = new Set(differences.map(({ gatewayArn }) => gatewayArn)).size > 1;
  const changed = differences.filter(({ kind }) => kind !== "equivalent");
  const same = differences.length - changed.length;
  return [
    ...faults.flatMap((fault) => [...findingLines(fault, several), line(0, "")]),
    ...(faults.length > 0
      ? [line(0, "The policies named above count for nothing in what follows."), line(0, "")]
      : []),
    line(0, answers.more[allowsMore], { mark: allowsMore === "no" ? "✓" : allowsMore === "yes" ? "✗" : "?" }),
    line(0, answers.less[allowsLess], { mark: allowsLess === "no" ? "✓" : allowsLess === "yes" ? "!" : "?" }),
    ...changed.flatMap((difference) => [line(0, ""), ...differenceLines(difference, several)]),
    ...(same === 0
      ? []
      : [
          line(0, ""),
          line(
            0,
            `Proved the same for ${count(same, "kind of call", "kinds of calls")} (a tool by a kind of caller).`,
          ),
        ]),
  ];
}

const answers = {
  more: {
    yes: "The change allows calls that were denied.",
    no: "The change allows nothing new.",
    unknown: "It could not be told whether the change allows anything new.",
  },
  less: {
    yes: "The change denies calls that were allowed.",
    no: "The change denies nothing that was allowed.",
    unknown: "It could not be told whether the change denies anything that was allowed.",
  },
} as const;

const marks: Readonly<Record<CallsDifference["kind"], Mark>> = {
  equivalent: "✓",
  "allows more": "✗",
  "allows less": "!",
  both: "✗",
  unknown: "?",
};

const words: Readonly<Record<CallsDifference["kind"], string>> = {
  equivalent: "the same",
  "allows more": "allows more",
  "allows less": "allows less",
  both: "allows more, and less",
  unknown: "unknown",
};

function differenceLines(difference: CallsDifference, several: boolean): Line[] {
  const { tool, principalType, gatewayArn, kind, nowAllowed, nowDenied, why } = difference;
  const where = several ? ` on ${shortGateway(gatewayArn)}` : "";
  return [
    line(0, `${tool} by ${shortType(principalType)}${where}: ${words[kind]}`, { mark: marks[kind] }),
    ...(nowAllowed === undefined ? [] : changedLines("newly allowed", nowAllowed, "now permitted by")),
    ...(nowDenied === undefined ? [] : changedLines("newly denied", nowDenied, "now forbidden by")),
    ...(why === undefined ? [] : [line(1, `not known: ${why}`)]),
  ];
}

function changedLines(lead: string, { request, by }: ChangedCall, reason: string): Line[] {
  const cause =
    by.length > 0 ? `${reason} ${by.map(placeText).join(", ")}` : "no permit applies to it any more";
  return requestLines(1, lead, request, [line(2, cause)]);
}
