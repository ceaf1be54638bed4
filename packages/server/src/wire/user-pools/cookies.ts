import type { PoolAddress } from "./pool-address.ts";

const names = { csrf: "toolgate-pool-csrf", session: "toolgate-pool" };

/** The value of a cookie of ours. */
export function readCookie(request: Request, which: keyof typeof names): string | undefined {
  const name = `${names[which]}=`;
  const pairs = (request.headers.get("cookie") ?? "").split(/; ?/);
  return pairs.find((pair) => pair.startsWith(name))?.slice(name.length);
}

/** A cookie for the pool's own paths and no script; `age` in seconds, 0 takes it away. */
export function setCookie(
  { mount, scheme }: Pick<PoolAddress, "mount" | "scheme">,
  which: keyof typeof names,
  value: string,
  age: number,
): string {
  const secure = scheme === "https:" ? "; Secure" : "";
  // Lax: people come to the session by a link from the app.
  const site = which === "csrf" ? "Strict" : "Lax";
  return `${names[which]}=${value}; Path=${mount}/; Max-Age=${age}; HttpOnly; SameSite=${site}${secure}`;
}
