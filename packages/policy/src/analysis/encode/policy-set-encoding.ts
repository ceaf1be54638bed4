import type { Policy } from "../../syntax/ast.ts";
import { type Claim, formulaOf } from "../claim.ts";
import type { Environment } from "../environment.ts";
import { Script } from "../smt/script.ts";
import type { Bool } from "../smt/term.ts";
import { no } from "../smt/term.ts";
import { Comparison } from "./comparison.ts";
import { EntityCases } from "./entity-cases.ts";
import { ExpressionEncoder } from "./expression-encoder.ts";
import { OperatorCases } from "./operator-cases.ts";
import { type EncodedPolicy, PolicyEncoder } from "./policy-encoder.ts";
import { RequestSymbols } from "./request-symbols.ts";
import { Universes } from "./universes.ts";

/** Policies over one environment as formulas about one unknown request. */
export interface PolicySetEncoding {
  readonly environment: Environment;
  readonly script: Script;
  readonly symbols: RequestSymbols;
  readonly universes: Universes;
  readonly comparison: Comparison;
  readonly policies: readonly EncodedPolicy[];
}

/** Each policy's formulas; those whose `needed` is false are left out. */
export function encodePolicies(
  environment: Environment,
  policies: readonly Policy[],
  needed: (index: number) => boolean = () => true,
): PolicySetEncoding {
  const script = new Script();
  const universes = new Universes(script);
  const comparison = new Comparison(universes);
  const symbols = new RequestSymbols(script, universes, environment);
  const entities = new EntityCases(environment, symbols, comparison);
  const operators = new OperatorCases(script, comparison);
  const expressions = new ExpressionEncoder(script, symbols.context, entities, operators);
  const encoder = new PolicyEncoder(script, entities, expressions);
  const encoded = policies.map((policy, index): EncodedPolicy =>
    needed(index) ? encoder.encode(policy) : { kind: "unknown", why: "it was not asked about" },
  );
  return { environment, script, symbols, universes, comparison, policies: encoded };
}

/** The claim as a formula; a policy that is unknown must not be in it. */
export function encodedClaim({ policies }: PolicySetEncoding, claim: Claim): Bool {
  return formulaOf(claim, (kind, index) => {
    const policy = policies[index];
    return policy?.kind === "encoded" ? policy[kind] : no;
  });
}
