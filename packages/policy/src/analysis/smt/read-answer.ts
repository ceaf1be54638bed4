/** What a solver prints, taken apart. Source: SMT-LIB 2.6, "Concrete syntax". */
export type Node = string | readonly Node[];

/** A value of a model. */
export type ModelValue = boolean | bigint | string;

/** The values of a `get-value` answer in the order asked; undefined for what is no such answer, an error among it. */
export function readValues(answer: Node): readonly ModelValue[] | undefined {
  if (typeof answer === "string") return undefined;
  const values: ModelValue[] = [];
  for (const pair of answer) {
    const value = typeof pair === "string" ? undefined : modelValue(pair[1]);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** The S-expressions of a text, as far as they are complete. */
export function readNodes(text: string): readonly Node[] {
  const done: Node[] = [];
  const open: Node[][] = [];
  for (const [token] of text.matchAll(/"(?:[^"]|"")*"|\|[^|]*\||[()]|[^\s()"|]+/g)) {
    if (token === "(") {
      open.push([]);
      continue;
    }
    const finished = token === ")" ? open.pop() : token;
    if (finished !== undefined) (open.at(-1) ?? done).push(finished);
  }
  return done;
}

function modelValue(node: Node | undefined): ModelValue | undefined {
  if (node === "true" || node === "false") return node === "true";
  if (typeof node === "string") {
    if (node.startsWith('"')) return unescaped(node.slice(1, -1));
    return /^\d+$/.test(node) ? BigInt(node) : undefined;
  }
  const [sign, size] = node ?? [];
  const value = modelValue(size);
  return sign === "-" && typeof value === "bigint" ? -value : undefined;
}

function unescaped(text: string): string {
  return text
    .replaceAll('""', '"')
    .replaceAll(/\\u(?:\{([0-9a-fA-F]{1,5})\}|([0-9a-fA-F]{4}))/g, (_, braced?: string, four?: string) =>
      String.fromCodePoint(Number.parseInt(braced ?? four ?? "0", 16)),
    );
}
