/** The handshake of the revisions that have one. Source: MCP 2025-11-25, Lifecycle, "Version Negotiation". */
import { handshakeVersions, type Method } from "./revision.ts";
import { capabilitiesOf, instructionsOf, serverInfo } from "./server-description.ts";

/** Agrees on the revision asked for if the gateway accepts it, else on the newest with a handshake; nothing is kept. */
export const initialize: Method = (_deps, { live, message, accepted, revision }) => {
  const asked = message.params?.get("protocolVersion");
  const shaken = accepted.filter((version) => handshakeVersions.includes(version));
  return {
    kind: "result",
    result: {
      protocolVersion: shaken.find((version) => version === asked) ?? shaken[0] ?? revision.version,
      capabilities: capabilitiesOf(live),
      serverInfo: serverInfo(live),
      ...instructionsOf(live),
    },
  };
};
