/** One value: a word or a code. */
const value = "[\\p{L}\\p{N}][\\p{L}\\p{N}_.:/-]*";
const list = `(?:${value}, )+(?:or )?${value}|${value} or ${value}|${value}(?: ?\\| ?${value})+`;
const told = "(?:one of|must be(?: one of)?|(?:allowed|possible|valid|accepted) values(?: are)?)";
const explicit = new RegExp(`\\b${told}:? \\(?(${list})\\)?$`, "iu");
const bare = new RegExp(`^(?:[^:()]*: )?(?:either )?(${list})$|\\((?:either )?(${list})\\)$`, "iu");

/** Longer descriptions are prose, in UTF-16 units. */
const longest = 300;
const examples =
  /\b(?:such as|e\.g|for example|for instance|examples?|like|etc|including|default|optional)\b/i;
/** Arguments that say of which kind something is: a list in their description is one of values, and no "name or email". */
const kinds =
  /^(?:type|kind|category|status|state|tier|level|priority|severity|mode|method|class|plan|environment|env|stage|format|size|currency|channel|shift|grade)$/;

/** The values that an argument's description lists as all there are: "health, property, or auto", "Kind of visit (checkup or surgery)". Examples are no such list. */
export function describedValues(description: string, nameWords: readonly string[]): readonly string[] {
  if (description.length > longest || examples.test(description)) return [];
  const text = description.trim().replace(/\.$/, "");
  const found = explicit.exec(text) ?? (kinds.test(nameWords.at(-1) ?? "") ? bare.exec(text) : null);
  const values = (found?.[1] ?? found?.[2] ?? "").split(/, (?:or )?| or | ?\| ?/);
  const isAll = values.length > 1 && new Set(values).size === values.length;
  return isAll && values.every((each) => !/^\d/.test(each)) ? values : [];
}
