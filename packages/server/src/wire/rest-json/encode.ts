import type { ServiceException, ValidationException } from "@toolgate/api";

/** An error that the wire answers with before or around the use cases. */
export interface WireError {
  readonly name: string;
  readonly status: number;
  readonly message: string;
  /** For 405: the methods that the path has. */
  readonly allowed?: readonly string[];
}

/** The answer of an operation that went well; 204 has no body. */
export function encodeAnswer(output: object, status: number, requestId: string): Response {
  const headers = { "x-amzn-requestid": requestId };
  if (status === 204) return new Response(null, { status, headers });
  return Response.json(output, { status, headers });
}

/** An exception as restJson1 has it: its name in a header, its members in the body. */
export function encodeError(
  error: WireError | ServiceException | ValidationException,
  requestId: string,
): Response {
  const headers = new Headers({ "x-amzn-requestid": requestId, "x-amzn-errortype": error.name });
  if ("allowed" in error && error.allowed !== undefined) headers.set("allow", error.allowed.join(", "));
  const fields =
    "fieldList" in error
      ? { reason: error.reason, ...(error.fieldList.length > 0 && { fieldList: error.fieldList }) }
      : {};
  return Response.json({ message: error.message, ...fields }, { status: error.status, headers });
}
