/** Names the requirement a test verifies; scripts/compatibility.mjs finds these calls and fails on ids without one. */
export function verifies(id: string, sentence: string): string {
  return `${sentence} [${id}]`;
}
