/** The condition keys of a request, found without regard to case. A key without any value counts as absent. */
export class RequestContext {
  readonly #values = new Map<string, readonly string[]>();

  constructor(context: Readonly<Record<string, string | readonly string[]>> = {}) {
    for (const [key, value] of Object.entries(context)) {
      const known = this.#values.get(key.toLowerCase()) ?? [];
      this.#values.set(key.toLowerCase(), [...known, ...(typeof value === "string" ? [value] : value)]);
    }
  }

  /** The values of a key, at least one. */
  values(key: string): readonly string[] | undefined {
    const values = this.#values.get(key.toLowerCase());
    return values !== undefined && values.length > 0 ? values : undefined;
  }

  /** What a policy variable stands for: only keys with a single value have one. */
  variable(key: string): string | undefined {
    const values = this.values(key);
    return values?.length === 1 ? values[0] : undefined;
  }
}
