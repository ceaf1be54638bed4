/**
 * Which of MCP's two types a caller takes. MCP's clients name JSON and event streams, raw ones any type or none: JSON is for
 * all who do not rule it out, a stream only for those who name it. Source: RFC 9110, 12.5.1; MCP, "Streamable HTTP".
 */
export function takenTypes(accept: string | undefined): TakenTypes {
  // Clients of one kind all send the same.
  if (last.accept !== accept) last = { accept, taken: readTypes(accept) };
  return last.taken;
}

interface TakenTypes {
  readonly json: boolean;
  readonly events: boolean;
}

let last: { readonly accept: string | undefined; readonly taken: TakenTypes } = {
  accept: undefined,
  taken: readTypes(undefined),
};

function readTypes(accept: string | undefined): TakenTypes {
  if (accept === undefined || accept.trim() === "") return { json: true, events: false };
  const ranges = accept.split(",").map(readRange);
  // The most specific range decides, so that `application/json;q=0` outranks a wildcard beside it.
  const takes = (names: readonly string[]) => {
    for (const name of names) {
      const named = ranges.filter((range) => range.name === name);
      if (named.length > 0) return named.some(({ excluded }) => !excluded);
    }
    return false;
  };
  return {
    json: takes(["application/json", "application/*", "*/*"]),
    events: takes(["text/event-stream", "text/*"]),
  };
}

function readRange(text: string): { readonly name: string; readonly excluded: boolean } {
  const [name = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  return { name, excluded: parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) };
}
