import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { showRecords } from "./show-records.ts";

const record = (decisionId: string) => ({
  decisionId,
  time: "2026-01-02T03:04:05.123Z",
  method: "tools/call",
  action: "Target___tool",
  mode: "ENFORCE",
  decision: "ALLOW",
  enforced: "ALLOW",
  reason: "Permitted.",
  determiningPolicies: ["p"],
  erroredPolicies: [],
  logOnlyFlipping: [],
});

type Answer = readonly string[] | "down" | Response;

/** Answers the requests in turn; the pause after the last one ends following. */
function setUp(answers: readonly Answer[], query: object = {}, more: object = {}) {
  const asked: string[] = [];
  const headers: unknown[] = [];
  const printed: string[] = [];
  const notes: string[] = [];
  const stopping = new AbortController();
  let turn = 0;
  const run = () =>
    showRecords(
      { url: "http://127.0.0.1:4100", query: { limit: 20, ...query }, follow: false, json: true, ...more },
      {
        fetch: async (input, init) => {
          asked.push(new URL(String(input)).search);
          headers.push(init?.headers);
          const answer = answers[turn++] ?? [];
          if (answer === "down")
            throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });
          return answer instanceof Response ? answer : Response.json({ decisions: answer.map(record) });
        },
        print: (line) => printed.push(line),
        note: (line) => notes.push(line),
        colour: false,
        signal: stopping.signal,
        pause: async () => {
          if (turn >= answers.length) stopping.abort();
        },
      },
    );
  const ids = () => printed.map((line) => JSON.parse(line).decisionId);
  return { run, asked, headers, printed, notes, ids };
}

describe("toolgate records", () => {
  it("asks for what was asked for, with an Authorization header, and prints oldest first", async () => {
    const shown = setUp([["b", "a"]], { gatewayId: "g 1", decision: "DENY" });
    expect(await shown.run()).toBe(0);
    expect(shown.asked).toEqual(["?limit=20&gatewayId=g+1&decision=DENY"]);
    expect(shown.headers).toEqual([{ authorization: "Toolgate local" }]);
    expect(shown.ids()).toEqual(["a", "b"]);
  });

  it("teaches when there is nothing yet", async () => {
    const empty = setUp([[]], {}, { json: false });
    expect(await empty.run()).toBe(0);
    expect(empty.notes[0]).toContain("No decisions yet. Every tools/call and tools/list");
    const filtered = setUp([[]], { gatewayId: "g", decision: "DENY" }, { json: false });
    expect(await filtered.run()).toBe(0);
    expect(filtered.notes[0]).toBe(
      "No decisions for gateway g and decision DENY. Leave the filter out to see all of them.",
    );
  });

  it("says so, with exit code 1, when the decision asked for is not there", async () => {
    const absent = setUp([[]], { decisionId: "dec-9" });
    expect(await absent.run()).toBe(1);
    expect(absent.notes).toEqual([
      "There is no record of the decision dec-9; records are kept for a time only.",
    ]);
  });

  it(
    verifies("records.cli.follow", "follows: each new decision once, in order, while the server restarts"),
    async () => {
      const following = setUp([["b", "a"], ["c"], "down", "down", [], ["d", "e"]], {}, { follow: true });
      expect(await following.run()).toBe(0);
      expect(following.ids()).toEqual(["a", "b", "c", "d", "e"]);
      expect(following.asked.slice(1)).toEqual([
        "?limit=1000&after=b",
        "?limit=1000&after=c",
        "?limit=1000&after=c",
        "?limit=1000&after=c",
        "?limit=1000&after=c",
      ]);
      expect(following.notes).toEqual([
        "http://127.0.0.1:4100 does not answer; waiting for it to come back.",
        "http://127.0.0.1:4100 answers again.",
      ]);
    },
  );

  it(verifies("records.cli.follow", "follows from the very first decision"), async () => {
    const following = setUp([[], ["b", "a"], ["c"]], {}, { follow: true });
    await following.run();
    expect(following.ids()).toEqual(["a", "b", "c"]);
  });

  it.each<[string, Answer, string]>([
    [
      "nothing answers",
      "down",
      "nothing answers at http://127.0.0.1:4100 (connect ECONNREFUSED). Start it with: npx toolgate serve; or name another address with --url.",
    ],
    ["it refuses", new Response('{"message":"Not now."}', { status: 400 }), "Not now."],
    ["it is something else", new Response("<html>"), "is it Toolgate?"],
    ["its records are none", Response.json({ decisions: [{}] }), "is it Toolgate?"],
  ])(verifies("records.cli.errors", "says what to do when %s"), async (_what, answer, message) => {
    await expect(setUp([answer]).run()).rejects.toThrow(message);
  });

  it(
    verifies("records.cli.errors", "leads to what a gateway's role lacks, and to what mends it"),
    async () => {
      const failed = {
        ...record("dec-1"),
        decision: "ERROR",
        enforced: "DENY",
        failure: { roleArn: "r" },
        gatewayId: "bank-1",
      };
      const shown = setUp([Response.json({ decisions: [failed] })], {}, { json: false });
      expect(await shown.run()).toBe(0);
      expect(shown.notes).toEqual([
        "What the role lacks, and what to add: npx toolgate diagnose gateway bank-1",
      ]);
    },
  );

  it("names an address that is none", async () => {
    await expect(setUp([[]], {}, { url: "localhost" }).run()).rejects.toThrow(
      "--url localhost: not an address; one looks like http://127.0.0.1:4100",
    );
  });
});
