import { expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { showTrace } from "./show-trace.ts";

const span = {
  traceId: "t\u001b[31m",
  spanId: "s",
  name: "AgentCore.Gateway.Initialize",
  kind: "SERVER",
  startTimeUnixNano: 0,
  endTimeUnixNano: 1_000,
  durationNano: 1_000,
  attributes: {},
  status: { code: "UNSET" },
  resource: { attributes: {} },
};

async function shown(answer: Response, json = false) {
  const printed: string[] = [];
  const notes: string[] = [];
  const asked: string[] = [];
  const code = await showTrace(
    { url: "http://127.0.0.1:4100", id: "a/b", json },
    {
      fetch: async (input) => {
        asked.push(String(input));
        return answer;
      },
      signal: new AbortController().signal,
      print: (line) => printed.push(line),
      note: (line) => notes.push(line),
    },
  );
  return { code, printed, notes, asked };
}

it(verifies("telemetry.waterfall", "with --json one line has all of it"), async () => {
  const { code, printed, asked } = await shown(Response.json({ spans: [span], logRecords: [] }), true);
  expect(code).toBe(0);
  expect(asked).toEqual(["http://127.0.0.1:4100/toolgate/v1/traces/a%2Fb"]);
  expect(printed).toHaveLength(1);
  expect(printed[0]).not.toContain("\u001b");
  expect(JSON.parse(String(printed[0]))).toEqual({ spans: [span], logRecords: [] });
});

it(
  verifies("telemetry.waterfall", "says so, with exit code 1, where nothing is kept under the id"),
  async () => {
    expect(await shown(Response.json({ spans: [], logRecords: [] }))).toMatchObject({
      code: 1,
      printed: [],
      notes: ['Nothing is recorded under the id "a/b"; records are kept for a time only.'],
    });
  },
);

it.each([{ spans: [{}], logRecords: [] }, { spans: [span], logRecords: [{}] }, []])(
  "what is no trace is not shown: %j",
  async (body) => {
    await expect(shown(Response.json(body))).rejects.toThrow("is it Toolgate?");
  },
);
