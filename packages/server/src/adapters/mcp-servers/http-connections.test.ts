import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHttpConnections } from "./http-connections.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** Connections to a server that answers by hand, and what each exchange came to. */
function make() {
  const sockets: Duplex[] = [];
  const sent: string[] = [];
  const heard: string[] = [];
  const connections = createHttpConnections((callback) => {
    const socket = new Duplex({
      read() {},
      write(chunk, _encoding, done) {
        sent.push(String(chunk));
        done();
      },
    });
    sockets.push(socket);
    callback(null, socket as Socket);
  });
  const ask = (request: string) =>
    connections.exchange(request, {
      head: ({ statusCode }) => heard.push(`${request}: ${statusCode}`),
      data: (chunk) => heard.push(`${request}: ${chunk}`),
      end: () => heard.push(`${request}: end`),
      failed: (error) => heard.push(`${request}: failed, ${error.message}`),
    });
  /** Streams hand on what they got in turns of their own. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const answer = async (index: number, body: string, headers = "") => {
    sockets[index]?.push(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n${headers}\r\n${body}`);
    await settled();
  };
  return { connections, sockets, sent, heard, ask, answer, settled };
}

it("carry one request after another, and as many connections as there are requests at a time", async () => {
  const { ask, answer, sockets, sent, heard } = make();
  ask("a");
  await answer(0, "1");
  ask("b");
  ask("c");
  await answer(1, "3");
  await answer(0, "2");
  expect(sockets).toHaveLength(2);
  expect(sent).toEqual(["a", "b", "c"]);
  expect(heard).toEqual(["a: 200", "a: 1", "a: end", "c: 200", "c: 3", "c: end", "b: 200", "b: 2", "b: end"]);
});

it("write a request as UTF-8", async () => {
  const { ask, sent } = make();
  ask("é€");
  expect(sent).toEqual(["é€"]);
});

it.each([
  ["that the server ends", "connection: close\r\n"],
  ["that the server keeps too shortly", "keep-alive: timeout=1\r\n"],
])("leave a connection %s", async (_, headers) => {
  const { ask, answer, sockets } = make();
  ask("a");
  await answer(0, "", headers);
  expect(sockets[0]?.destroyed).toBe(true);
  ask("b");
  expect(sockets).toHaveLength(2);
});

it("end a connection that is unused for as long as the server keeps it", async () => {
  const { ask, answer, sockets } = make();
  ask("a");
  await answer(0, "", "keep-alive: timeout=5\r\n");
  vi.advanceTimersByTime(2_900);
  expect(sockets[0]?.destroyed).toBe(false);
  vi.advanceTimersByTime(1_200);
  expect(sockets[0]?.destroyed).toBe(true);
});

it("never use a connection again that told something unasked", async () => {
  const { ask, answer, sockets, heard, settled } = make();
  ask("a");
  await answer(0, "1");
  sockets[0]?.push("HTTP/1.1 200 OK\r\n");
  await settled();
  expect(sockets[0]?.destroyed).toBe(true);
  ask("b");
  expect(sockets).toHaveLength(2);
  expect(heard).toEqual(["a: 200", "a: 1", "a: end"]);
});

it("say that a server left in the middle of its answer", async () => {
  const { ask, sockets, heard, settled } = make();
  ask("a");
  sockets[0]?.push("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab");
  sockets[0]?.push(null);
  await settled();
  expect(heard).toEqual(["a: 200", "a: ab", "a: failed, other side closed"]);
});

it("break off what is aborted, and say no more of it", async () => {
  const { ask, sockets, heard } = make();
  ask("a").abort();
  expect(sockets[0]?.destroyed).toBe(true);
  expect(heard).toEqual([]);
});

it("leave no connection paused for the next request", async () => {
  const { connections, ask, answer, sockets, heard } = make();
  // A reader that is too slow for the last piece.
  const under = connections.exchange("a", {
    head() {},
    data: () => under.pause(),
    end: () => heard.push("a: end"),
    failed() {},
  });
  await answer(0, "1");
  expect(sockets[0]?.isPaused()).toBe(false);
  ask("b");
  await answer(0, "2");
  expect(heard).toEqual(["a: end", "b: 200", "b: 2", "b: end"]);
});

it("fail what is under way when they are closed", () => {
  const { ask, connections, sockets, heard } = make();
  ask("a");
  connections.close();
  expect(sockets[0]?.destroyed).toBe(true);
  expect(heard).toEqual(["a: failed, the connection was closed"]);
});
