/** What the revisions of MCP change for a client that lists and calls tools. Source: MCP 2025-03-26 to 2026-07-28, Lifecycle and Basic. */
import { isJsonObject, JsonNumber, type JsonValue, parseJson, stringifyJson } from "@toolgate/policy";
import { version as ownVersion } from "../../version.ts";
import type { AskedFor } from "./call-notifications.ts";

/** Revisions with a handshake, newest first. 2024-11-05 is what many commands on stdio still speak. */
export const handshakeRevisions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"] as const;

/** The revision without a handshake: each request carries what the others agree on once. */
export const statelessRevision = "2026-07-28";

/** JSON-RPC's code for a revision that the server does not speak. */
export const unsupportedRevision = -32022;

export const clientInfo = { name: "toolgate", version: ownVersion };

const prefix = "io.modelcontextprotocol/";
const envelope = ["protocolVersion", "clientInfo", "clientCapabilities", "logLevel"].map(
  (key) => prefix + key,
);

/**
 * The `_meta` of a request to the server, as JSON text. The caller's envelope and progress token speak for the caller's own
 * connection, so neither crosses; what is asked for goes in their place.
 */
export function upstreamMeta(
  meta: string | undefined,
  revision: string,
  { progressToken, logLevel }: AskedFor = {},
): string | undefined {
  // As in most calls.
  if (meta === undefined && progressToken === undefined && revision !== statelessRevision) return undefined;
  const parsed = meta === undefined ? undefined : parseJson(meta);
  const members = new Map<string, JsonValue>(
    parsed?.ok === true && isJsonObject(parsed.value) ? parsed.value : [],
  );
  for (const key of [...envelope, "progressToken"]) members.delete(key);
  if (revision === statelessRevision) {
    members.set(`${prefix}protocolVersion`, revision);
    members.set(`${prefix}clientInfo`, new Map(Object.entries(clientInfo)));
    members.set(`${prefix}clientCapabilities`, new Map());
    if (logLevel !== undefined) members.set(`${prefix}logLevel`, logLevel);
  }
  if (progressToken !== undefined) members.set("progressToken", new JsonNumber(String(progressToken)));
  return members.size === 0 ? undefined : stringifyJson(members);
}
