import type { CedarShape } from "../../schema/cedar-shape.ts";
import type { Script } from "../smt/script.ts";
import type { Term } from "../smt/term.ts";
import { Universe } from "./universe.ts";

/** One universe for each shape of items, so that sets of the same shape can be compared. */
export class Universes {
  private readonly known = new Map<string, Universe>();
  private readonly script: Script;

  constructor(script: Script) {
    this.script = script;
  }

  /** Throws {@link Unencodable} for items that hold sets. */
  of(items: CedarShape): Universe {
    const key = JSON.stringify(items);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = new Universe(this.script, items);
    this.known.set(key, made);
    return made;
  }

  /** All that has to be known of a model to tell its sets. */
  terms(): readonly Term[] {
    return [...this.known.values()].flatMap((universe) => universe.terms());
  }

  finish(): void {
    for (const universe of this.known.values()) universe.finish();
  }
}
