import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { showChanges } from "./show-changes.ts";

const change = (changeId: string) => ({
  changeId,
  time: "2026-01-02T03:04:05.678Z",
  callerId: "AKIDEXAMPLE",
  accountId: "123456789012",
  region: "us-west-2",
  operation: "CreatePolicyEngine",
  action: "create",
  resource: { kind: "engine", id: "E-0123456789", arn: "arn:e" },
  after: { name: "E" },
});

type Answer = readonly string[] | { readonly cut: readonly string[] } | "down" | Response;

/** Answers the requests in turn; the pause after the last one ends following. */
function setUp(answers: readonly Answer[], query: object = {}, more: object = {}) {
  const asked: string[] = [];
  const printed: string[] = [];
  const notes: string[] = [];
  const stopping = new AbortController();
  let turn = 0;
  const answerOf = (answer: Answer): Response => {
    if (answer === "down") throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });
    if (answer instanceof Response) return answer;
    const [ids, truncated] = "cut" in answer ? [answer.cut, true] : [answer, false];
    return Response.json({ changes: ids.map(change), truncated });
  };
  const run = () =>
    showChanges(
      { url: "http://127.0.0.1:4100", query: { limit: 20, ...query }, follow: false, json: true, ...more },
      {
        fetch: async (input) => {
          const { pathname, search } = new URL(String(input));
          expect(pathname).toBe("/toolgate/v1/changes");
          asked.push(search);
          return answerOf(answers[turn++] ?? []);
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
  const ids = () => printed.map((line) => JSON.parse(line).changeId);
  return { run, asked, printed, notes, ids };
}

describe("toolgate changes", () => {
  it("asks for what was asked for and prints oldest first", async () => {
    const shown = setUp([["3", "2"]], { resource: "arn:aws:x/y z", limit: 2 });
    expect(await shown.run()).toBe(0);
    expect(shown.asked).toEqual(["?limit=2&resource=arn%3Aaws%3Ax%2Fy+z"]);
    expect(shown.ids()).toEqual(["2", "3"]);
  });

  it("asks on where an answer was cut, until it has as many as wanted", async () => {
    const shown = setUp([{ cut: ["9"] }, { cut: ["8", "7"] }, ["6"]], { limit: 5 });
    expect(await shown.run()).toBe(0);
    expect(shown.asked).toEqual(["?limit=5", "?limit=4&before=9", "?limit=2&before=7"]);
    expect(shown.ids()).toEqual(["6", "7", "8", "9"]);
  });

  it.each([
    ["an empty piece", [{ cut: ["9"] }, { cut: [] }], ["9"]],
    ["more than was asked for", [{ cut: ["9", "8", "7", "6", "5"] }], ["5", "6", "7", "8", "9"]],
  ])("does not ask for ever when %s says that there is more", async (_, answers, ids) => {
    const shown = setUp(answers, { limit: 3 });
    await shown.run();
    expect(shown.ids()).toEqual(ids);
    expect(shown.asked).toHaveLength(answers.length);
  });

  it(
    verifies("changes.cli", "follows: each new change once, in order, while the server restarts"),
    async () => {
      const shown = setUp([[], ["2", "1"], { cut: ["3"] }, "down", ["4"]], {}, { follow: true });
      expect(await shown.run()).toBe(0);
      expect(shown.ids()).toEqual(["1", "2", "3", "4"]);
      expect(shown.asked).toEqual([
        "?limit=20",
        "?limit=1000",
        "?limit=1000&after=2",
        "?limit=1000&after=3",
        "?limit=1000&after=3",
      ]);
      expect(shown.notes).toEqual([
        "http://127.0.0.1:4100 does not answer; waiting for it to come back.",
        "http://127.0.0.1:4100 answers again.",
      ]);
    },
  );

  it.each<[string, Answer, string]>([
    ["nothing answers", "down", "nothing answers at http://127.0.0.1:4100 (connect ECONNREFUSED)."],
    ["it refuses", new Response('{"message":"Not you."}', { status: 403 }), "Not you."],
    ["it is something else", new Response("<html>"), "is it Toolgate?"],
    ["its changes are none", Response.json({ changes: [{}], truncated: false }), "no list of changes"],
    ["it does not say whether there is more", Response.json({ changes: [] }), "no list of changes"],
  ])("says what to do when %s", async (_, answer, message) => {
    await expect(setUp([answer]).run()).rejects.toThrow(message);
  });
});
