/** Whether a strict TextDecoder refused what it was given. */
export function isNotText(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA";
}
