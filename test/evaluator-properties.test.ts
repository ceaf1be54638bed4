import {
  callContext,
  compilePolicy,
  DatetimeValue,
  type DecisionRequest,
  decide,
  EntityValue,
  entity,
  explain,
  fromPlain,
  listContext,
  mayAllow,
  PolicySet,
  parsePolicies,
  RecordValue,
  valueFromJson,
} from "@toolgate/policy";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { CedarOracle } from "./cedar-oracle.ts";
import {
  type Case,
  gateway,
  input,
  inputAtoms,
  knownAtoms,
  now,
  policies,
  principal,
} from "./random-statements.ts";
import { verifies } from "./verifies.ts";

const oracle = new CedarOracle();
afterAll(() => oracle.close());

const groups = ["T", "CallTool", "Mcp"];
const uidOfAction = (id: string) => new EntityValue("AgentCore::Action", id);
const action = entity(uidOfAction("T___a"), {
  ancestors: new Set(groups.map((id) => uidOfAction(id).key)),
});

function compiled(statements: readonly string[]): PolicySet {
  return new PolicySet(
    statements.map((statement, index) => {
      const parsed = parsePolicies(statement);
      const [policy] = parsed.ok ? parsed.policies : [];
      if (policy === undefined) throw new Error(`Does not parse: ${statement}`);
      return compilePolicy(policy, `policy${index}`);
    }),
  );
}

function requestOf(given: Case): DecisionRequest {
  const { type, id, tags } = given.principal;
  const attributes = new Map(type === "AgentCore::Anonymous" ? [] : [["id", id] as const]);
  const members = valueFromJson(fromPlain(given.input));
  if (!(members instanceof RecordValue)) throw new Error("The input is no record");
  return {
    principal: entity(new EntityValue(type, id), { attributes, tags: new Map(Object.entries(tags)) }),
    action,
    resource: entity(new EntityValue("AgentCore::Gateway", gateway)),
    context: callContext(members, new DatetimeValue(given.now)),
  };
}

function listed(set: PolicySet, given: Case): boolean {
  return mayAllow(set, { ...requestOf(given), context: listContext(new DatetimeValue(given.now)) });
}

const everything = policies([...knownAtoms, ...inputAtoms, ...inputAtoms]);
const anyCase: fc.Arbitrary<Case> = fc.record({ statements: everything, principal, input, now });

describe("the evaluator, on random policies and requests", () => {
  it(
    verifies("evaluator.agrees", "decides as Cedar does, by the same policies, with the same errors"),
    async () => {
      await fc.assert(
        fc.asyncProperty(anyCase, async (given) => {
          const decided = decide(compiled(given.statements), requestOf(given));
          const cedars = await oracle.decides(
            {
              principal: given.principal,
              action: "T___a",
              actionGroups: groups,
              resource: gateway,
              context: {
                input: given.input,
                system: { now: { __extn: { fn: "datetime", arg: new Date(given.now).toISOString() } } },
              },
            },
            given.statements.join("\n"),
          );
          expect({
            allowed: decided.decision === "ALLOW",
            determining: decided.determining,
            erroring: decided.errors.map(({ policyId }) => policyId).sort(),
          }).toEqual(cedars);
        }),
        { numRuns: 500 },
      );
    },
  );

  it(verifies("evaluator.list.sound", "lists what a call with some arguments is allowed on"), () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const set = compiled(given.statements);
        return decide(set, requestOf(given)).decision === "DENY" || listed(set, given);
      }),
      { numRuns: 2_000 },
    );
  });

  it(
    verifies("evaluator.list.exact", "lists exactly what is allowed where no policy looks at arguments"),
    () => {
      const known = fc.record({ statements: policies(knownAtoms), principal, input, now });
      fc.assert(
        fc.property(known, (given) => {
          const set = compiled(given.statements);
          return (decide(set, requestOf(given)).decision === "ALLOW") === listed(set, given);
        }),
        { numRuns: 2_000 },
      );
    },
  );

  it(
    verifies("evaluator.order", "takes policies in any order, and allows no more for a further forbid"),
    () => {
      fc.assert(
        fc.property(anyCase, everything, (given, others) => {
          const request = requestOf(given);
          const { decision, determining } = decide(compiled(given.statements), request);
          const reversed = decide(compiled([...given.statements].reverse()), request);
          const forbids = others.filter((statement) => statement.startsWith("forbid"));
          const narrowed = decide(compiled([...given.statements, ...forbids]), request);
          return (
            reversed.decision === decision &&
            reversed.determining.length === determining.length &&
            (decision === "ALLOW" || narrowed.decision === "DENY")
          );
        }),
        { numRuns: 2_000 },
      );
    },
  );

  it(verifies("evaluator.explain.agrees", "explains the decision that it takes"), () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const set = compiled(given.statements);
        const decided = decide(set, requestOf(given));
        const explained = explain(set, requestOf(given), (id) => given.statements[Number(id.slice(6))] ?? "");
        const satisfied = explained.policies.filter(({ outcome }) => outcome === "satisfied");
        const effect = satisfied.some((policy) => policy.effect === "forbid") ? "forbid" : "permit";
        expect(explained.decision).toEqual(decided);
        expect(satisfied.filter((policy) => policy.effect === effect).map(({ id }) => id)).toEqual(
          decided.determining,
        );
        expect(explained.sentence).toMatch(decided.decision === "ALLOW" ? /^allowed: / : /^denied: /);
      }),
      { numRuns: 2_000 },
    );
  });
});
