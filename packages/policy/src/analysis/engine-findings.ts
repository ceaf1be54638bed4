import type { Policy } from "../syntax/ast.ts";
import { applies, every, negation } from "./claim.ts";
import { allowedBy } from "./compare-sets.ts";
import { confirm } from "./confirm.ts";
import type { Environment } from "./environment.ts";
import { type LongerWord, longerWords, testsSubstrings } from "./longer-words.ts";
import { type Analyst, never } from "./never.ts";
import { type FindingQuestion, type PolicyFinding, policyFindings } from "./policy-findings.ts";
import type { RequestCase } from "./request-case.ts";
import type { Verdict } from "./verdict.ts";

/** What a policy makes of its engine, for the calls of one tool by one kind of caller. */
export type EngineFinding =
  | Exclude<PolicyFinding, { kind: "unknown" }>
  /** The forbid denies every call that would be allowed without it. `example` is one of those. */
  | { readonly kind: "denies all permitted"; readonly example: RequestCase }
  /** A test of scopes by a substring lets a longer word through. */
  | ({ readonly kind: "matches longer words" } & LongerWord)
  | {
      readonly kind: "unknown";
      readonly question: FindingQuestion | "denies all permitted" | "matches longer words";
      readonly why: string;
    };

/** The findings of the policy at `place` as a part of its engine: it allows or denies all only where that is its doing. */
export async function engineFindings(
  environment: Environment,
  policies: readonly Policy[],
  place: number,
  analyst: Analyst,
): Promise<readonly EngineFinding[]> {
  const policy = policies[place];
  if (policy === undefined) return [];
  const found = await policyFindings(environment, policies, place, analyst);
  const kinds = new Set(found.map(({ kind }) => kind));
  const findings: EngineFinding[] = found.filter(
    // where the others allow all without it, it is not what allows all
    ({ kind }) => kind !== "allows all" || !kinds.has("redundant"),
  );
  if (policy.effect === "forbid" && !kinds.has("denies all") && !kinds.has("never applies")) {
    findings.push(...(await deniesAllPermitted(environment, policies, place, analyst)));
  }
  if (testsSubstrings(policy)) {
    const application = await never(environment, policies, applies(place), analyst);
    if (application.kind === "refuted") {
      for (const longer of longerWords(policy, application.case, analyst.replay)) {
        const told = await confirm([policy], applies(0), longer.example, analyst.referee);
        if (told.kind === "refuted") findings.push({ kind: "matches longer words", ...longer });
        else if (told.kind !== "proved") {
          findings.push({ kind: "unknown", question: "matches longer words", why: told.why });
        }
      }
    }
  }
  return findings;
}

async function deniesAllPermitted(
  environment: Environment,
  policies: readonly Policy[],
  place: number,
  analyst: Analyst,
): Promise<readonly EngineFinding[]> {
  const without = allowedBy(
    policies,
    [...policies.keys()].filter((each) => each !== place),
  );
  const ask = (claim: Parameters<typeof never>[2]) => never(environment, policies, claim, analyst);
  const spared = await ask(every(without, negation(applies(place))));
  if (spared.kind === "refuted") return [];
  if (spared.kind !== "proved") return [unknown(spared)];
  const allowed = await ask(without);
  if (allowed.kind === "proved") return [];
  if (allowed.kind !== "refuted") return [unknown(allowed)];
  return [{ kind: "denies all permitted", example: allowed.case }];
}

function unknown({ why }: Extract<Verdict, { why: string }>): EngineFinding {
  return { kind: "unknown", question: "denies all permitted", why };
}
