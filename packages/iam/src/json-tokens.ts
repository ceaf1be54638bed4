const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/** A bracket, colon, comma or text of a valid JSON text, and where it begins. Numbers and literals are passed over. */
export interface JsonToken {
  readonly text: string;
  readonly at: number;
}

/** The tokens that say how a valid JSON text is built. */
export function* jsonTokens(json: string): Generator<JsonToken> {
  for (const found of json.matchAll(token)) yield { text: found[0], at: found.index };
}
