/** A JSON value as Java's `Map.toString` writes it, which is how AWS logs a request's body: `{id=13, jsonrpc=2.0}`. */
export function javaMapText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaMapText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}=${javaMapText(member)}`)
    .join(", ")}}`;
}
