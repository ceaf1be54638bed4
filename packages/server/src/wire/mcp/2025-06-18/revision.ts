import { handshakeRevision } from "../handshake-revision.ts";
import type { Revision } from "../revision.ts";

/** Brought the MCP-Protocol-Version header and structured content; has no batches. */
export const revision20250618: Revision = { ...handshakeRevision, version: "2025-06-18" };
