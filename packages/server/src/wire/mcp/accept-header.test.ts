import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { takenTypes } from "./accept-header.ts";

it.each([
  [undefined, true, false],
  ["", true, false],
  ["*/*", true, false],
  ["application/json", true, false],
  ["application/json, text/event-stream", true, true],
  ["text/event-stream,APPLICATION/JSON;charset=utf-8", true, true],
  ["text/html, application/*;q=0.1", true, false],
  ["text/html,*/*;q=0.8", true, false],
  ["application/json;q=bad", true, false],
  ["application/json, text/event-stream;q=0", true, false],
  ["text/event-stream;q=0, text/*", false, false],
  ["text/*", false, true],
  ["text/event-stream", false, true],
  ["text/html", false, false],
  ["application/json;q=0, */*", false, false],
  ["application/json ; q=0.000", false, false],
  ["*/*;q=0", false, false],
])(verifies("revisions.accept", "Accept: %s takes JSON: %s, and a stream: %s"), (accept, json, events) => {
  expect(takenTypes(accept)).toEqual({ json, events });
});
