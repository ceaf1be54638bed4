/** Turns cedar-wasm's errors into ours: its offsets count UTF-8 bytes, ours UTF-16 code units. */
import type { DetailedError } from "@cedar-policy/cedar-wasm/nodejs";
import type { CedarValidationError } from "@toolgate/policy";

/** The errors of `statement`, without the prefixes that name our internal policy id. */
export function cedarErrors(statement: string, errors: readonly DetailedError[]): CedarValidationError[] {
  const offsets = utf16Offsets(statement);
  return errors.map((error) => {
    const place = error.sourceLocations?.[0];
    return {
      message: error.message.replace(/^(failed to parse policy from string: |for policy `[^`]*`, )/, ""),
      help: error.help ?? place?.label ?? undefined,
      start: place && offsets(place.start),
      end: place && offsets(place.end),
    };
  });
}

function utf16Offsets(text: string): (byteOffset: number) => number {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return (byteOffset) => decoder.decode(bytes.subarray(0, byteOffset)).length;
}
