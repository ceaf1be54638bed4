import type { Requirement } from "./requirement.ts";

const seed = "Seed 1, log record and span";
const trace = "Toolgate, Logs and traces";
const logs = "CloudWatch Logs API reference";

export const telemetryRequirements = [
  {
    id: "telemetry.seed-record",
    source: seed,
    sentence: "A failed list has the seed's log record, field for field, and the cause beside it",
  },
  {
    id: "telemetry.seed-span",
    source: seed,
    sentence: "A failed list has the seed's span, attribute for attribute, and the cause beside it",
  },
  {
    id: "telemetry.spans",
    source: "AWS guide, gateway and policy observability",
    sentence: "A message has AWS's spans: the gateway's, policy's and the target's, one within the other",
  },
  {
    id: "telemetry.log-records",
    source: "AWS guide, gateway observability",
    sentence: "A message has AWS's log records, with the caller and what policy said",
  },
  {
    id: "telemetry.disclosure",
    source: `${trace}: arguments only if configured`,
    sentence: "Arguments are in log records only when the settings let them into records, and redacted",
  },
  {
    id: "telemetry.trace-context",
    source: "W3C Trace Context; AWS X-Ray, Tracing header",
    sentence: "A caller's trace is continued; anything that is none starts a new one",
  },
  {
    id: "telemetry.one-id",
    source: trace,
    sentence: "Record, log record, span and answer have the same ids",
  },
  {
    id: "telemetry.bounds",
    source: trace,
    sentence: "Messages that open connections are kept within bounds of their own",
  },
  {
    id: "telemetry.files",
    source: `${trace}: as JSON lines`,
    sentence: "Log records and spans are written as JSON lines where that is asked for",
  },
  {
    id: "telemetry.otlp",
    source: `${trace}: by OTLP`,
    sentence: "A collector gets log records and spans by OTLP, with the headers it wants",
  },
  {
    id: "telemetry.otlp-drops",
    source: trace,
    sentence: "A collector that does not answer delays no call; what is dropped is counted and said",
  },
  {
    id: "telemetry.waterfall",
    source: trace,
    sentence: "toolgate records --trace shows one call: bars in proportion, and every attribute",
  },
  {
    id: "telemetry.logs.read",
    source: `${logs}: FilterLogEvents, GetLogEvents, DescribeLogStreams`,
    sentence: "The gateway's log group has its records and aws/spans the spans, page by page",
  },
  {
    id: "telemetry.logs.patterns",
    source: "CloudWatch Logs user guide, Filter pattern syntax",
    sentence: "Filter patterns of terms and over JSON let through what they say",
  },
  {
    id: "telemetry.logs.groups",
    source: `${logs}: log groups`,
    sentence: "Log groups are made, listed, kept for some days and deleted as AWS does it",
  },
  {
    id: "telemetry.logs.deliveries",
    source: `${logs}: deliveries`,
    sentence: "Sources, destinations and deliveries are made, read, used and deleted as AWS does it",
  },
  {
    id: "telemetry.logs.clients",
    source: "Toolgate, the clients people already have",
    sentence: "boto3 and the AWS CLI read a gateway's log",
  },
] as const satisfies readonly Requirement[];
