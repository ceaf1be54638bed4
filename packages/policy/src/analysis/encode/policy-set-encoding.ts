import type { Policy } from "../../syntax/ast.ts";
import { type Claim, formulaOf } from "../claim.ts";
import type { Environment } from "../environment.ts";
import { Script } from "../smt/script.ts";
import { type Bool, no, type Term } from "../smt/term.ts";
import { Comparison } from "./comparison.ts";
import { EntityCases } from "./entity-cases.ts";
import { ExpressionEncoder } from "./expression-encoder.ts";
import { OperatorCases } from "./operator-cases.ts";
import { type EncodedPolicy, PolicyEncoder } from "./policy-encoder.ts";
import { RequestSymbols } from "./request-symbols.ts";
import { Universes } from "./universes.ts";

/** Policies over one environment as formulas about one unknown request. */
export class PolicySetEncoding {
  readonly environment: Environment;
  readonly script = new Script();
  readonly universes = new Universes(this.script);
  readonly comparison = new Comparison(this.universes);
  readonly symbols: RequestSymbols;
  /** By the policy's place in the list. */
  readonly policies: ReadonlyMap<number, EncodedPolicy>;

  /** Encodes the policies at these places. */
  constructor(
    environment: Environment,
    policies: readonly Policy[],
    places: Iterable<number> = policies.keys(),
  ) {
    this.environment = environment;
    this.symbols = new RequestSymbols(this.script, this.universes, environment);
    const entities = new EntityCases(environment, this.symbols, this.comparison);
    const operators = new OperatorCases(this.script, this.comparison);
    const expressions = new ExpressionEncoder(this.script, this.symbols.context, entities, operators);
    const encoder = new PolicyEncoder(this.script, entities, expressions);
    const encoded = new Map<number, EncodedPolicy>();
    for (const place of places) {
      const policy = policies[place];
      if (policy !== undefined) encoded.set(place, encoder.encode(policy));
    }
    this.policies = encoded;
  }

  /** Why no formula says what the policies do; undefined where formulas do. */
  get unknown(): string | undefined {
    for (const policy of this.policies.values()) if (policy.kind === "unknown") return policy.why;
    return undefined;
  }

  /** The claim as a formula; all its policies must be encoded. */
  formula(claim: Claim): Bool {
    return formulaOf(claim, (kind, place) => {
      const policy = this.policies.get(place);
      return policy?.kind === "encoded" ? policy[kind] : no;
    });
  }

  /** To be called once, before the script is used: no formula may be made after it. */
  finish(): void {
    this.universes.finish();
  }

  /** All that has to be known of a model to tell its request. */
  terms(): readonly Term[] {
    return [...this.script.declared, ...this.universes.terms()];
  }
}
