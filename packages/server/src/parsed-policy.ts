import {
  type Policy as CedarPolicy,
  type ParsePolicyResult,
  parsePolicy,
  resolveGatewayNames,
} from "@toolgate/policy";

const MOST_KEPT = 20_000;
const known = new Map<string, ParsePolicyResult>();

/** Reads a statement; the same text always reads the same, so that it is read once. */
export function parseStatement(statement: string): ParsePolicyResult {
  const before = known.get(statement);
  if (before !== undefined) return before;
  const parsed = parsePolicy(statement);
  const [oldest] = known.keys();
  if (known.size >= MOST_KEPT && oldest !== undefined) known.delete(oldest);
  known.set(statement, parsed);
  return parsed;
}

/** The policy that a stored one tells; undefined for one that was kept though it does not parse (strict AWS mode). */
export function parsedPolicy(policy: {
  readonly definition: { readonly statement: string };
}): CedarPolicy | undefined {
  const parsed = parseStatement(policy.definition.statement);
  return parsed.ok ? parsed.policy : undefined;
}

/** The same with exact ARNs for the names of gateways. */
export function resolvedPolicy(
  policy: { readonly definition: { readonly statement: string } },
  gatewayByName: (arn: string) => string | undefined,
): { readonly statement: string; readonly parsed: CedarPolicy } | undefined {
  const { statement } = resolveGatewayNames(policy.definition.statement, gatewayByName);
  const parsed = parseStatement(statement);
  return parsed.ok ? { statement, parsed: parsed.policy } : undefined;
}
