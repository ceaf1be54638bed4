import { allOf, anyOf, type Bool, not } from "./smt/term.ts";

/** What can be said of a request and a list of policies, by their places in the list. */
export type Claim =
  | { readonly kind: "applies" | "fails"; readonly policy: number }
  | { readonly kind: "not"; readonly claim: Claim }
  | { readonly kind: "all" | "any"; readonly claims: readonly Claim[] };

/** What a policy does with one request; one that fails is skipped. */
export type PolicyOutcome = "applies" | "does not apply" | "fails";

export function applies(policy: number): Claim {
  return { kind: "applies", policy };
}

export function fails(policy: number): Claim {
  return { kind: "fails", policy };
}

export function negation(claim: Claim): Claim {
  return { kind: "not", claim };
}

/** Of no claims, true. */
export function every(...claims: readonly Claim[]): Claim {
  return { kind: "all", claims };
}

/** Of no claims, false. */
export function some(...claims: readonly Claim[]): Claim {
  return { kind: "any", claims };
}

/** Whether the claim is true of a request with these outcomes. */
export function isTrueOf(claim: Claim, outcomes: readonly PolicyOutcome[]): boolean {
  switch (claim.kind) {
    case "applies":
    case "fails":
      return outcomes[claim.policy] === claim.kind;
    case "not":
      return !isTrueOf(claim.claim, outcomes);
    case "all":
      return claim.claims.every((each) => isTrueOf(each, outcomes));
    case "any":
      return claim.claims.some((each) => isTrueOf(each, outcomes));
  }
}

/** The places of the policies that the claim is about. */
export function policiesOf(claim: Claim): readonly number[] {
  switch (claim.kind) {
    case "applies":
    case "fails":
      return [claim.policy];
    case "not":
      return policiesOf(claim.claim);
    case "all":
    case "any":
      return [...new Set(claim.claims.flatMap(policiesOf))];
  }
}

/** The claim as a formula, given those of the policies. */
export function formulaOf(claim: Claim, outcome: (kind: "applies" | "fails", policy: number) => Bool): Bool {
  switch (claim.kind) {
    case "applies":
    case "fails":
      return outcome(claim.kind, claim.policy);
    case "not":
      return not(formulaOf(claim.claim, outcome));
    case "all":
      return allOf(...claim.claims.map((each) => formulaOf(each, outcome)));
    case "any":
      return anyOf(...claim.claims.map((each) => formulaOf(each, outcome)));
  }
}
