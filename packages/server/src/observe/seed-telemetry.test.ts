import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { seedLogRecord, seedSpan } from "../../../../test/fixtures/seed-telemetry.ts";
import { verifies } from "../../../../test/verifies.ts";
import type { DecisionRecord } from "../decisions/decision-record.ts";
import { logRecordsOf } from "./log-records-of.ts";
import { spansOf } from "./spans-of.ts";

const style = { denialShape: "result", denialWording: "2025-12" } as const;
const gatewayArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/my-gateway-xxxxxxxx";
const cause =
  "The role arn:aws:iam::123456789012:role/GatewayRole may not do bedrock-agentcore:PartiallyAuthorizeActions.";
const engineArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-xxxxxxxxxx";

/** What the seed's author saw, as it would be recorded. */
const failed = (letter: string): DecisionRecord => ({
  decisionId: "dec-1",
  requestId: "llllllll-llll-llll-llll-llllllllllll".replaceAll("l", letter),
  time: "1970-01-01T00:00:00.000Z",
  gatewayArn,
  gatewayId: "my-gateway-xxxxxxxx",
  method: "tools/list",
  principal: { type: "AgentCore::OAuthUser", id: "ann" },
  mode: "ENFORCE",
  engineArn,
  decision: "ERROR",
  enforced: "DENY",
  code: "EVALUATION_FAILED",
  reason: cause,
  determiningPolicies: [],
  erroredPolicies: [],
  logOnlyMatched: [],
  logOnlyFlipping: [],
  micros: 0,
  failure: {
    action: "bedrock-agentcore:PartiallyAuthorizeActions",
    resource: gatewayArn,
    roleArn: "arn:aws:iam::123456789012:role/GatewayRole",
    why: "not-allowed",
    missing: [],
    problem: cause,
    cure: "{}",
    remedy: {},
  },
  trace: {
    traceId: letter.repeat(32),
    spanId: letter.repeat(16),
    messageId: "1",
    answeredMicros: 0,
  },
});

const ownNames = {
  "toolgate.code": "EVALUATION_FAILED",
  "toolgate.cause": cause,
  "toolgate.missing_permission.action": "bedrock-agentcore:PartiallyAuthorizeActions",
  "toolgate.missing_permission.resource": gatewayArn,
  "toolgate.missing_permission.role": "arn:aws:iam::123456789012:role/GatewayRole",
  "toolgate.cure": "{}",
};

it(verifies("telemetry.seed-record", "the log record of a failed list"), () => {
  const [, record] = logRecordsOf(failed("x"), style);
  expect(record).toEqual({
    ...seedLogRecord,
    attributes: { ...seedLogRecord.attributes, "toolgate.decision_id": "dec-1", ...ownNames },
  });
  expect(Object.keys(record ?? {})).toEqual(Object.keys(seedLogRecord));
});

it(verifies("telemetry.seed-span", "the span of a failed list"), () => {
  const record = failed("y");
  // The seed gives parent and child in letters of their own.
  const [parent, span] = spansOf(
    { ...record, trace: { ...(record.trace ?? never()), spanId: "0f".repeat(8) } },
    style,
  );
  expect(span).toEqual({
    ...seedSpan,
    spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
    parentSpanId: parent?.spanId,
    attributes: { ...seedSpan.attributes, ...ownNames },
  });
  expect(span?.spanId).not.toBe(parent?.spanId);
  expect(Object.keys(span ?? {})).toEqual(Object.keys(seedSpan));
  expect(Object.keys(span?.attributes ?? {}).slice(0, 22)).toEqual(Object.keys(seedSpan.attributes));
});

it(
  verifies(
    "telemetry.seed-span",
    "what fails for any other cause is the system's fault, with no permission named",
  ),
  () => {
    const [, span] = spansOf({ ...failed("a"), failure: undefined }, style);
    expect(span?.attributes).toEqual({
      ...seedSpan.attributes,
      "aws.request.id": "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa",
      errorType: "system",
      "http.status_code": 500,
      "http.response.status_code": 500,
      "toolgate.code": "EVALUATION_FAILED",
      "toolgate.cause": cause,
    });
  },
);

const file = new URL(
  "../../../../../shared/seeds/1-internal-server-exception-after-linking-a-policy-engine.txt",
  import.meta.url,
);

it.runIf(existsSync(file))(
  verifies("telemetry.seed-record", "the fixture is what the seed prints, to the letter"),
  () => {
    const text = readFileSync(file, "utf8");
    expect(printed(text, '{\n"resource_arn"')).toEqual(seedLogRecord);
    expect(printed(text, '{\n"traceId"')).toEqual(seedSpan);
  },
);

/** The JSON that begins so; the seed's blanked numbers are rows of zeros, which JSON has not. */
function printed(text: string, beginning: string): unknown {
  const start = text.indexOf(beginning);
  let depth = 0;
  const end = [...text.slice(start)].findIndex((letter) => {
    depth += letter === "{" ? 1 : letter === "}" ? -1 : 0;
    return depth === 0;
  });
  return JSON.parse(text.slice(start, start + end + 1).replaceAll(/: 0+,/g, ": 0,"));
}

function never(): never {
  throw new Error("the record has a trace");
}
