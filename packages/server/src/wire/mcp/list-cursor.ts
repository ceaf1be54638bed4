/** Where a paged tools/list goes on. Source: MCP, "Pagination". */
import { createHash } from "node:crypto";

/** Whose list it is: a gateway's, as one caller sees it. */
export interface ListOwner {
  readonly gatewayId: string;
  readonly principal: { readonly type: string; readonly id: string };
}

const maxLength = 2_048;

/**
 * A cursor names the last tool that was given and whose list it was. It needs no seal: it opens nothing but the place
 * after a name in the list that its bearer may see anyway, and it stays good while tools come and go.
 */
export function issueCursor(owner: ListOwner, lastTool: string): string {
  return Buffer.from(JSON.stringify([ownerDigest(owner), lastTool])).toString("base64url");
}

/** The name after which the list goes on; undefined for what was not issued for this list. */
export function readCursor(owner: ListOwner, cursor: unknown): string | undefined {
  if (typeof cursor !== "string" || cursor.length > maxLength) return undefined;
  const parts = parse(Buffer.from(cursor, "base64url").toString("utf8"));
  if (!Array.isArray(parts)) return undefined;
  const lastTool: unknown = parts[1];
  // Written anew it has to be the same text, or somebody else has written it.
  return typeof lastTool === "string" && issueCursor(owner, lastTool) === cursor ? lastTool : undefined;
}

function ownerDigest({ gatewayId, principal }: ListOwner): string {
  const owner = JSON.stringify([gatewayId, principal.type, principal.id]);
  return createHash("sha256").update(owner).digest("base64url").slice(0, 22);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
