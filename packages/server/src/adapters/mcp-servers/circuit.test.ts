import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { createCircuit } from "./circuit.ts";

function build() {
  let now = Date.parse("2026-01-02T03:04:05.000Z");
  const circuit = createCircuit({ failures: 3, openMillis: 10_000, clock: { now: () => now } });
  return {
    circuit,
    pass: (millis: number) => {
      now += millis;
    },
    fail: (times: number) => {
      for (let i = 1; i <= times; i++) circuit.failed(`failure ${i}`);
    },
  };
}

const openFor = (seconds: number) =>
  `circuit open since 2026-01-02T03:04:05.000Z after 3 failures in a row; next try in ${seconds} s; the last failure: failure 3`;

it(
  verifies("mcp-servers.circuit", "opens after the failures in a row, and says since when and for how long"),
  () => {
    const { circuit, pass, fail } = build();
    fail(2);
    expect(circuit.admit()).toBeUndefined();
    circuit.failed("failure 3");
    expect(circuit.admit()).toBe(openFor(10));
    pass(9_001);
    expect(circuit.refusal()).toBe(openFor(1));
  },
);

it("starts counting anew after a success", () => {
  const { circuit, fail } = build();
  fail(2);
  circuit.succeeded();
  fail(2);
  expect(circuit.admit()).toBeUndefined();
});

it(verifies("mcp-servers.circuit", "lets a single call try it when the time is up"), () => {
  const { circuit, pass, fail } = build();
  fail(3);
  pass(10_000);
  expect(circuit.refusal()).toBeUndefined();
  expect(circuit.admit()).toBeUndefined();
  expect(circuit.admit()).toBe(
    "circuit open since 2026-01-02T03:04:05.000Z after 3 failures in a row; a call that tries it is under way; the last failure: failure 3",
  );
  circuit.succeeded();
  expect(circuit.admit()).toBeUndefined();
  expect(circuit.admit()).toBeUndefined();
});

it("stays open, since the first time, when the call that tried it failed", () => {
  const { circuit, pass, fail } = build();
  fail(3);
  pass(10_000);
  circuit.admit();
  circuit.failed("still down");
  expect(circuit.admit()).toBe(
    "circuit open since 2026-01-02T03:04:05.000Z after 4 failures in a row; next try in 10 s; the last failure: still down",
  );
  pass(10_000);
  expect(circuit.admit()).toBeUndefined();
});

it(
  verifies("mcp-servers.circuit", "a try that is abandoned tells nothing, and leaves room for the next"),
  () => {
    const { circuit, pass, fail } = build();
    fail(2);
    circuit.abandoned();
    fail(1);
    expect(circuit.refusal()).toContain("circuit open");
    pass(10_000);
    expect(circuit.admit()).toBeUndefined();
    expect(circuit.admit()).toContain("a call that tries it is under way");
    circuit.abandoned();
    expect(circuit.admit()).toBeUndefined();
  },
);
