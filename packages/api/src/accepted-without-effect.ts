import type { z } from "zod";

/**
 * The members that are accepted though Toolgate does nothing with them yet, and why none of them can weaken
 * anything. A member that is in AWS's model, without effect and not on this list is refused by name.
 */
export const acceptedWithoutEffect = {
  "protocolConfiguration.mcp.searchType":
    "Semantic search adds a tool to the gateway's list and takes none away; AWS's Python toolkit always asks for it.",
} as const;

/** Marks a member as one of {@link acceptedWithoutEffect}. */
export function withoutEffect<T extends z.ZodType>(
  _member: keyof typeof acceptedWithoutEffect,
  schema: T,
): T {
  return schema;
}
