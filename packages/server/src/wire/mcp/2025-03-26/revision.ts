import { handshakeRevision } from "../handshake-revision.ts";
import type { Revision } from "../revision.ts";

/** The first revision over streamable HTTP, and the only one with batches; also that of requests which name none. */
export const revision20250326: Revision = { ...handshakeRevision, version: "2025-03-26", batchLimit: 50 };
