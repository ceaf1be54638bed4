/** What is worth knowing about a set of policies: the findings of each, told once for all the calls that they are about. */
import type { EngineFinding } from "../engine-findings.ts";
import type { Environment } from "../environment.ts";
import type { Analyst } from "../never.ts";
import type { CheckFinding } from "./check-report.ts";
import { concerns } from "./concerns.ts";
import { type EnvironmentFindings, environmentFindings } from "./environment-findings.ts";
import { findingInWords } from "./finding-in-words.ts";
import { type Pace, unhurried } from "./pace.ts";
import { callsOf, shownRequest } from "./shown-request.ts";
import { placeOf, type WrittenPolicy } from "./written-policy.ts";

/** The findings of all policies, in their order. */
export async function checkPolicies(
  environments: readonly Environment[],
  written: readonly WrittenPolicy[],
  analyst: Analyst,
  pace: Pace = unhurried,
): Promise<readonly CheckFinding[]> {
  const policies = written.map(({ policy }) => policy);
  const findings: CheckFinding[] = [];
  for (const [place, one] of written.entries()) {
    const found: EnvironmentFindings[] = [];
    for (const environment of environments) {
      if (!concerns(one.policy, environment)) continue;
      const why = await pace.over();
      found.push(
        why === undefined
          ? await environmentFindings(environment, policies, place, analyst)
          : { environment, findings: [{ kind: "unknown", question: "never applies", why }], because: [] },
      );
    }
    findings.push(...(found.length === 0 ? [outOfReach(one)] : reported(one, found, written)));
    pace.progress(place + 1, written.length);
  }
  return findings;
}

/** Findings that tell something only when they are so for every call that the policy is about. */
const ofWholePolicies: readonly EngineFinding["kind"][] = ["never applies", "overridden", "redundant"];

function reported(
  written: WrittenPolicy,
  found: readonly EnvironmentFindings[],
  all: readonly WrittenPolicy[],
): readonly CheckFinding[] {
  const groups = new Map<string, { finding: EngineFinding; where: EnvironmentFindings[] }>();
  for (const where of found) {
    for (const finding of where.findings) {
      const key = keyOf(finding);
      const group = groups.get(key) ?? { finding, where: [] };
      group.where.push(where);
      groups.set(key, group);
    }
  }
  const applying = found.filter(({ findings }) => !findings.some(({ kind }) => kind === "never applies"));
  const told = [...groups.values()].filter(({ finding: { kind }, where }) => {
    if (!ofWholePolicies.includes(kind)) return true;
    return where.length === (kind === "never applies" ? found.length : applying.length);
  });
  return told.map(({ finding, where }): CheckFinding => {
    const { policy } = written;
    const isWhole = ofWholePolicies.includes(finding.kind);
    const because = isWhole
      ? commonTo(where.map((each) => each.because)).flatMap((each) => all[each] ?? [])
      : [];
    return {
      kind: finding.kind,
      at: placeOf(written, finding.kind === "can fail" ? finding.expression?.span : undefined),
      effect: policy.effect,
      ...findingInWords(policy, finding, because.length),
      calls: where.map(({ environment }) => callsOf(environment)),
      ...("example" in finding ? { request: shownRequest(finding.example) } : {}),
      ...(because.length > 0 ? { because: because.map((each) => placeOf(each)) } : {}),
    };
  });
}

function keyOf(finding: EngineFinding): string {
  switch (finding.kind) {
    case "can fail":
      return `can fail ${finding.expression?.span.start} ${finding.expression?.span.end}`;
    case "matches longer words":
      return `longer ${JSON.stringify([finding.tag, finding.word])}`;
    case "unknown":
      return `unknown ${finding.question} ${finding.why}`;
    default:
      return finding.kind;
  }
}

function outOfReach(written: WrittenPolicy): CheckFinding {
  const { effect } = written.policy;
  return {
    kind: "never applies",
    at: placeOf(written),
    effect,
    sentence: `This ${effect} never applies: no call of these tools by these callers is in its scope.`,
    cure: "Compare principal, action and resource with the tools, their gateway and its callers.",
    calls: [],
  };
}

function commonTo(lists: readonly (readonly number[])[]): readonly number[] {
  const [first = [], ...rest] = lists;
  return first.filter((each) => rest.every((list) => list.includes(each)));
}
