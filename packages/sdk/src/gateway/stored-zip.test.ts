import { describe, expect, it } from "vitest";
import { storedZip } from "./stored-zip.ts";

describe("a zip of one file", () => {
  it("holds the file as it is, under its checksum", () => {
    const zip = storedZip("a.txt", "hello");
    const text = new TextDecoder("latin1").decode(zip);
    expect(zip.length).toBe(30 + 5 + 5 + 46 + 5 + 22);
    expect(text.slice(30, 40)).toBe("a.txthello");
    // The CRC-32 of "hello" is 3610a686.
    expect([...zip.slice(14, 18)]).toEqual([0x86, 0xa6, 0x10, 0x36]);
    expect([...zip.slice(0, 4)]).toEqual([0x50, 0x4b, 3, 4]);
  });

  it("is read by a reader of zips as it was written", async () => {
    const { unzipSync, strFromU8 } = await import("fflate");
    const files = unzipSync(storedZip("index.mjs", "export const a = 'ü';\n"));
    expect(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
      ["index.mjs", "export const a = 'ü';\n"],
    ]);
  });
});
