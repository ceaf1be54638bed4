/** MCP revisions the gateway speaks. Source: MCP specification, "Versioning" and "Lifecycle". */

/** Newest first. */
const knownRevisions = ["2025-11-25", "2025-06-18", "2025-03-26"] as const;

export type Revision = (typeof knownRevisions)[number];

/** What this gateway accepts: what we speak, cut down to its `supportedVersions`. */
export function acceptedRevisions(supportedVersions: readonly string[] | undefined): readonly Revision[] {
  if (supportedVersions === undefined || supportedVersions.length === 0) return knownRevisions;
  return knownRevisions.filter((revision) => supportedVersions.includes(revision));
}

/** The revision to answer an initialize with: the one asked for if we speak it, else our newest. */
export function negotiate(asked: unknown, accepted: readonly Revision[]): Revision | undefined {
  return accepted.find((revision) => revision === asked) ?? accepted[0];
}
