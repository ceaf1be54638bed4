import type { Method } from "../revision.ts";
import { capabilitiesOf, instructionsOf } from "../server-description.ts";

/** Which revisions the gateway accepts, and what it can do. Source: MCP 2026-07-28, "Discovery". */
export const discover: Method = (_deps, { live, accepted }) => ({
  kind: "result",
  result: { supportedVersions: accepted, capabilities: capabilitiesOf(live), ...instructionsOf(live) },
});
