/** Words and the short forms under which arguments know them. */
const pairs: readonly (readonly [string, string])[] = [
  ["production", "prod"],
  ["development", "dev"],
  ["administrator", "admin"],
  ["high definition", "hd"],
];
const shorts: ReadonlyMap<string, string> = new Map(pairs);

/** A value without case, hyphens and spaces, long words in their short form: "Production" is `prod`. */
export function plainValue(text: string): string {
  const bare = text.toLowerCase().replaceAll(/[\s_-]+/g, " ");
  return shorts.get(bare) ?? bare;
}

/** The other form of a word that has a short one. */
export function otherForm(word: string): string | undefined {
  return shorts.get(word) ?? pairs.find(([, short]) => short === word)?.[0];
}
