import type { AdapterFactory } from "oidc-provider";
import type { DynamicClients } from "./dynamic-clients.ts";

/** A store for each kind, so that sign-ins that nobody finishes cannot push out what is in use. */
export function providerAdapter(
  dynamicClients: DynamicClients,
  newMemory: () => AdapterFactory,
): AdapterFactory {
  return (kind) => {
    const memory = newMemory()(kind);
    if (kind !== "Client") return memory;
    return Object.assign(memory, { find: async (clientId: string) => metadataOf(dynamicClients, clientId) });
  };
}

/** As native apps: any port on loopback, and consent every time (RFC 8252, 7.3 and 8.6). */
function metadataOf(dynamicClients: DynamicClients, clientId: string) {
  const client = dynamicClients.find(clientId);
  if (client === undefined) return undefined;
  const { used: _ours, ...metadata } = client;
  return {
    ...metadata,
    application_type: "native",
    response_types: ["code"],
    token_endpoint_auth_method: "none",
    id_token_signed_response_alg: "ES256",
  };
}
