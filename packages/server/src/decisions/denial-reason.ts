/** AWS's sentence for why policy denied a call. Sources: seed 1; AWS guide, "Use a gateway with policy". */
export type DenialWording = "2025-12" | "2026";

/** `forbiddenBy` are the forbids that decided; none where no policy permits. */
export function denialReason(forbiddenBy: readonly string[], wording: DenialWording): string {
  if (forbiddenBy.length > 0) return `Policy evaluation denied due to ${forbiddenBy.join(", ")}`;
  return wording === "2026"
    ? "No policy applies to the request (denied by default)."
    : "Policy evaluation denied due to no determining policies";
}
