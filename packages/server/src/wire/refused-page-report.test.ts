import { expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { createRefusedPageReport } from "./refused-page-report.ts";

function warnings() {
  const told: (readonly [object, string])[] = [];
  const unused = () => undefined;
  const log = {
    error: unused,
    info: unused,
    debug: unused,
    warn: (details: object, message: string) => void told.push([details, message]),
  };
  return { told, report: createRefusedPageReport(log) };
}

it(verifies("pages.told", "the operator is told of an origin once, with what would let it in"), () => {
  const { told, report } = warnings();
  report({ origin: "http://localhost:6274", hint: "Start Toolgate otherwise" });
  report({ origin: "http://localhost:6274", hint: "Start Toolgate otherwise" });
  report({ origin: "null" });
  expect(told).toEqual([
    [{ origin: "http://localhost:6274" }, "requests of a web page were refused. Start Toolgate otherwise"],
    [{ origin: "null" }, "requests of a web page were refused"],
  ]);
});

it(verifies("pages.told", "a page that comes under ever new origins does not fill the log"), () => {
  const { told, report } = warnings();
  for (let number = 0; number < 1_000; number += 1) report({ origin: `https://${number}.evil.example` });
  report({ origin: "x".repeat(10_000) });
  expect(told.length).toBe(101);
  expect(told[100]).toEqual([{}, "web pages of very many origins were refused; further ones are not named"]);
});
