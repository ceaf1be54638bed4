import { expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { innerSpanId, ownSpanId, ownTraceId, requestIdOf, traceContext } from "./trace-context.ts";

const requestId = "01987654-3210-7abc-8def-0123456789ab";
const own = { traceId: "0198765432107abc8def0123456789ab" };
const caller = "0af7651916cd43dd8448eb211c80319c";

it.each<[string, Parameters<typeof traceContext>[0], object]>([
  ["nothing", {}, own],
  [
    "a traceparent",
    { traceparent: `00-${caller}-00f067aa0ba902b7-01` },
    { traceId: caller, parentSpanId: "00f067aa0ba902b7", flags: 1 },
  ],
  [
    "flags that are not known yet",
    { traceparent: `00-${caller}-00f067aa0ba902b7-fe` },
    { traceId: caller, parentSpanId: "00f067aa0ba902b7", flags: 0 },
  ],
  [
    "a later version with more behind it",
    { traceparent: `01-${caller}-00f067aa0ba902b7-00-what-comes` },
    { traceId: caller, parentSpanId: "00f067aa0ba902b7", flags: 0 },
  ],
  ["version 00 with more behind it", { traceparent: `00-${caller}-00f067aa0ba902b7-01-more` }, own],
  ["version ff", { traceparent: `ff-${caller}-00f067aa0ba902b7-01` }, own],
  ["a trace of zeros", { traceparent: `00-${"0".repeat(32)}-00f067aa0ba902b7-01` }, own],
  ["a span of zeros", { traceparent: `00-${caller}-0000000000000000-01` }, own],
  ["capitals", { traceparent: `00-${caller.toUpperCase()}-00F067AA0BA902B7-01` }, own],
  [
    "two headers in one",
    { traceparent: `00-${caller}-00f067aa0ba902b7-01, 00-${caller}-00f067aa0ba902b7-01` },
    own,
  ],
  ["a very long one", { traceparent: `01-${caller}-00f067aa0ba902b7-01-${"x".repeat(600)}` }, own],
  [
    "AWS's header",
    { amznTraceId: "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1" },
    { traceId: "5759e988bd862e3fe1be46a994272793", parentSpanId: "53995c3f42cd8ad8", flags: 1 },
  ],
  [
    "AWS's header as a load balancer writes it",
    { amznTraceId: "Self=1-67891234-12456789abcdef012345678a;Root=1-67891233-abcdef012345678912345678" },
    { traceId: "67891233abcdef012345678912345678", flags: 0 },
  ],
  ["AWS's header without a root", { amznTraceId: "Self=1-67891234-12456789abcdef012345678a" }, own],
  [
    "both, of which W3C's counts",
    {
      traceparent: `00-${caller}-00f067aa0ba902b7-01`,
      amznTraceId: "Root=1-5759e988-bd862e3fe1be46a994272793",
    },
    { traceId: caller, parentSpanId: "00f067aa0ba902b7", flags: 1 },
  ],
  [
    "a message's own, which counts before the header of the whole POST",
    { meta: `00-${caller}-00f067aa0ba902b7-01`, traceparent: `00-${"1".repeat(32)}-00f067aa0ba902b7-01` },
    { traceId: caller, parentSpanId: "00f067aa0ba902b7", flags: 1 },
  ],
  ["what is no text", { meta: 7 }, own],
])(verifies("telemetry.trace-context", "%s"), (_what, sent, context) => {
  expect(traceContext(sent, requestId)).toEqual(context);
});

it(verifies("telemetry.one-id", "a request and the trace that it starts name each other"), () => {
  expect(ownTraceId(requestId)).toBe(own.traceId);
  expect(requestIdOf(own.traceId)).toBe(requestId);
  expect(requestIdOf(requestId)).toBeUndefined();
});

it(verifies("telemetry.one-id", "a decision names its span, and that those within it"), () => {
  const spanId = ownSpanId(`dec-${requestId}`);
  expect(spanId).toBe("8def0123456789ab");
  const inner = [innerSpanId(spanId, "policy"), innerSpanId(spanId, "target")];
  expect(inner).toEqual(["d7b55b791f3dd3f1", "b1d33d1f795bb597"]);
});
