/** Answers of the query protocol as XML. Source: AWS query protocol, Smithy. */
import { XMLBuilder } from "fast-xml-parser";

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  suppressEmptyNode: false,
});

/** What came out well. */
export function answerXml(operation: string, output: object, namespace: string, requestId: string): string {
  return builder.build({
    [`${operation}Response`]: {
      "@xmlns": namespace,
      [`${operation}Result`]: xmlOf(output),
      ResponseMetadata: { RequestId: requestId },
    },
  });
}

/** What was refused; `Sender` for what the caller did wrong, `Receiver` for what we did. */
export function errorXml(
  fault: { readonly code: string; readonly message: string; readonly status: number },
  namespace: string,
  requestId: string,
): string {
  return builder.build({
    ErrorResponse: {
      "@xmlns": namespace,
      Error: {
        Type: fault.status < 500 ? "Sender" : "Receiver",
        Code: fault.code,
        Message: printable(fault.message),
      },
      RequestId: requestId,
    },
  });
}

/** Lists stand under `member`; what is undefined is left out. */
function xmlOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? "" : { member: value.map(xmlOf) };
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [name, xmlOf(member)]));
  }
  return printable(String(value));
}

/** XML 1.0 has no way to write the other control characters. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML cannot say
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}
