import { describe, expect, it } from "vitest";
import { ResponseReader } from "./response-reader.ts";

/** What a reader makes of a response that comes in pieces of so many bytes. */
function read(text: string, size = text.length, closes = false) {
  const heard: unknown[] = [];
  let body = "";
  const reader = new ResponseReader({
    head: ({ statusCode, headers }) => heard.push(statusCode, headers["content-type"]),
    data: (chunk) => {
      body += chunk.toString("latin1");
    },
    end: (keepMillis) => heard.push(body, keepMillis),
  });
  reader.expect();
  for (let at = 0; at < text.length; at += size)
    reader.push(Buffer.from(text.slice(at, at + size), "latin1"));
  if (closes) heard.push(reader.close());
  return heard;
}

const answer = (...headers: string[]) => `HTTP/1.1 200 OK\r\n${headers.join("\r\n")}\r\n\r\n`;

describe.each([1, 2, 3, 7, 100_000])("in pieces of %i bytes", (size) => {
  it.each([
    [
      "a counted body",
      `${answer("Content-Type: application/json", "content-length: 2")}{}`,
      [200, "application/json", "{}", 4_000],
    ],
    ["no body", "HTTP/1.1 204 No Content\r\nkeep-alive: timeout=5\r\n\r\n", [204, undefined, "", 3_000]],
    ["an empty body", answer("content-length:0", "Connection: Close"), [200, undefined, "", 0]],
    [
      "chunks with extensions and trailers",
      `${answer("transfer-encoding: Chunked")}3;a="b"\r\nabc\r\nA \r\n0123456789\r\n0\r\nx: y\r\n\r\n`,
      [200, undefined, "abc0123456789", 4_000],
    ],
    [
      "what comes before an answer",
      `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${answer("content-length: 1")}x`,
      [200, undefined, "x", 4_000],
    ],
    [
      "HTTP/1.0, which keeps nothing",
      "HTTP/1.0 404 \r\ncontent-length: 1\r\n\r\nx",
      [404, undefined, "x", 0],
    ],
    [
      "the same length twice",
      `${answer("content-length: 1", "Content-Length: 1")}x`,
      [200, undefined, "x", 4_000],
    ],
  ])("reads %s", (_, text, expected) => {
    expect(read(text, size)).toEqual(expected);
  });

  it.each([
    ["no HTTP", "SSH-2.0-OpenSSH\r\n\r\n", "status line"],
    ["a header without a name", answer(": x"), "status line"],
    ["a header that goes on in the next line", answer("x: y", " z: 1"), "status line"],
    ["a header with a line break alone", answer("x: y\nz: 1"), "status line"],
    ["a space before the colon", answer("content-length : 1"), "status line"],
    ["two lengths", answer("content-length: 1", "content-length: 2"), "content-length"],
    ["a length with a sign", answer("content-length: +1"), "content-length"],
    ["a list of lengths", answer("content-length: 1, 1"), "content-length"],
    ["a length beside chunks", answer("content-length: 1", "transfer-encoding: chunked"), "both"],
    ["another coding", answer("transfer-encoding: gzip, chunked"), "not chunked alone"],
    ["chunked twice", answer("transfer-encoding: chunked", "transfer-encoding: chunked"), "chunked alone"],
    ["another protocol", "HTTP/1.1 101 Switching Protocols\r\n\r\n", "protocol"],
    ["a chunk without a size", `${answer("transfer-encoding: chunked")}x\r\n`, "no number"],
    ["a chunk that is too long", `${answer("transfer-encoding: chunked")}1\r\nabc`, "too long"],
    ["more than was asked for", `${answer("content-length: 1")}xy`, "not asked for"],
    ["a head without end", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(20_000)}`, "larger than 16384 bytes"],
    [
      "trailers without end",
      `${answer("transfer-encoding: chunked")}0\r\n${"x: y\r\n".repeat(2_000)}`,
      "trailers are too long",
    ],
  ])("refuses %s", (_, text, why) => {
    expect(() => read(text, size)).toThrow(why);
  });
});

it.each([
  ["ends a body that has no length", answer("content-type: a/b"), [200, "a/b", "rest", 0, true]],
  ["leaves a counted body short", answer("content-length: 5"), [200, undefined, false]],
])("the end of the connection %s", (_, head, expected) => {
  expect(read(`${head}rest`, 3, true)).toEqual(expected);
});
