const anyEscape = /\\(?:x([0-7][0-9a-fA-F])|u\{([0-9a-fA-F_]{1,20})\}|([nrt0\\'"])|(\n[ \t\n\r]*)|[\s\S])/g;
const simple: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0" };
const greatest = 0x10ffff;

/** The text that stands between the quotes of a Cedar string; undefined when Cedar has no such escape. */
export function unescapeString(written: string): string | undefined {
  let valid = true;
  const text = written.replace(
    anyEscape,
    (_, byte?: string, code?: string, letter?: string, line?: string) => {
      if (letter !== undefined) return simple[letter] ?? letter;
      if (line !== undefined) return "";
      const point = Number.parseInt((byte ?? code ?? "").replaceAll("_", ""), 16);
      valid &&= point <= greatest;
      return valid ? String.fromCodePoint(point) : "";
    },
  );
  return valid ? text : undefined;
}
