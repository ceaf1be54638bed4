import { percentDecoded, percentEncoded } from "./percent-encoding.ts";

/** One parameter, its name and value encoded as Signature Version 4 encodes them, whatever way they came. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
}

/** The parameters of a raw query. A plus is a space, as it is for whoever reads the query afterwards. */
export function queryParameters(query: string): readonly QueryParameter[] {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      const [name, value] = at === -1 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
      return { name: normalized(name), value: normalized(value) };
    });
}

function normalized(text: string): string {
  return percentEncoded(percentDecoded(text.replaceAll("+", " ")));
}
