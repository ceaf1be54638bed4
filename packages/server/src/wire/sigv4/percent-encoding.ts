const unreserved = /^[A-Za-z0-9._~-]$/;

/** Percent-encodes all but RFC 3986's unreserved characters, in upper case, as Signature Version 4 asks. */
export function percentEncoded(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    text += unreserved.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return text;
}

/** The bytes of a percent-encoded text; a `%` that begins no escape stands for itself, as in URLs. */
export function percentDecoded(text: string): Uint8Array {
  const from = Buffer.from(text, "utf8");
  const bytes: number[] = [];
  for (let at = 0; at < from.length; at += 1) {
    const found = /^%[0-9a-f]{2}/i.exec(from.toString("latin1", at, at + 3));
    if (found === null) bytes.push(from[at] ?? 0);
    else {
      bytes.push(Number.parseInt(found[0].slice(1), 16));
      at += 2;
    }
  }
  return Uint8Array.from(bytes);
}
