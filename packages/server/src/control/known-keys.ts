import type { Clock } from "../ports.ts";
import type { AccessKeys, KnownAccessKey } from "../roles-port.ts";

/** Keys from one place: of operators, or of IAM's users and sessions. */
export interface KeySource {
  find(accessKeyId: string): Promise<KnownAccessKey | undefined>;
  /** Whether there is any key, so that callers have to sign. */
  any(): Promise<boolean>;
  /** Hears of each request that a key has signed. */
  readonly used?: AccessKeys["used"] | undefined;
}

/** All keys that are known here. */
export interface KnownKeys extends AccessKeys {
  /** Whether there is any key, so that callers have to sign. */
  any(): Promise<boolean>;
}

/** The keys of several sources as one. */
export function allKeys(sources: readonly KeySource[]): KnownKeys {
  return {
    async find(accessKeyId) {
      for (const source of sources) {
        const found = await source.find(accessKeyId);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    async any() {
      for (const source of sources) if (await source.any()) return true;
      return false;
    },
    async used(accessKeyId, request) {
      for (const source of sources) await source.used?.(accessKeyId, request);
    },
  };
}

const rememberedMillis = 60_000;
const mostRemembered = 10_000;

export interface RememberedKeys extends Pick<AccessKeys, "find"> {
  /** With any change of the control plane. */
  forget(): void;
}

/** Keys for the path of tool calls, where nothing is looked up in the store: remembered for a minute, or until a change. */
export function rememberedKeys(keys: Pick<AccessKeys, "find">, clock: Clock): RememberedKeys {
  let known = new Map<
    string,
    { readonly key: Promise<KnownAccessKey | undefined>; readonly until: number }
  >();
  return {
    find(accessKeyId) {
      const now = clock.now();
      const found = known.get(accessKeyId);
      if (found !== undefined && now < found.until) return found.key;
      if (known.size >= mostRemembered) known = new Map();
      const key = keys.find(accessKeyId);
      const into = known.set(accessKeyId, { key, until: now + rememberedMillis });
      key.catch(() => into.delete(accessKeyId));
      return key;
    },
    forget() {
      known = new Map();
    },
  };
}
