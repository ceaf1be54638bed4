/** What a change of policies does to each tool's calls, with a request for each difference. */
import { policyToText } from "../../syntax/policy-to-text.ts";
import { applies, isTrueOf } from "../claim.ts";
import { compareSets } from "../compare-sets.ts";
import type { Environment } from "../environment.ts";
import type { Analyst } from "../never.ts";
import type { RequestCase } from "../request-case.ts";
import type { Verdict } from "../verdict.ts";
import { concerns } from "./concerns.ts";
import { type Pace, unhurried } from "./pace.ts";
import { type CallsOfTool, callsOf, type ShownRequest, shownRequest } from "./shown-request.ts";
import { placeOf, type TextPlace, type WrittenPolicy } from "./written-policy.ts";

/** A request that the change decides otherwise, and the policies that decide it then. */
export interface ChangedCall {
  readonly request: ShownRequest;
  /** Permits that let it through, or forbids that deny it, in the set where they are. */
  readonly by: readonly TextPlace[];
}

export interface CallsDifference extends CallsOfTool {
  readonly kind: "equivalent" | "allows more" | "allows less" | "both" | "unknown";
  /** `unknown` stands where it could be neither proved nor shown. */
  readonly allowsMore: "yes" | "no" | "unknown";
  readonly allowsLess: "yes" | "no" | "unknown";
  /** Allowed after, and not before. */
  readonly nowAllowed?: ChangedCall | undefined;
  /** Allowed before, and not after; `by` is empty where no permit applies any more. */
  readonly nowDenied?: ChangedCall | undefined;
  /** Why something is unknown. */
  readonly why?: string | undefined;
}

/** One difference for each tool and kind of caller, equivalent ones too. */
export async function diffPolicies(
  environments: readonly Environment[],
  before: readonly WrittenPolicy[],
  after: readonly WrittenPolicy[],
  analyst: Analyst,
  pace: Pace = unhurried,
): Promise<readonly CallsDifference[]> {
  const differences: CallsDifference[] = [];
  for (const environment of environments) {
    const near = (written: readonly WrittenPolicy[]) =>
      written.filter(({ policy }) => concerns(policy, environment));
    const why = await pace.over();
    differences.push(
      why === undefined
        ? await differenceOf(environment, near(before), near(after), analyst)
        : { ...callsOf(environment), kind: "unknown", allowsMore: "unknown", allowsLess: "unknown", why },
    );
    pace.progress(differences.length, environments.length);
  }
  return differences;
}

async function differenceOf(
  environment: Environment,
  before: readonly WrittenPolicy[],
  after: readonly WrittenPolicy[],
  analyst: Analyst,
): Promise<CallsDifference> {
  const calls = callsOf(environment);
  if (sameTexts(before, after)) return { ...calls, kind: "equivalent", allowsMore: "no", allowsLess: "no" };
  const policies = (written: readonly WrittenPolicy[]) => written.map(({ policy }) => policy);
  const { kind, allowsNothingMore, allowsNothingLess } = await compareSets(
    environment,
    policies(before),
    policies(after),
    analyst,
  );
  const why = [allowsNothingMore, allowsNothingLess].flatMap((verdict) =>
    "why" in verdict ? [verdict.why] : [],
  );
  const by = (effect: "permit" | "forbid", request: RequestCase) => applying(after, effect, request, analyst);
  return {
    ...calls,
    kind,
    allowsMore: answerOf(allowsNothingMore),
    allowsLess: answerOf(allowsNothingLess),
    ...(allowsNothingMore.kind === "refuted"
      ? {
          nowAllowed: {
            request: shownRequest(allowsNothingMore.case),
            by: by("permit", allowsNothingMore.case),
          },
        }
      : {}),
    ...(allowsNothingLess.kind === "refuted"
      ? {
          nowDenied: {
            request: shownRequest(allowsNothingLess.case),
            by: by("forbid", allowsNothingLess.case),
          },
        }
      : {}),
    ...(why.length > 0 ? { why: [...new Set(why)].join("; ") } : {}),
  };
}

function answerOf(verdict: Verdict): "yes" | "no" | "unknown" {
  if (verdict.kind === "refuted") return "yes";
  return verdict.kind === "proved" ? "no" : "unknown";
}

function applying(
  written: readonly WrittenPolicy[],
  effect: "permit" | "forbid",
  request: RequestCase,
  { replay }: Analyst,
): readonly TextPlace[] {
  const outcomes = replay(
    written.map(({ policy }) => policy),
    request,
  );
  return written.flatMap((each, place) =>
    each.policy.effect === effect && isTrueOf(applies(place), outcomes) ? [placeOf(each)] : [],
  );
}

/** Order and repetition, comments and names mean nothing. */
function sameTexts(before: readonly WrittenPolicy[], after: readonly WrittenPolicy[]): boolean {
  const texts = (written: readonly WrittenPolicy[]) =>
    JSON.stringify(
      [
        ...new Set(written.map(({ policy }) => policyToText({ ...policy, annotations: [], comments: [] }))),
      ].sort(),
    );
  return texts(before) === texts(after);
}
