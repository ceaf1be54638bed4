import {
  type Policy as CedarPolicy,
  type ParsePolicyResult,
  parsePolicy,
  resolveGatewayNames,
} from "@toolgate/policy";
import { TextCache } from "./text-cache.ts";

/** The longest statements that an engine can hold. A parsed one takes some thirty bytes for each character. */
const mostCharacters = 10_000_000;
const known = new TextCache<ParsePolicyResult>(mostCharacters);
/** What stands in the gateway literals of a statement. */
const namesIn = new TextCache<readonly string[]>(mostCharacters);

/** Reads a statement; the same text always reads the same, so that it is read once. */
export function parseStatement(statement: string): ParsePolicyResult {
  return known.get(statement, () => parsePolicy(statement));
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
  const names = namesIn.get(statement, () => gatewayNamesOf(statement));
  const isExact = names.every((name) => gatewayByName(name) === undefined);
  return isExact ? statement : resolveGatewayNames(statement, gatewayByName).statement;
}

function gatewayNamesOf(statement: string): readonly string[] {
  const found = new Set<string>();
  resolveGatewayNames(statement, (name) => {
    found.add(name);
    return undefined;
  });
  return [...found];
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
