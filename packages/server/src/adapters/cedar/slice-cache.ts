/** The policy sets that a deciding process holds preparsed: bounded, the least recently used one leaves first. */
import { CannotDecide } from "./cannot-decide.ts";
import type { CedarWasm } from "./cedar-wasm.ts";

/** cedar-wasm never forgets a name, so names are reused; an overwritten one frees its policies. */
const maxSlots = 256;
/** UTF-16 code units of policy text held at most, unless one slice alone is larger. */
const maxText = 16_000_000;

interface Slot {
  readonly name: string;
  readonly size: number;
}

export interface SliceCache {
  /** The name under which cedar-wasm holds the slice. */
  find(key: string): string | undefined;
  /** Throws {@link CannotDecide} when a policy does not parse, which creating it should have prevented. */
  add(key: string, policies: Readonly<Record<string, string>>): string;
}

/** Creates an empty cache over `cedar`'s preparsed policy sets. */
export function createSliceCache(cedar: Pick<CedarWasm, "preparsePolicySet">): SliceCache {
  const slots = new Map<string, Slot>();
  const free = Array.from({ length: maxSlots }, (_, index) => `slot-${index}`);
  let held = 0;

  const evictOldest = () => {
    for (const [key, slot] of slots) {
      slots.delete(key);
      held -= slot.size;
      free.push(slot.name);
      cedar.preparsePolicySet(slot.name, { staticPolicies: {} });
      return;
    }
  };

  return {
    find(key) {
      const slot = slots.get(key);
      if (slot === undefined) return undefined;
      slots.delete(key);
      slots.set(key, slot);
      return slot.name;
    },
    add(key, policies) {
      const size = Object.values(policies).reduce((sum, text) => sum + text.length, 0);
      while (slots.size > 0 && held + size > maxText) evictOldest();
      if (free.length === 0) evictOldest();
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
