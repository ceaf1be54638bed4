import type { ServiceName } from "../connection/services.ts";
import type { CallOptions, Connection } from "../connection/settings.ts";
import { callService } from "./call-service.ts";
import { type JsonObject, jsonObjectOf, jsonRefusalOf } from "./json-answer.ts";

/** Calls an operation of one service. */
export type AwsJsonCaller = (operation: string, input: object, options?: CallOptions) => Promise<JsonObject>;

/** What may be sent twice: reads, and writes that put one state in place. */
const repeatable = /^(Describe|Get|List|Put|Delete)/;

/** A caller of a service that speaks awsJson1_1; `target` is the start of its `X-Amz-Target`. Source: Smithy, AWS JSON 1.1. */
export function createAwsJsonCaller(
  connection: Connection,
  service: ServiceName,
  target: string,
): AwsJsonCaller {
  return async (operation, input, options) => {
    const answer = await callService(
      connection,
      service,
      {
        operation,
        method: "POST",
        path: "/",
        query: {},
        headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `${target}.${operation}` },
        body: JSON.stringify(input),
        repeatable: repeatable.test(operation),
        refusalOf: jsonRefusalOf,
      },
      options,
    );
    return jsonObjectOf(answer, operation);
  };
}
