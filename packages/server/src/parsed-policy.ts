import {
  type Policy as CedarPolicy,
  type ParsePolicyResult,
  parsePolicy,
  resolveGatewayNames,
} from "@toolgate/policy";

const MOST_KEPT = 20_000;
const known = new Map<string, ParsePolicyResult>();
/** What stands in the gateway literals of a statement. */
const namesIn = new Map<string, readonly string[]>();

/** Reads a statement; the same text always reads the same, so that it is read once. */
export function parseStatement(statement: string): ParsePolicyResult {
  const before = known.get(statement);
  if (before !== undefined) return before;
  const parsed = parsePolicy(statement);
  remember(known, statement, parsed);
  return parsed;
}

function remember<Value>(kept: Map<string, Value>, statement: string, value: Value): void {
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(statement, value);
}

/** The policy that a stored one tells; undefined for one that was kept though it does not parse (strict AWS mode). */
export function parsedPolicy(policy: {
  readonly definition: { readonly statement: string };
}): CedarPolicy | undefined {
  const parsed = parseStatement(policy.definition.statement);
  return parsed.ok ? parsed.policy : undefined;
}

/** The statement with exact ARNs for the names of gateways; the names that a text holds are looked for once. */
export function resolveOnce(statement: string, gatewayByName: (arn: string) => string | undefined): string {
  let names = namesIn.get(statement);
  if (names === undefined) {
    const found = new Set<string>();
    resolveGatewayNames(statement, (name) => {
      found.add(name);
      return undefined;
    });
    names = [...found];
    remember(namesIn, statement, names);
  }
  const isExact = names.every((name) => gatewayByName(name) === undefined);
  return isExact ? statement : resolveGatewayNames(statement, gatewayByName).statement;
}

/** The same with exact ARNs for the names of gateways. */
export function resolvedPolicy(
  policy: { readonly definition: { readonly statement: string } },
  gatewayByName: (arn: string) => string | undefined,
): { readonly statement: string; readonly parsed: CedarPolicy } | undefined {
  const statement = resolveOnce(policy.definition.statement, gatewayByName);
  const parsed = parseStatement(statement);
  return parsed.ok ? { statement, parsed: parsed.policy } : undefined;
}
