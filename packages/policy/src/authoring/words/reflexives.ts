/** Words for the caller as the one who is acted for. */
export const reflexives: ReadonlySet<string> = new Set([
  "themselves",
  "themself",
  "himself",
  "herself",
  "oneself",
  "yourself",
]);
