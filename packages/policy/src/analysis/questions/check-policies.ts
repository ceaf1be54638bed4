/** What is worth knowing about a set of policies: the findings of each, told once for all the calls that they are about. */
import type { Environment } from "../environment.ts";
import type { Analyst } from "../never.ts";
import type { FindingQuestion, PolicyFinding } from "../policy-findings.ts";
import type { CheckFinding } from "./check-report.ts";
import { concerns } from "./concerns.ts";
import { type EnvironmentFindings, environmentFindings } from "./environment-findings.ts";
import { findingInWords } from "./finding-in-words.ts";
import { callsOf, shownRequest } from "./shown-request.ts";
import { placeOf, type WrittenPolicy } from "./written-policy.ts";

/** Called after each policy, with how many of all are done. */
export type Progress = (done: number, of: number) => void;

/** The findings of all policies, in their order. */
export async function checkPolicies(
  environments: readonly Environment[],
  written: readonly WrittenPolicy[],
  analyst: Analyst,
  progress: Progress = () => {},
): Promise<readonly CheckFinding[]> {
  const policies = written.map(({ policy }) => policy);
  const found: EnvironmentFindings[][] = [];
  for (const [place, policy] of policies.entries()) {
    const asked = environments.filter((environment) => concerns(policy, environment));
    const here: EnvironmentFindings[] = [];
    for (const environment of asked) {
      here.push(await environmentFindings(environment, policies, place, analyst));
    }
    found.push(here);
    progress(place + 1, policies.length);
  }
  return written.flatMap((each, place) =>
    reported(each, found[place] ?? [], written, (finding, environment) => {
      // a policy that says nothing of its own is not the reason why all is allowed, if another one is
      if (finding.kind !== "allows all" || !has(found[place], environment, "redundant")) return true;
      return !found.some(
        (other) => has(other, environment, "allows all") && !has(other, environment, "redundant"),
      );
    }),
  );
}

function has(
  found: readonly EnvironmentFindings[] | undefined,
  environment: Environment,
  kind: PolicyFinding["kind"],
): boolean {
  const here = found?.find((each) => each.environment === environment);
  return here?.findings.some((finding) => finding.kind === kind) === true;
}

/** Findings that tell something only when they are so for every call that the policy is about. */
const ofWholePolicies: readonly PolicyFinding["kind"][] = ["never applies", "overridden", "redundant"];

function reported(
  written: WrittenPolicy,
  found: readonly EnvironmentFindings[],
  all: readonly WrittenPolicy[],
  isTold: (finding: PolicyFinding, environment: Environment) => boolean,
): readonly CheckFinding[] {
  const { policy } = written;
  if (found.length === 0) return [outOfReach(written)];
  const groups = new Map<string, { finding: PolicyFinding; where: EnvironmentFindings[] }>();
  for (const where of found) {
    for (const finding of where.findings) {
      if (!isTold(finding, where.environment)) continue;
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
  return [
    ...told.map(({ finding, where }): CheckFinding => {
      const because = commonTo(where.map((each) => each.because)).flatMap((each) => all[each] ?? []);
      const words = findingInWords(policy, finding, because.length);
      const expression = finding.kind === "can fail" ? finding.expression : undefined;
      return {
        kind: finding.kind,
        at: placeOf(written, expression?.span),
        effect: policy.effect,
        ...words,
        calls: where.map(({ environment }) => callsOf(environment)),
        ...("example" in finding ? { request: shownRequest(finding.example) } : {}),
        ...(ofWholePolicies.includes(finding.kind) && because.length > 0
          ? { because: because.map((each) => placeOf(each)) }
          : {}),
      };
    }),
    ...wordFindings(written, found),
  ];
}

function keyOf(finding: PolicyFinding): string {
  if (finding.kind === "can fail")
    return `can fail ${finding.expression?.span.start} ${finding.expression?.span.end}`;
  return finding.kind === "unknown"
    ? `unknown ${finding.question satisfies FindingQuestion} ${finding.why}`
    : finding.kind;
}

function wordFindings(
  written: WrittenPolicy,
  found: readonly EnvironmentFindings[],
): readonly CheckFinding[] {
  const starts = new Set(found.flatMap(({ longerWords }) => longerWords.map(({ span }) => span.start)));
  return [...starts].flatMap((start): readonly CheckFinding[] => {
    const where = found.filter(({ longerWords }) => longerWords.some(({ span }) => span.start === start));
    const [test] = where.flatMap(({ longerWords }) => longerWords.filter(({ span }) => span.start === start));
    if (test === undefined) return [];
    const value = test.example.principal.tags[test.claim] ?? "";
    return [
      {
        kind: "longer words",
        at: placeOf(written, test.span),
        effect: written.policy.effect,
        sentence: `The test for ${test.word} is passed by longer words too: this ${written.policy.effect} applies to a caller whose ${test.claim} is ${JSON.stringify(value)}.`,
        cure: "If the whole word is meant, put this in place of the test:",
        paste: test.wholeWord,
        calls: where.map(({ environment }) => callsOf(environment)),
        request: shownRequest(test.example),
      },
    ];
  });
}

function outOfReach(written: WrittenPolicy): CheckFinding {
  const { effect } = written.policy;
  return {
    kind: "never applies",
    at: placeOf(written),
    effect,
    sentence: `This ${effect} never applies: no call of these tools by these callers is in its scope.`,
    cure: "Compare principal, action and resource with the tools and their gateway.",
    calls: [],
  };
}

function commonTo(lists: readonly (readonly number[])[]): readonly number[] {
  const [first = [], ...rest] = lists;
  return first.filter((each) => rest.every((list) => list.includes(each)));
}
