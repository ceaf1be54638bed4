/** How ids look. Their characters come from the caller's hash or random bytes, because this package has neither. */

const suffixLength = 10;
const alphabetSize = 36n;

/** Ten characters of `[0-9a-z]` out of at least 8 bytes of a hash or of randomness. */
function suffixFrom(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return (number % alphabetSize ** BigInt(suffixLength)).toString(36).padStart(suffixLength, "0");
}

/** Id of an engine or a policy: `<name>-<10 characters>`. */
export function resourceIdFrom(name: string, bytes: Uint8Array): string {
  return `${name}-${suffixFrom(bytes)}`;
}

/** Id of a gateway: `<name in lower case>-<10 characters>`. */
export function gatewayIdFrom(name: string, bytes: Uint8Array): string {
  return `${name.toLowerCase()}-${suffixFrom(bytes)}`;
}

/** Id of a target: ten characters of `[0-9A-Z]`. */
export function targetIdFrom(bytes: Uint8Array): string {
  return suffixFrom(bytes).toUpperCase();
}
