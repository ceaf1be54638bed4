/** POST /toolgate/v1/explain: reads the question, with its numbers exact, and answers it. */
import {
  type ExplainInput,
  type ExplainOutput,
  InternalServerException,
  ownOperations,
  ServiceException,
  validate,
} from "@toolgate/api";
import { type JsonValue, toPlain } from "@toolgate/policy";
import { SnapshotStale } from "../gateway/live-gateways.ts";
import type { Log } from "../log.ts";
import { encodeAnswer, encodeError } from "./rest-json/encode.ts";
import { readJsonObject } from "./rest-json/read-json-body.ts";

export interface ExplainRouteDeps {
  readonly explain: (input: ExplainInput, args: JsonValue | undefined) => Promise<ExplainOutput>;
  readonly log: Log;
  readonly newRequestId: () => string;
}

export async function explainRoute(
  { explain, log, newRequestId }: ExplainRouteDeps,
  request: Request,
): Promise<Response> {
  const requestId = newRequestId();
  const { input, status } = ownOperations.Explain;
  try {
    const body = await readJsonObject(request);
    const asked = validate(input, toPlain(body), "Explain");
    return encodeAnswer(await explain(asked, body.get("arguments") ?? undefined), status, requestId);
  } catch (error) {
    if (error instanceof ServiceException) return encodeError(error, requestId);
    log.error({ err: error, requestId }, "an explanation failed");
    const message =
      error instanceof SnapshotStale
        ? `${error.message}; it is tried again every second.`
        : `An internal error occurred; look for request id ${requestId} in Toolgate's log.`;
    return encodeError(new InternalServerException(message), requestId);
  }
}
