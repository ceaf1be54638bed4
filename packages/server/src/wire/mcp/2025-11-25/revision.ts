import { handshakeRevision } from "../handshake-revision.ts";
import type { Revision } from "../revision.ts";

/** Its errors have no id where the request's could not be read. */
export const revision20251125: Revision = { ...handshakeRevision, version: "2025-11-25", unreadId: "absent" };
