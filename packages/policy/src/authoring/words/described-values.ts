/** One value: a word or a code. */
const value = "[\\p{L}\\p{N}][\\p{L}\\p{N}_.:/-]*";
const list = `(?:${value}, )*${value},? or ${value}|(?:${value}, )+${value}|${value}(?: ?\\| ?${value})+`;
const told = "(?:one of|must be(?: one of)?|(?:allowed|possible|valid|accepted) values(?: are)?)";
const explicit = new RegExp(`\\b${told}:? \\(?(${list})\\)?$`, "iu");
const bare = new RegExp(`^(?:[^:()]*: )?(?:either )?(${list})$|\\((?:either )?(${list})\\)$`, "iu");
/** Nothing but three values or more, as they are written: "glass, plastic or polycarbonate", "EU, UK, CH or US". */
const word = "\\p{Ll}[\\p{Ll}\\d_-]*";
const code = "\\p{Lu}[\\p{Lu}\\d_-]+";
const whole = new RegExp(
  [word, code].map((one) => `^(?:${one}, ){2,}(?:or )?${one}$|^(?:${one}, )+${one} or ${one}$`).join("|"),
  "u",
);

/** Longer descriptions are prose, in UTF-16 units. */
const longest = 300;
const examples =
  /\b(?:such as|e\.g|for example|for instance|examples?|like|etc|including|default|optional)\b/i;
/** Arguments that say of which kind something is: a list in their description is one of values, and no "name or email". */
const kinds =
  /^(?:type|kind|category|status|state|tier|level|priority|severity|mode|method|class|plan|environment|env|stage|format|size|currency|channel|shift|grade)$/;
/** What other arguments may hold in one form or another, and none of their values: "name, email or phone". */
const contents =
  /\b(?:name|title|e-?mail|phone|fax|mobile|id|code|number|no|sku|ur[li]|link|path|file|filename|address|street|city|state|zip|postcode|country|region|user|username|login|handle|alias|date|time|text|json|xml|arn|ip|host|hostname|domain|ticket|order|invoice|account|reason|comment|note|description|slug|key|tag|label|hash|[ug]uid|ssn|passport|license|plate|serial|barcode|isbn|keyword|query)s?\b/iu;

/** Whether the last word of an argument's name says that it holds of which kind something is. */
export function isKindName(word: string): boolean {
  return kinds.test(word);
}

/** The values that an argument's description lists as all there are: "health, property, or auto", "Kind of visit (checkup or surgery)". Examples are no such list. */
export function describedValues(description: string, nameWords: readonly string[]): readonly string[] {
  if (description.length > longest || examples.test(description)) return [];
  const text = description.trim().replace(/\.$/, "");
  const values = listIn(text, isKindName(nameWords.at(-1) ?? "")).split(/,? or |, | ?\| ?/);
  const isAll = values.length > 1 && new Set(values).size === values.length;
  return isAll && values.every((each) => !/^\d/.test(each)) ? values : [];
}

function listIn(text: string, isKind: boolean): string {
  const found = explicit.exec(text) ?? (isKind ? bare.exec(text) : null);
  if (found !== null) return found[1] ?? found[2] ?? "";
  return whole.test(text) && !contents.test(text) ? text : "";
}
