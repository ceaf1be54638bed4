/**
 * Whether a caller can take JSON. MCP's clients name JSON and event streams, raw ones any type or none: only who rules
 * JSON out is refused. Source: RFC 9110, 12.5.1; MCP, "Streamable HTTP".
 */
export function takesJson(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === "") return true;
  const ranges = accept.split(",").map(readRange);
  // The most specific range decides, so that `application/json;q=0` outranks a wildcard beside it.
  for (const name of ["application/json", "application/*", "*/*"]) {
    const named = ranges.filter((range) => range.name === name);
    if (named.length > 0) return named.some(({ excluded }) => !excluded);
  }
  return false;
}

function readRange(text: string): { readonly name: string; readonly excluded: boolean } {
  const [name = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  return { name, excluded: parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) };
}
