import type { Method } from "../revision.ts";

/** Milliseconds for which a client may keep a list: a change of policy shows within seconds, and nobody lists for every call. */
const ttlMs = 5_000;

/**
 * Says how long a result may be kept, and by whom: it answers a token, and a list is what policies show to that caller,
 * so each page is private. Source: MCP 2026-07-28, "Caching".
 */
export function cacheable(method: Method): Method {
  return async (deps, exchange) => {
    const answer = await method(deps, exchange);
    return answer.kind === "result"
      ? { ...answer, result: { ...answer.result, ttlMs, cacheScope: "private" } }
      : answer;
  };
}
