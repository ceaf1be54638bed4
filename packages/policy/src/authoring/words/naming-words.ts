/** What stands behind these is what an argument may hold: "e.g. liability or collision". */
const examples =
  /\b(?:(?:such as|for example|for instance|like)\b|e\.g\.?)[:,]?\s[^;)]*?(?=[;)]|\.\s|\.?$)/gi;
const joint = /^(?:or|and|\/|,)$/i;

/**
 * The words of an argument's description that name it, in lower case: without examples, and without words that stand beside
 * "or", "and", a slash or a comma, each of which is said of some of its values alone. A "billing address" is more than that an
 * argument with the "shipping or billing address" is given.
 */
export function namingWords(description: string): readonly string[] {
  const parts = description.replaceAll(examples, "").match(/\p{L}[\p{L}\p{N}]*|[^\s]/gu) ?? [];
  return parts
    .filter((part, at) => {
      if (!/^\p{L}/u.test(part) || joint.test(part)) return false;
      const [before = "", after = ""] = [parts[at - 1], parts[at + 1]];
      if (joint.test(before) || /^(?:or|and|\/)$/i.test(after)) return false;
      // "red, green or blue": of a longer part before a comma, "the attached file, …", nothing is left out
      return after !== "," || /^\p{L}/u.test(before);
    })
    .map((word) => word.toLowerCase());
}
