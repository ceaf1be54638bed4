/** Tools as the request path sees them, made anew only where a target has changed: reading schemas is slow. */
import { createHash } from "node:crypto";
import { canonicalJson, cedarSchema } from "@toolgate/policy";
import type { Target } from "../model.ts";
import { type LiveTool, liveTools } from "./live-tools.ts";

export interface GatewayTools {
  readonly tools: ReadonlyMap<string, LiveTool>;
  /** Equal where all that is said of the targets is. */
  readonly version: string;
}

/** Remembers what it made last time for each gateway and engine. */
export class VocabularyCache {
  readonly #tools = new Map<string, GatewayTools>();
  readonly #digests = new Map<string, { readonly version: string; readonly digest: string }>();

  /** The same objects as long as the targets say the same, so that what is derived from them stays too. */
  toolsOf(gatewayId: string, targets: readonly Target[]): GatewayTools {
    const version = sha256(JSON.stringify(targets));
    const before = this.#tools.get(gatewayId);
    if (before?.version === version) return before;
    const made = { version, tools: liveTools(targets) };
    this.#tools.set(gatewayId, made);
    return made;
  }

  /** Digest of the Cedar schema of every tool on the engine's gateways. */
  schemaDigest(engineId: string, gateways: readonly GatewayTools[]): string {
    const version = gateways.map((gateway) => gateway.version).join(" ");
    const before = this.#digests.get(engineId);
    if (before?.version === version) return before.digest;
    const vocabulary = gateways.flatMap(({ tools }) => [...tools.values()]);
    const schema = cedarSchema(
      vocabulary.map((tool) => ({ action: tool.action, inputSchema: tool.definition.inputSchema })),
    );
    const digest = sha256(canonicalJson(schema)).slice(0, 32);
    this.#digests.set(engineId, { version, digest });
    return digest;
  }

  /** Forgets gateways and engines that are gone. */
  keepOnly(gatewayIds: ReadonlySet<string>, engineIds: ReadonlySet<string>): void {
    for (const id of this.#tools.keys()) if (!gatewayIds.has(id)) this.#tools.delete(id);
    for (const id of this.#digests.keys()) if (!engineIds.has(id)) this.#digests.delete(id);
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
