/** In which revision a message is read and answered. Source: MCP 2025-11-25 and 2026-07-28, "Protocol Version Header" and "Versioning". */
import type { JsonValue } from "@toolgate/policy";
import type { LiveGateway } from "../../gateway/live-gateway.ts";
import { revision20250326 } from "./2025-03-26/revision.ts";
import { revision20250618 } from "./2025-06-18/revision.ts";
import { revision20251125 } from "./2025-11-25/revision.ts";
import { revision20260728 } from "./2026-07-28/revision.ts";
import { badRequest, type ErrorAnswer } from "./answer.ts";
import { ErrorCode } from "./json-rpc.ts";
import { handshakeVersions, type Revision, type Version, versions } from "./revision.ts";

/** In the order of `versions`. */
const revisions: readonly Revision[] = [
  revision20260728,
  revision20251125,
  revision20250618,
  revision20250326,
];

export type Choice =
  | { readonly ok: true; readonly revision: Revision }
  | { readonly ok: false; readonly refusal: ErrorAnswer };

/** What this gateway accepts: what we speak, cut down to its `supportedVersions`. */
export function acceptedVersions(live: LiveGateway): readonly Version[] {
  const supported = live.gateway.protocolConfiguration?.mcp.supportedVersions ?? [];
  return supported.length === 0 ? versions : versions.filter((version) => supported.includes(version));
}

/** `declared` is the version in the `_meta` of the message, if it names one. */
export function chooseRevision(
  accepted: readonly Version[],
  header: string | undefined,
  message: { readonly method?: string | undefined; readonly declared?: JsonValue | undefined } = {},
): Choice {
  const { declared } = message;
  if (declared !== undefined && declared !== header) {
    const text = `Header mismatch: the MCP-Protocol-Version header ${header === undefined ? "is missing" : `says ${quoted(header)}`}, but the body's _meta says ${quoted(declared)}.`;
    return { ok: false, refusal: badRequest(ErrorCode.headerMismatch, text) };
  }
  // The handshake agrees on the revision in its params: a client cannot know one before.
  const shakesHands = header === undefined && message.method === "initialize";
  const asked = header ?? "2025-03-26";
  const revision = revisions.find(
    ({ version }) =>
      accepted.includes(version) && (shakesHands ? handshakeVersions.includes(version) : version === asked),
  );
  return revision === undefined
    ? { ok: false, refusal: unsupported(accepted, header) }
    : { ok: true, revision };
}

function unsupported(accepted: readonly Version[], header: string | undefined): ErrorAnswer {
  const requested = header === undefined ? "2025-03-26" : header.slice(0, 40);
  const text =
    header === undefined
      ? "Unsupported protocol version: a request without the MCP-Protocol-Version header is of revision 2025-03-26, which this gateway does not accept."
      : `Unsupported protocol version ${quoted(header)}.`;
  return badRequest(ErrorCode.unsupportedVersion, `${text} Supported: ${accepted.join(", ") || "none"}.`, {
    supported: accepted,
    requested,
  });
}

/** How errors leave out an id that could not be read, as far as the header tells. */
export function unreadIdOf(header: string | undefined): Revision["unreadId"] {
  return revisions.find(({ version }) => version === header)?.unreadId ?? "null";
}

/** Escaped and short, so that a hostile value cannot break a log line. */
function quoted(value: JsonValue): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : "something that is no string";
}
