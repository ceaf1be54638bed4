import {
  actionEntity,
  compilePolicy,
  DatetimeValue,
  gatewayEntity,
  listContext,
  mayAllow,
  PolicySet,
  parsePolicy,
  principalEntity,
} from "@toolgate/policy";
import fc from "fast-check";
import { afterAll, describe, it } from "vitest";
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

async function listedAndAllowed(given: Case): Promise<{ listed: boolean; allowed: boolean }> {
  const request = {
    principal: given.principal,
    action: "T___a",
    actionGroups: ["T", "CallTool", "Mcp"],
    resource: gateway,
  };
  const compiled = given.statements.map((statement, index) => {
    const parsed = parsePolicy(statement);
    if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
    return compilePolicy(parsed.policy, `p${index}`);
  });
  const time = { __extn: { fn: "datetime", arg: new Date(given.now).toISOString() } };
  const context = { input: given.input, system: { now: time } };
  return {
    listed: mayAllow(new PolicySet(compiled), {
      principal: principalEntity(given.principal),
      action: actionEntity(request.action),
      resource: gatewayEntity(request.resource),
      context: listContext(new DatetimeValue(given.now)),
    }),
    allowed: await oracle.allows({ ...request, context }, given.statements.join("\n")),
  };
}

describe("the tools that a caller is shown, against Cedar itself", () => {
  it(
    verifies("policy.list.sound", "hold every tool that a call with some arguments is allowed on"),
    async () => {
      const statements = policies([...knownAtoms, ...inputAtoms, ...inputAtoms]);
      await fc.assert(
        fc.asyncProperty(fc.record({ statements, principal, input, now }), async (given) => {
          const { listed, allowed } = await listedAndAllowed(given);
          return listed || !allowed;
        }),
        { numRuns: 600 },
      );
    },
  );

  it(
    verifies("policy.list.exact", "are exactly those allowed where no policy looks at arguments"),
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.record({ statements: policies(knownAtoms), principal, input, now }),
          async (given) => {
            const { listed, allowed } = await listedAndAllowed(given);
            return listed === allowed;
          },
        ),
        { numRuns: 600 },
      );
    },
  );
});
