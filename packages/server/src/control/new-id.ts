/** The random part of ids. */
import { randomInt } from "node:crypto";

const ALPHABETS = {
  engine: "abcdefghijklmnopqrstuvwxyz0123456789_",
  policy: "abcdefghijklmnopqrstuvwxyz0123456789_",
  target: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
} as const;

/** Ten random characters of the alphabet that AWS uses for this kind of id. */
export function newId(kind: keyof typeof ALPHABETS): string {
  const alphabet = ALPHABETS[kind];
  return Array.from({ length: 10 }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}
