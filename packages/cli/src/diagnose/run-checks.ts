import type { Check } from "./check.ts";
import { checkClock } from "./checks/clock.ts";
import { checkDecision } from "./checks/decision.ts";
import { checkEngine } from "./checks/engine.ts";
import { checkFunctions } from "./checks/functions.ts";
import { checkGateway, checkTargets } from "./checks/gateway.ts";
import { checkIssuer } from "./checks/issuer.ts";
import { checkPolicies } from "./checks/policies.ts";
import { checkRole } from "./checks/role.ts";
import { checkToken } from "./checks/token.ts";
import type { Facts } from "./facts.ts";

export interface Diagnosis {
  /** What is broken first: all that is broken behind it may hang on it. Absent when all holds. */
  readonly cause?: string | undefined;
  readonly checks: readonly Check[];
}

/** In the order in which one thing breaks another. */
const chain: readonly ((facts: Facts) => readonly Check[])[] = [
  checkClock,
  checkGateway,
  checkEngine,
  checkRole,
  checkTargets,
  checkFunctions,
  checkPolicies,
  checkIssuer,
  checkToken,
  checkDecision,
];

/** Judges every link of the chain by what is known. */
export function runChecks(facts: Facts): Diagnosis {
  const checks = chain.flatMap((check) => check(facts));
  const failed = checks.filter(({ state }) => state === "failed");
  const first = failed.find(({ isIncidental }) => isIncidental !== true) ?? failed[0];
  return { ...(first === undefined ? {} : { cause: first.cause ?? first.evidence }), checks };
}

/** 0 when all holds, 1 when something does not, 2 when something could not be asked. */
export function exitCode({ checks }: Diagnosis): 0 | 1 | 2 {
  if (checks.some(({ state }) => state === "failed")) return 1;
  return checks.some(({ state }) => state === "unknown") ? 2 : 0;
}
