/** Something that {@link UnderWay} holds; the place is its own affair. */
export interface Placed {
  place: number;
}

/**
 * What is under way just now and can be gone through, such as calls that may have to be ended. An array, not a `Set`: one
 * that is added to and deleted from with every call makes itself a new table every few calls, and V8 has each old table
 * refer to the next, so that all of it, with what it once held, outlives the young generation.
 */
export class UnderWay<Item extends Placed> {
  readonly #items: Item[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(item: Item): void {
    item.place = this.#items.length;
    this.#items.push(item);
  }

  /** Does nothing for what is not held. */
  delete(item: Item): void {
    if (this.#items[item.place] !== item) return;
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#items[item.place] = last;
    last.place = item.place;
  }

  /** As they are now, in no order. */
  all(): readonly Item[] {
    return [...this.#items];
  }
}
