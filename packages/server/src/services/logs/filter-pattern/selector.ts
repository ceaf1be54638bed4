/** A place in JSON: the members and elements on the way to it; `*` is any element. */
export type Selector = readonly (string | number | "*")[];

const step = /^(?:\.?\[\s*(?:'([^']*)'|"([^"]*)"|(\d{1,6})|(\*))\s*\]|\.([A-Za-z0-9_$@-]+))/;

/** The selector that `text` begins with, e.g. `$.a.b[0]` or `$.attributes.['aws.request.id']`. */
export function readSelector(
  text: string,
): { readonly selector: Selector; readonly length: number } | undefined {
  if (!text.startsWith("$")) return undefined;
  const selector: (string | number)[] = [];
  let length = 1;
  for (;;) {
    const found = step.exec(text.slice(length));
    if (found === null) break;
    const [whole, single, double, index, any, name] = found;
    selector.push(index === undefined ? (single ?? double ?? any ?? name ?? "") : Number(index));
    length += whole.length;
  }
  return selector.length === 0 ? undefined : { selector, length };
}

/** What is there; undefined for nothing. Of any element, the elements as a list of their own. */
export function selected(json: unknown, selector: Selector): unknown {
  let value = json;
  for (const [place, next] of selector.entries()) {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value)) {
      if (next === "*")
        return new AnyOf(value.map((element) => selected(element, selector.slice(place + 1))));
      value = typeof next === "number" ? value[next] : undefined;
    } else {
      value = Object.hasOwn(value, next) ? Reflect.get(value, next) : undefined;
    }
  }
  return value;
}

/** Values of which one is enough. */
export class AnyOf {
  readonly values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.values = values;
  }
}
