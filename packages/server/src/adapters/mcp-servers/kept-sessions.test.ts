import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { createKeptSessions } from "./kept-sessions.ts";

interface Session {
  readonly name: string;
}

function build(max = 2) {
  let now = 0;
  let opened = 0;
  const ended: string[] = [];
  const kept = createKeptSessions<Session>({
    max,
    idleMillis: 100,
    clock: { now: () => now },
    open: async (key) => {
      if (key === "broken") throw new Error("does not open");
      opened += 1;
      return { name: `${key}${opened}` };
    },
    end: async ({ name }) => {
      ended.push(name);
    },
    full: () => new Error("full"),
  });
  const { signal } = new AbortController();
  return {
    kept,
    ended,
    pass: (millis: number) => {
      now += millis;
    },
    use: <T>(key: string | undefined, work: (session: Session) => Promise<T>) =>
      kept.use(key, { signal }, work),
    name: (key: string | undefined) => kept.use(key, { signal }, async ({ name }) => name),
  };
}

it(
  verifies("mcp-servers.sessions", "opens one session for each key, however many ask at a time"),
  async () => {
    const { name } = build();
    expect(await Promise.all([name("a"), name("a"), name("b")])).toEqual(["a1", "a1", "b2"]);
    expect(await name("a")).toBe("a1");
  },
);

it(verifies("mcp-servers.sessions", "ends the one unused for the longest time to make room"), async () => {
  const { name, ended } = build();
  await name("a");
  await name("b");
  await name("a");
  await name("c");
  expect(ended).toEqual(["b2"]);
  expect(await name("a")).toBe("a1");
});

it("refuses one more while all are in use", async () => {
  const { use, name } = build(1);
  await use("a", async () => {
    await expect(name("b")).rejects.toThrow("full");
  });
  expect(await name("b")).toBe("b2");
});

it("ends what is unused for long, and leaves what is in use", async () => {
  const { kept, use, name, ended, pass } = build();
  await name("a");
  await use("b", async () => {
    pass(100);
    kept.endIdle();
  });
  await Promise.resolve();
  expect(ended).toEqual(["a1"]);
});

it("gives a forgotten session to nobody, and ends it after its last use", async () => {
  const { kept, use, name, ended } = build();
  await use("a", async (session) => {
    kept.forget(session);
    expect(await name("a")).toBe("a2");
    expect(ended).toEqual([]);
  });
  await Promise.resolve();
  expect(ended).toEqual(["a1"]);
});

it(verifies("mcp-servers.sessions", "without a key opens one for each use, and ends it after"), async () => {
  const { kept, use, name, ended } = build();
  await use(undefined, async ({ name: first }) => {
    expect([first, await name(undefined)]).toEqual(["undefined1", "undefined2"]);
    expect(ended).toEqual(["undefined2"]);
  });
  await Promise.resolve();
  expect(ended).toEqual(["undefined2", "undefined1"]);
  expect(kept.size()).toBe(0);
});

it("does not keep what did not open", async () => {
  const { kept, name } = build(1);
  await expect(name("broken")).rejects.toThrow("does not open");
  expect(kept.size()).toBe(0);
  expect(await name("a")).toBe("a1");
});

it("stops waiting for a session when the call is aborted", async () => {
  const kept = createKeptSessions<Session>({
    max: 1,
    idleMillis: 1,
    clock: { now: () => 0 },
    open: () => new Promise(() => {}),
    end: async () => {},
    full: () => new Error("full"),
  });
  const controller = new AbortController();
  const waiting = kept.use("a", controller, async () => "never");
  controller.abort(new Error("too late"));
  await expect(waiting).rejects.toThrow("too late");
});

it("ends all of them when it is closed", async () => {
  const { kept, name, ended } = build();
  await name("a");
  await name("b");
  await kept.close();
  expect(ended).toEqual(["a1", "b2"]);
  expect(kept.size()).toBe(0);
});
