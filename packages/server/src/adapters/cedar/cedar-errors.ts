/** Turns cedar-wasm's errors into ours: its offsets count UTF-8 bytes, ours UTF-16 code units. */
import type { DetailedError } from "@cedar-policy/cedar-wasm/nodejs";
import type { CedarValidationError } from "@toolgate/policy";

/** The errors of `statement`, without the prefixes that name our internal policy id. */
export function cedarErrors(statement: string, errors: readonly DetailedError[]): CedarValidationError[] {
  const offsets = utf16Offsets(statement);
  return errors.map((error) => {
    const place = error.sourceLocations?.[0];
    const dogwood = dogwoodError(error.message);
    return {
      message:
        dogwood?.message ??
        error.message.replace(/^(failed to parse policy from string: |for policy `[^`]*`, )/, ""),
      help: dogwood?.help ?? error.help ?? place?.label ?? undefined,
      start: place && offsets(place.start),
      end: place && offsets(place.end),
    };
  });
}

/** Dogwood, AWS's second language, shows up as the first word that Cedar does not know. */
function dogwoodError(message: string): { message: string; help: string } | undefined {
  const word = /unexpected token `(temporal|guardrails)`|invalid policy effect: (suppressOutput)$/.exec(
    message,
  );
  const block = word?.[1] ?? word?.[2];
  if (block === undefined) return undefined;
  return {
    message: `\`${block}\` belongs to Dogwood, AWS's language for temporal and guardrail policies, which Toolgate does not support yet`,
    help: "write the policy in plain Cedar: permit or forbid, with conditions over principal, context.input and context.system.now",
  };
}

function utf16Offsets(text: string): (byteOffset: number) => number {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return (byteOffset) => decoder.decode(bytes.subarray(0, byteOffset)).length;
}
