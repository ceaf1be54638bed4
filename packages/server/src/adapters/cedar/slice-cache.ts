/** The policy sets that a deciding process holds preparsed: bounded, the least recently used one leaves first. */
import { CannotDecide } from "./cannot-decide.ts";
import type { CedarWasm } from "./cedar-wasm.ts";

/** cedar-wasm never forgets a name, so names are reused; an overwritten one frees its policies. */
const maxSlots = 256;
/** UTF-16 code units of policy text held at most, unless what one question needs is larger. */
const maxText = 16_000_000;

interface Slot {
  readonly name: string;
  readonly size: number;
}

export interface SliceCache {
  /** The name under which cedar-wasm holds the slice. */
  find(key: string): string | undefined;
  /**
   * The name of the new slice; the slices named by `inUse` stay, for the same question is about to be put to them.
   * Throws {@link CannotDecide} when a policy does not parse, which creating it should have prevented.
   */
  add(key: string, policies: Readonly<Record<string, string>>, inUse?: readonly string[]): string;
}

/** Creates an empty cache over `cedar`'s preparsed policy sets. */
export function createSliceCache(cedar: Pick<CedarWasm, "preparsePolicySet">): SliceCache {
  const slots = new Map<string, Slot>();
  const free = Array.from({ length: maxSlots }, (_, index) => `slot-${index}`);
  let held = 0;

  const evictOldest = (inUse: readonly string[]): boolean => {
    for (const [key, slot] of slots) {
      if (inUse.includes(slot.name)) continue;
      slots.delete(key);
      held -= slot.size;
      free.push(slot.name);
      cedar.preparsePolicySet(slot.name, { staticPolicies: {} });
      return true;
    }
    return false;
  };

  return {
    find(key) {
      const slot = slots.get(key);
      if (slot === undefined) return undefined;
      slots.delete(key);
      slots.set(key, slot);
      return slot.name;
    },
    add(key, policies, inUse = []) {
      const size = Object.values(policies).reduce((sum, text) => sum + text.length, 0);
      while (held + size > maxText && evictOldest(inUse));
      if (free.length === 0) evictOldest(inUse);
      const name = free.pop();
      if (name === undefined) throw new CannotDecide("no slot is left for a slice of policies");
      const answer = cedar.preparsePolicySet(name, { staticPolicies: { ...policies } });
      if (answer.type === "failure") {
        free.push(name);
        throw new CannotDecide(
          `stored policies do not parse: ${answer.errors.map((error) => error.message).join("; ")}`,
        );
      }
      slots.set(key, { name, size });
      held += size;
      return name;
    },
  };
}
