/** POST /toolgate/v1/check-policies and its like: reads the question and answers it. */
import { InternalServerException, ownOperations, ServiceException, validate } from "@toolgate/api";
import type { Hono } from "hono";
import type { Questions } from "../control/answer-questions.ts";
import type { Log } from "../log.ts";
import type { OwnEnv } from "./own-operations.ts";
import { encodeAnswer, encodeError } from "./rest-json/encode.ts";
import { readJsonBody } from "./rest-json/read-json-body.ts";

export interface QuestionRouteDeps {
  readonly questions: Questions;
  readonly log: Log;
  readonly newRequestId: () => string;
}

/** Adds the routes of all questions. */
export function addQuestionRoutes(app: Hono<OwnEnv>, deps: QuestionRouteDeps): void {
  const { questions } = deps;
  const { CheckPolicies, ProveAssertions, WhoCan, ComparePolicies, ReadPolicies } = ownOperations;
  app.post(CheckPolicies.uri, ({ req }) =>
    answered(deps, req.raw, async (body) =>
      questions.CheckPolicies(validate(CheckPolicies.input, body, "CheckPolicies")),
    ),
  );
  app.post(ProveAssertions.uri, ({ req }) =>
    answered(deps, req.raw, async (body) =>
      questions.ProveAssertions(validate(ProveAssertions.input, body, "ProveAssertions")),
    ),
  );
  app.post(WhoCan.uri, ({ req }) =>
    answered(deps, req.raw, async (body) => questions.WhoCan(validate(WhoCan.input, body, "WhoCan"))),
  );
  app.post(ComparePolicies.uri, ({ req }) =>
    answered(deps, req.raw, async (body) =>
      questions.ComparePolicies(validate(ComparePolicies.input, body, "ComparePolicies")),
    ),
  );
  app.post(ReadPolicies.uri, ({ req }) =>
    answered(deps, req.raw, async (body) =>
      questions.ReadPolicies(validate(ReadPolicies.input, body, "ReadPolicies")),
    ),
  );
}

async function answered(
  { log, newRequestId }: QuestionRouteDeps,
  request: Request,
  ask: (body: unknown) => Promise<object>,
): Promise<Response> {
  const requestId = newRequestId();
  try {
    return encodeAnswer(await ask(await readJsonBody(request)), 200, requestId);
  } catch (error) {
    if (error instanceof ServiceException) return encodeError(error, requestId);
    log.error({ err: error, requestId }, "a question about policies failed");
    const message = `An internal error occurred; look for request id ${requestId} in Toolgate's log.`;
    return encodeError(new InternalServerException(message), requestId);
  }
}
