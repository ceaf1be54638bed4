/** What `$ref` names within its own document; undefined for anything elsewhere. Source: RFC 6901, JSON Pointer. */
export function localReference(root: unknown, reference: unknown): unknown {
  if (reference === "#") return root;
  if (typeof reference !== "string" || !reference.startsWith("#/")) return undefined;
  const pointer = decoded(reference.slice(2));
  let found: unknown = root;
  for (const step of pointer?.split("/") ?? []) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[name];
  }
  return pointer === undefined ? undefined : found;
}

function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}
