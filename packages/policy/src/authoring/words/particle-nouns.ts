import { stem } from "./word-stem.ts";

/** A verb's stem and its small word, as a name such as `write_off_stock` has them. */
export interface VerbWithParticle {
  readonly verb: string;
  readonly particle: string;
}

/** What a noun such as "write-offs", "topup" or "checkouts" is made of; undefined for other words. */
export function verbWithParticle(lower: string): VerbWithParticle | undefined {
  const [, verb, particle] = /^(\p{L}{2,}?)-?(up|out|off|in|on|down|over|back|away)s?$/u.exec(lower) ?? [];
  return verb === undefined || particle === undefined ? undefined : { verb: stem(verb), particle };
}
