import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { takesJson } from "./accept-header.ts";

it.each([
  [undefined, true],
  ["", true],
  ["*/*", true],
  ["application/json", true],
  ["application/json, text/event-stream", true],
  ["text/event-stream,APPLICATION/JSON;charset=utf-8", true],
  ["text/html, application/*;q=0.1", true],
  ["text/html,*/*;q=0.8", true],
  ["application/json;q=bad", true],
  ["text/event-stream", false],
  ["text/html", false],
  ["application/json;q=0, */*", false],
  ["application/json ; q=0.000", false],
  ["*/*;q=0", false],
])(verifies("revisions.accept", "Accept: %s takes JSON: %s"), (accept, takes) => {
  expect(takesJson(accept)).toBe(takes);
});
