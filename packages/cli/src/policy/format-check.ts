import type { AssertionResult, CheckFinding, FindingKind, TextPlace } from "@toolgate/policy";
import type { CheckReport } from "@toolgate/server";
import { type Line, line, type Mark } from "../explain/render-lines.ts";
import { callsInWords, count, requestLines } from "./format-request.ts";

/** A check as lines for people: each finding with its place and a request, then the assertions, then the sum. */
export function formatCheck(report: CheckReport, verb: "check" | "assert"): Line[] {
  const { findings, assertions, policies, tools } = report;
  const gateways = new Set(findings.flatMap(({ calls }) => calls.map(({ gatewayArn }) => gatewayArn)));
  const lines = [
    ...findings.flatMap((finding) => [...findingLines(finding, gateways.size > 1), line(0, "")]),
    ...assertions.flatMap((result) => [...assertionLines(result), line(0, "")]),
  ];
  const looked = `${count(policies, "policy", "policies")}, ${count(tools, "tool", "tools")}`;
  const open = findings.filter(({ kind }) => kind !== "unknown").length;
  const unknown = findings.length - open;
  const holding = assertions.filter(({ outcome }) => outcome === "holds").length;
  const parts = [
    ...(verb === "check" || findings.length > 0
      ? [open === 0 ? "no findings" : count(open, "finding", "findings")]
      : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(assertions.length > 0
      ? [`${holding} of ${count(assertions.length, "assertion holds", "assertions hold")}`]
      : []),
  ];
  return [...lines, line(0, `${looked}: ${parts.join(", ")}.`)];
}

const marks: Readonly<Record<FindingKind, Mark>> = {
  error: "✗",
  waits: "✗",
  "never applies": "!",
  "allows all": "!",
  "denies all": "!",
  overridden: "!",
  redundant: "!",
  "can fail": "!",
  "denies all permitted": "!",
  "matches longer words": "!",
  unknown: "?",
};

/** A finding with its place, what to do, and a request. */
export function findingLines(finding: CheckFinding, severalGateways: boolean): Line[] {
  const { kind, at, effect, sentence, cure, paste, calls, request, because } = finding;
  const what = kind === "error" ? "error" : `${effect ?? "policy"}: ${kind}`;
  return [
    line(0, `${placeText(at)}  ${what}`, { mark: marks[kind] }),
    line(1, sentence),
    ...(because ?? []).map((place) => line(2, placeText(place))),
    ...(cure === undefined ? [] : [line(1, cure)]),
    ...(paste === undefined ? [] : [line(2, paste, { whole: true })]),
    ...(calls.length === 0 ? [] : [line(1, `for ${callsInWords(calls, severalGateways)}`, { dim: true })]),
    ...(request === undefined ? [] : requestLines(1, "such as", request)),
  ];
}

const outcomes: Readonly<Record<AssertionResult["outcome"], readonly [Mark, string]>> = {
  holds: ["✓", "holds"],
  broken: ["✗", "does not hold"],
  fails: ["✗", "cannot be evaluated"],
  empty: ["!", "checks nothing"],
  unknown: ["?", "is not known to hold"],
};

function assertionLines({
  at,
  kind,
  name,
  outcome,
  sentence,
  request,
  by = [],
  calls,
}: AssertionResult): Line[] {
  const [mark, words] = outcomes[outcome];
  const title = name === "" ? "" : ` ${JSON.stringify(name)}`;
  const lines = [line(0, `${placeText(at)}  ${kind}${title} ${words}`, { mark }), line(1, sentence)];
  if (request !== undefined) lines.push(...requestLines(1, "such as", request));
  if (by.length > 0) lines.push(line(1, `allowed by ${by.map(placeText).join(", ")}`));
  if (request === undefined && calls.length > 0)
    lines.push(line(1, `for ${callsInWords(calls, false)}`, { dim: true }));
  return lines;
}

/** `file:line:column`, as editors and terminals take it. */
export function placeText({ source, line: row, column }: TextPlace): string {
  return `${source}:${row}:${column}`;
}
