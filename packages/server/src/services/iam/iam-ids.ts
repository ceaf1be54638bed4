import { randomBytes, randomInt } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function random(length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
}

/** A unique id as IAM's: what it is of, then 17 characters. IAM user guide, "Unique identifiers". */
export function uniqueId(of: "AROA" | "AIDA" | "ANPA"): string {
  return of + random(17);
}

/** The id of an access key: `AKIA…` of a user, `ASIA…` of temporary credentials; 20 characters. */
export function accessKeyId(of: "AKIA" | "ASIA"): string {
  return of + random(16);
}

/** A secret key: 40 characters of base64. */
export function secretAccessKey(): string {
  return randomBytes(30).toString("base64");
}

/** A session token: 200 characters of base64. */
export function newSessionToken(): string {
  return randomBytes(150).toString("base64");
}
