import { Background, type ControlPlaneParts, createCedar } from "@toolgate/server";
import { createSolver, type Solver, type SolverOptions } from "@toolgate/solver";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { openRefunds, scope, under } from "./policy-world.ts";
import { caller } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

const cedar = createCedar();
const shared = createSolver();
afterAll(() => Promise.all([cedar.close(), shared.close()]));

/** A world with its background, so that a test can wait for what nobody waits for. */
async function world(changed: Partial<ControlPlaneParts> = {}) {
  const failures: unknown[] = [];
  const background = new Background((error) => failures.push(error));
  const here = await openRefunds({ cedar, solver: shared, background, ...changed });
  onTestFinished(() => background.close());
  return {
    ...here,
    failures,
    background,
    on: (condition: string, effect = "permit") =>
      `${scope("RefundTool___process_refund", here.arn, effect)} when { ${condition} };`,
  };
}

function started(options: SolverOptions = {}): Solver {
  const solver = createSolver(options);
  onTestFinished(() => solver.close());
  return solver;
}

/** A solver that answers nothing from `hold` to `release`. */
function held() {
  let free: Promise<void> = Promise.resolve();
  let release: () => void = () => undefined;
  let begun: () => void = () => undefined;
  const solver: Pick<Solver, "solve"> = {
    async solve(script, options) {
      begun();
      await free;
      return shared.solve(script, options);
    },
  };
  return {
    solver,
    /** Resolves when it is asked next. */
    hold: () => {
      free = new Promise((resolve) => {
        release = resolve;
      });
      return new Promise<void>((resolve) => {
        begun = resolve;
      });
    },
    release: () => release(),
  };
}

const always = "context.input.amount < 100 || context.input.amount >= 100";
const permissive = (arn: string) =>
  "Overly Permissive: Policy Engine will allow every request for the specified principal (AgentCore::OAuthUser), " +
  `action (RefundTool___process_refund) and resource (${arn}) combination if the policy is added or updated.`;
const restrictive = (arn: string) =>
  permissive(arn).replace("Permissive", "Restrictive").replace("allow", "deny");

describe("a policy that is written", () => {
  it.each([
    [undefined, "CREATE_FAILED"],
    ["FAIL_ON_ANY_FINDINGS", "CREATE_FAILED"],
    ["IGNORE_ALL_FINDINGS", "ACTIVE"],
  ] as const)(
    verifies("findings.modes", "allows all by its conditions, with validationMode %s: %s"),
    async (validationMode, status) => {
      const here = await world();
      const policy = await here.policy(here.on(always), { validationMode });
      expect(policy.status).toBe(status);
      expect(policy.statusReasons).toEqual([
        `${permissive(here.arn)} It lets every caller use 'RefundTool___process_refund' with any arguments, and no forbid ` +
          'in force narrows that. For example, the caller "someone" with the claims {"sub":"someone"} sends ' +
          `{"orderId":"","amount":0} to 'RefundTool___process_refund' at 2026-07-01T00:00:00.000Z. Add a condition on the caller or the ` +
          'arguments, such as `when { principal.hasTag("role") && principal.getTag("role") == "clerk" }`, or send ' +
          "validationMode IGNORE_ALL_FINDINGS if this is what you mean.",
      ]);
    },
  );

  it(verifies("findings.modes", "makes no difference: a note, on which no mode fails"), async () => {
    const here = await world();
    await here.policy(here.on("context.input.amount < 500"));
    const policy = await here.policy(here.on("context.input.amount < 100"), {
      validationMode: "FAIL_ON_ANY_FINDINGS",
    });
    expect(policy).toMatchObject({
      status: "ACTIVE",
      statusReasons: [
        expect.stringMatching(
          /^It makes no difference: without this permit every call is decided the same, by the other policies in force\. For example, .*"amount":/,
        ),
      ],
    });
  });

  it(verifies("findings.told", "can fail: with the place, the expression, a call and a cure"), async () => {
    const here = await world();
    const policy = await here.policy(
      `${scope("RefundTool___process_refund", here.arn)}\nwhen { context.input.amount * 2 < 5 };`,
    );
    expect(policy).toMatchObject({
      status: "ACTIVE",
      statusReasons: [
        expect.stringMatching(
          /^Line 2, column 8: `context\.input\.amount \* 2` can fail \(Integer overflow in `\*`\), and this permit is skipped then and allows nothing\. For example, .*"amount":\d{19}.* Compare before you calculate, so that the numbers stay small\.$/,
        ),
      ],
    });
  });

  it(
    verifies("findings.told", "names its gateway by name: the place is that of the text as written"),
    async () => {
      const here = await world();
      const byName = here.arn.replace(/-[a-z0-9]{10}$/, "");
      const text = `${scope("RefundTool___process_refund", byName)} when { context.input.amount * 2 < 5 };`;
      const [reason = ""] = (await here.policy(text)).statusReasons ?? [];
      expect(reason).toContain(
        `Line 1, column ${text.indexOf("context") + 1}: \`context.input.amount * 2\` can fail`,
      );
    },
  );

  it(
    verifies("findings.told", "tests a scope by a substring: with the case that slips through"),
    async () => {
      const here = await world();
      const condition = (test: string) => here.on(`principal.hasTag("scope") && ${test}`);
      const policy = await here.policy(condition('principal.getTag("scope") like "*payment:process*"'));
      expect(policy.status).toBe("ACTIVE");
      const [reason = ""] = policy.statusReasons ?? [];
      expect(reason).toContain(
        'The pattern "*payment:process*" on the claim scope also matches the longer word payment:process-readonly, and this permit applies',
      );
      expect(reason).toContain('"scope":"payment:process-readonly"');
      const pasted = /write (\(.*\))\.$/.exec(reason)?.[1] ?? "";
      expect(
        (await here.update(policy, { definition: { cedar: { statement: condition(pasted) } } }))
          .statusReasons,
      ).toEqual([]);
    },
  );

  it(verifies("findings.told", "is judged for the callers that its gateway has"), async () => {
    const here = await world();
    const strict = await world({ strictAws: true });
    const types = async ({ policy, on }: typeof here) =>
      (await policy(on(always).replace("principal is AgentCore::OAuthUser", "principal"))).statusReasons?.map(
        (reason) => /principal \((.*?)\)/.exec(reason)?.[1],
      );
    expect(await types(here)).toEqual(["AgentCore::OAuthUser"]);
    expect(await types(strict)).toEqual(["AgentCore::OAuthUser", "AgentCore::IamEntity"]);
  });
});

describe("a forbid", () => {
  const coversAll = "context.input.amount < 1000";

  it(
    verifies("findings.forbid-at-once", "is in force while the solver hangs, and is proved afterwards"),
    async () => {
      const { solver, release, hold } = held();
      const here = await world({ solver });
      await here.policy(here.on("context.input.amount < 500"));
      const asked = hold();
      const slow = here.policy(here.on("context.input.amount == 7"));
      await asked;
      const stop = await here.policy(here.on(coversAll, "forbid"));
      expect(stop).toMatchObject({ status: "ACTIVE", statusReasons: [] });
      release();
      await slow;
      await here.background.idle();
      const proved = await here.get(stop);
      expect(proved).toMatchObject({ status: "ACTIVE", updatedAt: stop.updatedAt });
      expect(proved.statusReasons).toEqual([
        expect.stringMatching(
          /It denies every call of 'RefundTool___process_refund' that the permits in force would allow\. For example, .* That is allowed without it\./,
        ),
      ]);
      expect(proved.statusReasons?.[0]).toContain(restrictive(here.arn));
      const { changes } = await here.store.read((view) =>
        view.changes.find({ resource: stop.policyArn, limit: 1 }),
      );
      expect(changes).toMatchObject([
        { callerId: "toolgate", operation: "AnalysePolicy", before: { statusReasons: [] } },
      ]);
      expect(here.failures).toEqual([]);
    },
  );

  it(
    verifies("findings.forbid-at-once", "waits for its proofs where it is to fail on any findings"),
    async () => {
      const here = await world();
      await here.policy(here.on("context.input.amount < 500"));
      const validationMode = "FAIL_ON_ANY_FINDINGS";
      expect(await here.policy(here.on(coversAll, "forbid"), { validationMode })).toMatchObject({
        status: "CREATE_FAILED",
        statusReasons: [expect.stringContaining(restrictive(here.arn))],
      });
    },
  );

  it(
    verifies("findings.forbid-at-once", "that changed meanwhile keeps nothing of the older proofs"),
    async () => {
      const { solver, release, hold } = held();
      const asked = hold();
      const here = await world({ solver });
      const stop = await here.policy(here.on("context.input.amount * 2 > 5", "forbid"));
      await asked;
      const definition = { cedar: { statement: here.on("context.input.amount > 5", "forbid") } };
      await here.update(stop, { definition });
      release();
      await here.background.idle();
      expect((await here.get(stop)).statusReasons).toEqual([]);
    },
  );
});

describe("a solver in trouble", () => {
  it(
    verifies("findings.bounded", "hangs for ever: the write goes on within its limit and says what is open"),
    async () => {
      const here = await world({
        solver: { solve: () => new Promise(() => undefined) },
        analysisTimeLimit: 50,
      });
      const policy = await here.policy(here.on("context.input.amount < 500"));
      expect(policy.status).toBe("ACTIVE");
      expect(policy.statusReasons?.join(" ")).toContain(
        "Could not be proved: whether it lets every caller use the tool with any arguments, for 'RefundTool___process_refund' " +
          "(AgentCore::OAuthUser). The 0.05 s for the proofs of one change (analysisTimeLimit) were over.",
      );
    },
  );

  it(
    verifies("analysis.referee", "Cedar says otherwise of every case: none is told, and that is"),
    async () => {
      const nothing = {
        decision: "DENY",
        determining: [],
        errors: [],
        logOnlyMatched: [],
        logOnlyErrors: [],
      } as const;
      const here = await world({
        cedar: {
          validate: (schema, statement) => cedar.validate(schema, statement),
          replay: async () => nothing,
        },
      });
      const { statusReasons = [] } = await here.policy(here.on("context.input.amount + 1 > 0"));
      expect(statusReasons.join(" ")).toContain("and Cedar says that they do not");
      expect(statusReasons.join(" ")).not.toContain("It can fail");
    },
  );

  it(verifies("findings.bounded", "an open permit is found without it"), async () => {
    const here = await world({
      solver: { solve: () => new Promise(() => undefined) },
      analysisTimeLimit: 50,
    });
    expect((await here.policy(here.on("true"))).status).toBe("CREATE_FAILED");
  });

  it.each<[string, (solver: Solver) => void]>([
    ["stopped", (solver) => process.kill(Number(solver.processId()), "SIGSTOP")],
    ["killed", (solver) => process.kill(Number(solver.processId()), "SIGKILL")],
  ])(
    verifies("findings.solver-trouble", "its process is %s: the write goes on, and the next is proved"),
    async (_, harm) => {
      const solver = started();
      await solver.solve("(check-sat)");
      const here = await world({ solver, analysisTimeLimit: 20_000 });
      harm(solver);
      const policy = await here.policy(here.on("context.input.amount < 500"));
      expect(policy.status).toBe("ACTIVE");
      expect((await here.get(policy)).definition).toEqual(policy.definition);
      const small = here.on("context.input.amount * 2 < 100");
      expect((await here.policy(small)).statusReasons?.join(" ")).toContain("can fail");
    },
  );

  it(
    verifies(
      "findings.solver-trouble",
      "has no memory: it says that nothing was proved, and the write goes on",
    ),
    async () => {
      const here = await world({ solver: started({ memory: 1 }), analysisTimeLimit: 20_000 });
      const policy = await here.policy(here.on("context.input.amount * 2 < 100"));
      expect(policy.status).toBe("ACTIVE");
      expect(policy.statusReasons?.join(" ")).toContain("Could not be proved: ");
    },
  );

  it(verifies("findings.solver-trouble", "is not there: it says so, and the write goes on"), async () => {
    const here = await world({ solver: started({ command: "/nowhere/cvc5" }) });
    const policy = await here.policy(here.on("context.input.amount < 500"));
    expect(policy.status).toBe("ACTIVE");
    expect(policy.statusReasons?.join(" ")).toContain("Could not be proved: ");
  });

  it(verifies("findings.solver-trouble", "what was proved before is known without it"), async () => {
    let asked = 0;
    const solver: Pick<Solver, "solve"> = {
      solve(script, options) {
        asked += 1;
        return shared.solve(script, options);
      },
    };
    const here = await world({ solver });
    const policy = await here.policy(here.on("context.input.amount * 2 < 100"));
    const before = asked;
    expect(before).toBeGreaterThan(0);
    const again = await here.update(policy, { validationMode: "FAIL_ON_ANY_FINDINGS" });
    expect([again.statusReasons, asked]).toEqual([policy.statusReasons, before]);
  });
});

it(verifies("findings.told", "a limit like those of the guide has none"), async () => {
  const here = await world();
  const statement = `${scope("RefundTool___process_refund", here.arn)} ${under(500)}`;
  expect(await here.policy(statement)).toMatchObject({ status: "ACTIVE", statusReasons: [] });
  expect(
    (await here.control.ListPolicies({ policyEngineId: here.policyEngineId }, caller)).policies,
  ).toHaveLength(1);
});
