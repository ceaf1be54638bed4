import {
  compilePolicy,
  DatetimeValue,
  type DecisionRequest,
  decide,
  explain,
  fromPlain,
  type JsonValue,
  listContext,
  mayAllow,
  PolicySet,
  parseJson,
  parsePolicy,
  policyToText,
  RecordValue,
  stringifyJson,
  type ToolSchema,
  toolArguments,
  valueFromJson,
  valueToJson,
} from "@toolgate/policy";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomWorld } from "../scripts/differential/random-world.mjs";
import { randomSource } from "../scripts/fuzz/random.mjs";
import { verifies } from "./verifies.ts";

/** Properties of our engine on the fuzzer's tools, policies, tokens and arguments; a seed names a world. */

interface Asked {
  readonly policies: Readonly<Record<string, string>>;
  readonly request: DecisionRequest;
  readonly schema: ToolSchema;
  readonly given: JsonValue;
}

const worlds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const runs = { numRuns: 150 };

/** Ten calls of the world of this seed, less those that no policy is asked about. */
function asked(seed: number): readonly Asked[] {
  const { policies, call } = randomWorld(randomSource(seed));
  return Array.from({ length: 10 }, call).flatMap((made) =>
    made.refused === undefined ? [{ policies, ...made }] : [],
  );
}

function parsed(text: string) {
  const read = parsePolicy(text);
  if (!read.ok) throw new Error(`${read.errors[0]?.message} in ${text}`);
  return read.policy;
}

const setOf = (policies: readonly (readonly [id: string, text: string])[]) =>
  new PolicySet(policies.map(([id, text]) => compilePolicy(parsed(text), id)));

function isListed(set: PolicySet, request: DecisionRequest): boolean {
  const system = request.context.members.get("system");
  const now = system instanceof RecordValue ? system.members.get("now") : undefined;
  if (!(now instanceof DatetimeValue)) throw new Error("The context has no time");
  return mayAllow(set, { ...request, context: listContext(now) });
}

describe("on random tools, policies, tokens and arguments", { timeout: 120_000 }, () => {
  it(verifies("proof.listed", "what may be called is listed, and what is not listed is denied"), () => {
    const seen = { allowed: 0, unlisted: 0 };
    fc.assert(
      fc.property(worlds, (seed) => {
        for (const { policies, request } of asked(seed)) {
          const set = setOf(Object.entries(policies));
          const { decision } = decide(set, request);
          const listed = isListed(set, request);
          if (decision === "ALLOW") seen.allowed += 1;
          if (!listed) seen.unlisted += 1;
          if (decision === "ALLOW" && !listed) return false;
        }
        return true;
      }),
      runs,
    );
    expect(seen.allowed).toBeGreaterThan(100);
    expect(seen.unlisted).toBeGreaterThan(100);
  });

  it(verifies("proof.explained", "an explanation agrees with the decision, in everything"), () => {
    fc.assert(
      fc.property(worlds, (seed) => {
        for (const { policies, request } of asked(seed)) {
          const set = setOf(Object.entries(policies));
          const decided = decide(set, request);
          const explained = explain(set, request, (id) => policies[id] ?? "");
          const ids = (outcome: string, effect?: string) =>
            explained.policies
              .filter((one) => one.outcome === outcome && (effect ?? one.effect) === one.effect)
              .map(({ id }) => id);
          const forbidding = ids("satisfied", "forbid");
          expect(explained.decision).toEqual(decided);
          expect(forbidding.length > 0 ? forbidding : ids("satisfied", "permit")).toEqual(
            decided.determining,
          );
          expect(ids("error")).toEqual(decided.errors.map(({ policyId }) => policyId));
          expect(explained.sentence).toMatch(decided.decision === "ALLOW" ? /^allowed/ : /^denied/);
        }
      }),
      runs,
    );
  });

  it(verifies("proof.order", "the order of policies does not matter"), () => {
    fc.assert(
      fc.property(worlds, fc.integer(), (seed, order) => {
        for (const { policies, request } of asked(seed)) {
          const random = randomSource(order);
          const shuffled = Object.entries(policies)
            .map((policy) => ({ policy, at: random.below(1_000) }))
            .sort((a, b) => a.at - b.at)
            .map(({ policy }) => policy);
          expect(decide(setOf(shuffled), request)).toEqual(decide(setOf(Object.entries(policies)), request));
        }
      }),
      runs,
    );
  });

  it(verifies("proof.order", "a further forbid never allows more"), () => {
    let narrowed = 0;
    fc.assert(
      fc.property(worlds, worlds, (seed, other) => {
        const further = Object.values(randomWorld(randomSource(other)).policies)
          .filter((text) => text.startsWith("forbid"))
          .map((text, index) => [`further${index}`, text] as const);
        for (const { policies, request } of asked(seed)) {
          const before = decide(setOf(Object.entries(policies)), request).decision;
          const after = decide(setOf([...Object.entries(policies), ...further]), request).decision;
          if (before === "DENY" && after === "ALLOW") return false;
          if (before === "ALLOW" && after === "DENY") narrowed += 1;
        }
        return true;
      }),
      runs,
    );
    expect(narrowed).toBeGreaterThan(10);
  });

  it(verifies("proof.arguments", "what a tool gets reads back as what the policies saw"), () => {
    fc.assert(
      fc.property(worlds, (seed) => {
        for (const { schema, given } of asked(seed)) {
          const first = toolArguments(schema, given);
          if (!first.ok) throw new Error(first.message);
          const again = parseJson(stringifyJson(first.forward));
          if (!again.ok) throw new Error(again.message);
          expect(again.value).toEqual(first.forward);
          expect(toolArguments(schema, again.value)).toEqual({ ...first, dropped: [] });
        }
      }),
      runs,
    );
  });

  it(verifies("proof.arguments", "the values of a request survive Cedar's JSON"), () => {
    fc.assert(
      fc.property(worlds, (seed) => {
        for (const { request } of asked(seed)) {
          const text = parseJson(stringifyJson(fromPlain(valueToJson(request.context))));
          expect(text.ok && valueFromJson(text.value)).toEqual(request.context);
        }
      }),
      runs,
    );
  });

  it(verifies("proof.text", "a policy reads back from its text as the same tree"), () => {
    fc.assert(
      fc.property(worlds, (seed) => {
        for (const text of Object.values(randomWorld(randomSource(seed)).policies)) {
          const policy = parsed(text);
          expect(withoutPlaces(parsed(policyToText(policy)))).toEqual(withoutPlaces(policy));
        }
      }),
      runs,
    );
  });
});

/** The tree without the places in the text that it was read from. */
function withoutPlaces(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutPlaces);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => name !== "span")
      .map(([name, inside]) => [name, withoutPlaces(inside)]),
  );
}
