import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from "@toolgate/policy";

/** Stands where a value was left out of a record. */
const redacted = "[redacted]";
const leftOut = "[left out: too much for a record]";

const textLimit = 1_024;
const depthLimit = 16;
const valueLimit = 1_000;

/** The plain value for a record. */
export type Redact = (value: JsonValue) => unknown;

/**
 * Replaces the values of members with these names, at any depth, and bounds what is left: 1,024 characters a text,
 * 16 levels, 1,000 values. `*` in a name stands for any characters, `?` for one; case does not matter.
 */
export function createRedact(names: readonly string[]): Redact {
  const patterns = names.map(toPattern);
  // No tool has a member with so long a name, and what is not looked at must not be shown.
  const isSecret = (name: string) =>
    name.length > textLimit || patterns.some((pattern) => pattern.test(name));

  return (value) => {
    let left = valueLimit;

    function copy(item: JsonValue, depth: number): unknown {
      left -= 1;
      if (left < 0 || depth > depthLimit) return leftOut;
      if (item instanceof JsonNumber) return plainNumber(item.text);
      if (typeof item === "string") return shorten(item);
      if (isJsonArray(item)) return item.slice(0, left + 1).map((element) => copy(element, depth + 1));
      if (!isJsonObject(item)) return item;
      const members = [...item].slice(0, left + 1);
      // fromEntries defines each member, so that `__proto__` is an ordinary one.
      return Object.fromEntries(
        members.map(([name, member]) => [shorten(name), isSecret(name) ? redacted : copy(member, depth + 1)]),
      );
    }

    return copy(value, 0);
  };
}

/** Each piece between stars is looked for once, behind the one before, and never again further on: that could go on for ever. */
function toPattern(name: string): RegExp {
  const [first = "", ...others] = name
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("?", ".")
    .split(/\*+/);
  const last = others.pop();
  const between = others.map((piece, index) => `(?=(.*?${piece}))\\${index + 1}`);
  return new RegExp(`^${first}${between.join("")}${last === undefined ? "" : `.*${last}`}$`, "isu");
}

/** A long integer as text, since a rounded one would be a record of something else. */
function plainNumber(text: string): number | string {
  const number = Number(text);
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(number) ? text : number;
}

function shorten(text: string): string {
  return text.length <= textLimit ? text : `${text.slice(0, textLimit)}… (${text.length} characters)`;
}

/** Whether nothing of the recorded value was replaced, cut or written in another form than it had. */
export function isWhole(recorded: unknown): boolean {
  if (typeof recorded === "string") {
    return (
      recorded !== redacted && recorded !== leftOut && !cutText.test(recorded) && !longInteger.test(recorded)
    );
  }
  if (typeof recorded !== "object" || recorded === null) return true;
  return Object.entries(recorded).every(([name, value]) => isWhole(value) && !cutText.test(name));
}

const cutText = /… \(\d+ characters\)$/;
const longInteger = /^-?\d{16,}$/;
