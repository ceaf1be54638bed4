/** Eight random hexadecimal digits, for names that must not meet. */
export function randomId(): string {
  return [...globalThis.crypto.getRandomValues(new Uint8Array(4))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
