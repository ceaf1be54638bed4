import type { ToldCondition, Way, WhoCanAnswer } from "@toolgate/policy";
import type { WhoCanReport } from "@toolgate/server";
import { type Line, line, type Mark } from "../explain/render-lines.ts";
import { findingLines, placeText } from "./format-check.ts";
import { requestLines, shortGateway, shortType } from "./format-request.ts";

/** Who can call what, as lines for people; `isOfOne` when it was asked about one caller. */
export function formatWhoCan({ faults, answers }: WhoCanReport, isOfOne: boolean): Line[] {
  const several = new Set(answers.map(({ gatewayArn }) => gatewayArn)).size > 1;
  return [
    ...faults.flatMap((fault) => [...findingLines(fault, several), line(0, "")]),
    ...(faults.length > 0
      ? [line(0, "The policies named above count for nothing in what follows."), line(0, "")]
      : []),
    ...answers.flatMap((answer, index) => [
      ...(index > 0 ? [line(0, "")] : []),
      ...answerLines(answer, several, isOfOne),
    ]),
  ];
}

const marks: Readonly<Record<WhoCanAnswer["answer"], Mark>> = {
  always: "✓",
  sometimes: "·",
  never: "✗",
  unknown: "?",
};

function answerLines(answer: WhoCanAnswer, several: boolean, isOfOne: boolean): Line[] {
  const { tool, gatewayArn, principalType, ways, why } = answer;
  const who = isOfOne ? "this caller" : shortType(principalType);
  const where = several ? ` on ${shortGateway(gatewayArn)}` : "";
  const words = {
    always: "every call is allowed",
    sometimes: ways.length > 1 ? `allowed in any of ${ways.length} ways` : "allowed",
    never: "no call is allowed",
    unknown: "not all is known",
  }[answer.answer];
  return [
    line(0, `${tool} by ${who}${where}: ${words}`, { mark: marks[answer.answer] }),
    ...ways.flatMap((way) => wayLines(way)),
    ...(why === undefined ? [] : [line(1, `not known: ${why}`)]),
  ];
}

function wayLines({ by, conditions, except, example }: Way): Line[] {
  return [
    line(1, conditions.length === 0 ? `by ${placeText(by)}, always` : `by ${placeText(by)}, when`),
    ...conditions.map((condition) => conditionLine(2, condition)),
    ...except.flatMap((forbid) => [
      line(2, `but never when, by ${placeText(forbid.by)},`),
      ...forbid.conditions.map((condition) => conditionLine(3, condition)),
    ]),
    ...requestLines(2, "such as", example),
  ];
}

function conditionLine(depth: number, { words }: ToldCondition): Line {
  return line(depth, words, { mark: "·" });
}
