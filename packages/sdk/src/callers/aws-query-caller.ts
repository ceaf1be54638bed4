import type { ServiceName } from "../connection/services.ts";
import type { CallOptions, Connection } from "../connection/settings.ts";
import { UnreadableAnswerError } from "../errors/call-errors.ts";
import { callService, escaped, type ServiceRequest } from "./call-service.ts";
import { readXml, type XmlElement, xmlText } from "./read-xml.ts";

/** Calls an operation of one service; resolves to the answer's `…Result` element. */
export type AwsQueryCaller = (
  action: string,
  input: Readonly<Record<string, string>>,
  options?: CallOptions,
) => Promise<XmlElement>;

/** What may be sent twice: reads, and writes that put one state in place. */
const repeatable = /^(Get|List|Put|Attach|Update)/;

/** A caller of a service that speaks AWS's query protocol, forms in and XML out. Source: Smithy, AWS query protocol. */
export function createAwsQueryCaller(
  connection: Connection,
  service: ServiceName,
  version: string,
): AwsQueryCaller {
  return async (action, input, options) => {
    const form = Object.entries({ Action: action, Version: version, ...input });
    const answer = await callService(
      connection,
      service,
      {
        operation: action,
        method: "POST",
        path: "/",
        query: {},
        headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
        body: form.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join("&"),
        repeatable: repeatable.test(action),
        refusalOf,
      },
      options,
    );
    const result = parsed(answer.text)?.children[`${action}Response`]?.[0];
    if (result !== undefined) return result.children[`${action}Result`]?.[0] ?? result;
    throw new UnreadableAnswerError(
      `The answer to ${action} is no ${action}Response but begins '${answer.text.slice(0, 60)}'; look whether the endpoint is the service's.`,
    );
  };
}

const refusalOf: ServiceRequest["refusalOf"] = (answer) => {
  const document = parsed(answer.text);
  const response = document?.children.ErrorResponse?.[0];
  const code = response === undefined ? undefined : xmlText(response, "Error", "Code");
  const message = response === undefined ? undefined : xmlText(response, "Error", "Message");
  return {
    code: code ?? `HTTP ${answer.status}`,
    message: message ?? `The service answered ${answer.status}: ${answer.text.slice(0, 200)}`,
    requestId: response === undefined ? undefined : xmlText(response, "RequestId"),
  };
};

function parsed(text: string): XmlElement | undefined {
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
