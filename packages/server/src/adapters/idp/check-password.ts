import { createHash, timingSafeEqual } from "node:crypto";
import type { IdentityUser } from "./identity-file.ts";

/** The user of that name if the password is right; an unknown name takes the same path and time as a wrong password. */
export function checkPassword(
  users: readonly IdentityUser[],
  username: string,
  password: string,
): IdentityUser | undefined {
  const user = users.find((candidate) => candidate.username === username);
  return isSame(password, user?.password ?? "") ? user : undefined;
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
