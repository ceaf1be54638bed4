/** Loads cedar-wasm, which is CommonJS, and mends the one thing its glue cannot carry: 64-bit integers. */
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import type * as CedarWasmModule from "@cedar-policy/cedar-wasm/nodejs";

export type CedarWasm = typeof CedarWasmModule;

/** Loads cedar-wasm and replaces this process's `JSON.stringify`; only ever called in a Cedar process. */
export function loadCedarWasm(): CedarWasm {
  JSON.stringify = stringifyWithBigints(JSON.stringify, randomUUID());
  const load: (name: string) => CedarWasm = createRequire(import.meta.url);
  return load("@cedar-policy/cedar-wasm/nodejs");
}

/**
 * A `JSON.stringify` for cedar-wasm's glue that writes a bigint as bare digits. Each bigint is first tagged with
 * `nonce`, which must be secret and new in each process, so that no string can pass for one.
 */
export function stringifyWithBigints(stringify: typeof JSON.stringify, nonce: string): typeof JSON.stringify {
  const tagged = new RegExp(`"${nonce}:(-?[0-9]+)"`, "g");
  const tag = (_key: string, value: unknown) => (typeof value === "bigint" ? `${nonce}:${value}` : value);
  return (value: unknown) => {
    try {
      return stringify(value);
    } catch {
      return stringify(value, tag).replace(tagged, "$1");
    }
  };
}
