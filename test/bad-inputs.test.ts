import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { answerUnreadable } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { BadInputs } from "./fixtures/bad-inputs/bad-input.ts";
import { badConnections } from "./fixtures/bad-inputs/connections.ts";
import { badControlPlane } from "./fixtures/bad-inputs/control-plane.ts";
import { badEncodings } from "./fixtures/bad-inputs/encodings.ts";
import { badHeaders } from "./fixtures/bad-inputs/headers.ts";
import { badJson } from "./fixtures/bad-inputs/json.ts";
import { badJsonRpc } from "./fixtures/bad-inputs/json-rpc.ts";
import { badNames } from "./fixtures/bad-inputs/names.ts";
import { badSizes } from "./fixtures/bad-inputs/sizes.ts";
import { badTokens } from "./fixtures/bad-inputs/tokens.ts";
import { type HostileToolgate, hostileToolgate } from "./hostile-toolgate.ts";
import { exchangeBytes, readAnswers } from "./raw-socket.ts";
import { verifies } from "./verifies.ts";

/** Whatever is sent: the exact answer, nothing stored, and a gateway that goes on. */

const tables: readonly BadInputs[] = [
  badControlPlane,
  badTokens,
  badJson,
  badJsonRpc,
  badHeaders,
  badSizes,
  badEncodings,
  badNames,
  badConnections,
];
const goodAnswer =
  '200 {"jsonrpc":"2.0","id":1,"result":{"isError":false,"content":[{"type":"text","text":"{\\"amount\\":1}"}]}}';

let hostile: HostileToolgate;
beforeAll(async () => {
  hostile = await hostileToolgate();
});
afterAll(() => hostile.close());

describe.each(tables)("bad input: $area", ({ door, rows }) => {
  let before: string;
  beforeAll(async () => {
    before = await hostile.storeDigest();
  });

  it.each(rows)(verifies("hostile.answers", "%s"), async (_what, sent, answer) => {
    expect(await hostile.send(door, sent)).toBe(answer);
  });

  it(verifies("hostile.store", "leaves the store as it was, and the gateway serving"), async () => {
    expect(await hostile.storeDigest()).toBe(before);
    expect(await hostile.goodCall()).toBe(goodAnswer);
  });
});

it("there are at least two hundred of them, no two alike", () => {
  const all = tables.flatMap(({ area, rows }) => rows.map(([what]) => `${area}: ${what}`));
  expect(all.length).toBeGreaterThanOrEqual(200);
  expect(new Set(all).size).toBe(all.length);
});

it(verifies("hostile.memory", "memory stays flat, however often all of it is sent"), async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const sendAll = async (rounds: number) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const { door, rows } of tables) for (const [, sent] of rows) await hostile.send(door, sent);
    }
    collect();
    return process.memoryUsage();
  };
  await sendAll(3);
  // What leaks grows in every span; a single span may see the allocator take pages that it keeps for later.
  const spans: { readonly heap: number; readonly resident: number }[] = [];
  let before = await sendAll(1);
  for (let span = 0; span < 3; span += 1) {
    const after = await sendAll(3);
    spans.push({ heap: after.heapUsed - before.heapUsed, resident: after.rss - before.rss });
    before = after;
  }
  const mebibyte = 1024 * 1024;
  expect(Math.min(...spans.map(({ heap }) => heap))).toBeLessThan(5 * mebibyte);
  expect(Math.min(...spans.map(({ resident }) => resident))).toBeLessThan(15 * mebibyte);
}, 240_000);

describe("a request that does not come to its end", () => {
  it.each([
    ["its headers", ["POST / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "]],
    ["its body", ["POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{"]],
  ])(verifies("hostile.slow", "in time, for want of %s, is told so and cut off"), async (_what, parts) => {
    const server = createServer({ headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 10 });
    answerUnreadable(server);
    server.on("request", () => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const answers = readAnswers(await exchangeBytes((server.address() as AddressInfo).port, parts));
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [408, '{"message":"The request took too long to arrive: send it again, and faster."}'],
    ]);
  });
});
