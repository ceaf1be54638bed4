/** Archives for tests: made as people make them, and as nobody should. */
import { strToU8, Zip, ZipDeflate, zipSync } from "fflate";

/** Files by path. */
export const archiveOf = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));

/** Entries as they are given: paths may repeat or lead anywhere, `mode` is Unix's. */
export function rawArchive(
  entries: readonly { readonly path: string; readonly text: string; readonly mode?: number }[],
): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const { path, text, mode } of entries) {
    const file = new ZipDeflate(path, { level: 6 });
    if (mode !== undefined) Object.assign(file, { os: 3, attrs: mode * 65_536 });
    zip.add(file);
    file.push(strToU8(text), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

/** The archive with the fields of its first entry in the directory changed. */
export function altered(archive: Uint8Array, change: (entry: Buffer) => void): Uint8Array {
  const copy = Buffer.from(archive);
  change(copy.subarray(copy.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))));
  return copy;
}
