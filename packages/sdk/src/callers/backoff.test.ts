import { describe, expect, it } from "vitest";
import { InputError, NetworkError, TimeLimitError } from "../errors/call-errors.ts";
import { serviceErrorOf } from "../errors/service-error.ts";
import { backoffMs, mayRetry } from "./backoff.ts";

const refused = (code: string, status: number) =>
  serviceErrorOf({ code, status, message: "no", operation: "CreatePolicy" });

describe("another attempt", () => {
  it.each([
    { error: refused("ThrottlingException", 429), repeatable: true, once: true },
    { error: refused("TooManyRequestsException", 400), repeatable: true, once: true },
    { error: refused("Throttling", 400), repeatable: true, once: true },
    { error: refused("InternalServerException", 500), repeatable: true, once: false },
    { error: refused("HTTP 503", 503), repeatable: true, once: false },
    { error: refused("HTTP 501", 501), repeatable: false, once: false },
    { error: refused("ValidationException", 400), repeatable: false, once: false },
    { error: refused("ConflictException", 409), repeatable: false, once: false },
    { error: new NetworkError("gone"), repeatable: true, once: false },
    { error: new TimeLimitError("late"), repeatable: true, once: false },
    { error: new InputError("wrong"), repeatable: false, once: false },
    { error: new Error("aborted"), repeatable: false, once: false },
  ])(
    "after $error.name: $repeatable for what may be repeated, $once for what may not",
    ({ error, repeatable, once }) => {
      expect([mayRetry(error, true), mayRetry(error, false)]).toEqual([repeatable, once]);
    },
  );

  it.each([
    { failed: 1, random: 0, asked: undefined, ms: 0 },
    { failed: 1, random: 0.5, asked: undefined, ms: 50 },
    { failed: 3, random: 0.5, asked: undefined, ms: 200 },
    { failed: 19, random: 0.999, asked: undefined, ms: 19_980 },
    { failed: 1, random: 0.5, asked: 3, ms: 3_050 },
    { failed: 1, random: 0, asked: 86_400, ms: 20_000 },
    { failed: 1, random: 0, asked: -5, ms: 0 },
  ])(
    "waits $ms ms after $failed failures, with chance $random and $asked s asked for",
    ({ failed, random, asked, ms }) => {
      expect(backoffMs(failed, random, asked)).toBe(ms);
    },
  );
});
