import type { LiveGateways } from "../../gateway/live-gateways.ts";
import { isSameOnLoopback } from "../../loopback-host.ts";
import { gatewayIdOf } from "./mcp-endpoint.ts";

/** The gateway whose address a resource indicator is. */
export function gatewayAt(
  resource: string,
  gateways: LiveGateways,
  gatewayUrl: (id: string) => string,
): { readonly url: string; readonly name: string } | undefined {
  const id = URL.canParse(resource) ? gatewayIdOf(new URL(resource).pathname) : undefined;
  const live = id === undefined ? undefined : gateways.get(id);
  if (live === undefined) return undefined;
  const { id: gatewayId, name } = live.gateway;
  const url = gatewayUrl(gatewayId);
  return resource === url || isSameOnLoopback(resource, url) ? { url, name } : undefined;
}
