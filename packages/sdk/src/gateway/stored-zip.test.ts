import { describe, expect, it } from "vitest";
import { storedZip } from "./stored-zip.ts";

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

describe("a zip of one file", () => {
  it("is one that other readers of zips read: the file, its checksum, its mode", () => {
    expect(hex(storedZip("a.txt", "hello"))).toBe(
      [
        "504b0304140000080000000021",
        "0086a6103605000000050000000500",
        "0000612e747874",
        "68656c6c6f",
        "504b010214031400000800000000210086a6103605000000050000000500",
        "00000000000000000000a48100000000612e747874",
        "504b0506000000000100010033000000280000000000",
      ].join(""),
    );
  });

  it("counts bytes, not characters", () => {
    const zip = storedZip("a", "ü");
    expect(zip.length).toBe(30 + 1 + 2 + 46 + 1 + 22);
    expect([...zip.slice(18, 22)]).toEqual([2, 0, 0, 0]);
  });
});
