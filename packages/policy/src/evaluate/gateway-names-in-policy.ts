import type { PolicyJson } from "./policy-json.ts";

/** The policy with each gateway ARN that `resolve` knows a replacement for replaced, in scope and conditions alike. */
export function resolveGatewayNamesInPolicy(
  policy: PolicyJson,
  resolve: (arn: string) => string | undefined,
): PolicyJson {
  return replaceIn(policy, resolve) as PolicyJson;
}

function replaceIn(value: unknown, resolve: (arn: string) => string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => replaceIn(item, resolve));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value);
  const { type, id } = value as { readonly type?: unknown; readonly id?: unknown };
  if (members.length === 2 && type === "AgentCore::Gateway" && typeof id === "string") {
    return { type, id: resolve(id) ?? id };
  }
  return Object.fromEntries(members.map(([key, item]) => [key, replaceIn(item, resolve)]));
}
