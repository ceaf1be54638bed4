/** One object for each key, for as long as somebody holds it. */
export class SharedByKey<Shared extends object> {
  readonly #known = new Map<string, WeakRef<Shared>>();
  readonly #ended = new FinalizationRegistry<string>((key) => {
    if (this.#known.get(key)?.deref() === undefined) this.#known.delete(key);
  });

  /** What is known by the key, else `made`, which is known from now on. */
  share(key: string, made: Shared): Shared {
    const known = this.#known.get(key)?.deref();
    if (known !== undefined) return known;
    this.#known.set(key, new WeakRef(made));
    this.#ended.register(made, key);
    return made;
  }
}
