import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import {
  actionEntity,
  callContext,
  compilePolicy,
  DatetimeValue,
  decide,
  fromPlain,
  gatewayEntity,
  type PlainJson,
  PolicySet,
  parsePolicy,
  principalEntity,
  toolArguments,
} from "../index.ts";
import { translate } from "./translate.ts";
import { vocabularyOf } from "./vocabulary.ts";

const gatewayArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/clinic";
const text = { type: "string" } as const;
const tools = [
  {
    action: "Clinic___dispense_drug",
    description: "Dispense a drug to a patient",
    inputSchema: {
      type: "object",
      properties: {
        patientId: text,
        doseMg: { type: "integer", description: "Dose in milligrams" },
        storage: { type: "string", enum: ["fridge", "shelf"] },
        temperature: { type: "integer", description: "Temperature in degrees" },
        checked: { type: "boolean", description: "Whether the dose was checked" },
        witness: text,
      },
      required: ["patientId", "doseMg", "storage", "temperature", "checked"],
    },
  },
  {
    action: "Clinic___open_cabinet",
    description: "Open a cabinet",
    inputSchema: { type: "object", properties: { minutes: { type: "integer" } }, required: ["minutes"] },
  },
  {
    action: "Clinic___print_label",
    description: "Print a label",
    inputSchema: { type: "object", properties: { copies: { type: "integer" } }, required: ["copies"] },
  },
] as const;
const vocabulary = vocabularyOf(tools, { gatewayArn });

interface Call {
  readonly tool: (typeof tools)[number];
  readonly tags: Readonly<Record<string, string>>;
  readonly input: PlainJson;
}

const [drug, cabinet, label] = tools;
const dose = { patientId: "p", doseMg: 100, storage: "shelf", temperature: 20, checked: true };
const call = (
  tool: (typeof tools)[number],
  input: PlainJson,
  role?: string,
  more: Readonly<Record<string, string>> = {},
): Call => ({ tool, input, tags: { ...(role === undefined ? {} : { role }), ...more } });
const calls = {
  dose: call(drug, dose),
  "dose by nurse": call(drug, dose, "nurse"),
  "dose by pharmacist": call(drug, dose, "pharmacist"),
  "big dose": call(drug, { ...dose, doseMg: 900 }),
  "big dose by pharmacist": call(drug, { ...dose, doseMg: 900 }, "pharmacist"),
  "big dose by nurse": call(drug, { ...dose, doseMg: 900 }, "nurse"),
  "warm dose": call(drug, { ...dose, temperature: 31 }),
  "unchecked dose": call(drug, { ...dose, checked: false }),
  "witnessed dose": call(drug, { ...dose, witness: "w" }),
  cabinet: call(cabinet, { minutes: 5 }),
  "cabinet by nurse": call(cabinet, { minutes: 5 }, "nurse"),
  "cabinet by pharmacist": call(cabinet, { minutes: 5 }, "pharmacist"),
  "long cabinet by nurse": call(cabinet, { minutes: 90 }, "nurse"),
  "long cabinet by pharmacist": call(cabinet, { minutes: 90 }, "pharmacist"),
  label: call(label, { copies: 1 }),
  "label by nurse": call(label, { copies: 1 }, "nurse"),
  "many labels": call(label, { copies: 50 }),
} as const;
type Name = keyof typeof calls;
const names = Object.keys(calls).filter((name): name is Name => name in calls);

/** The calls that the text's policies allow, with everything else permitted or not; or why there are none. */
function allowed(sentence: string, base: "nothing" | "everything"): readonly string[] | string {
  const results = translate(sentence, vocabulary).map(({ result }) => result);
  const statements = results.flatMap((result) => (result.kind === "policy" ? [result.statement] : []));
  if (statements.length < results.length || results.length === 0) return "refused";
  const set = new PolicySet(
    [...(base === "everything" ? ["permit(principal, action, resource);"] : []), ...statements].map(
      (statement, index) => {
        const parsed = parsePolicy(statement);
        if (!parsed.ok) throw new Error(statement);
        return compilePolicy(parsed.policy, `p${index}`);
      },
    ),
  );
  return names.filter((name) => {
    const { tool, tags, input } = calls[name];
    const read = toolArguments(tool.inputSchema, fromPlain(input));
    if (!read.ok) throw new Error(read.message);
    const { decision } = decide(set, {
      principal: principalEntity({ type: "AgentCore::OAuthUser", id: "someone", tags }),
      action: actionEntity(tool.action),
      resource: gatewayEntity(gatewayArn),
      context: callContext(read.input, new DatetimeValue(Date.parse("2026-03-04T12:00:00Z"))),
    });
    return decision === "ALLOW";
  });
}

/** All calls but those. */
const but = (...denied: readonly Name[]): readonly Name[] => names.filter((name) => !denied.includes(name));
const doses = names.filter((name) => calls[name].tool === drug);
const big = doses.filter((name) => name.startsWith("big"));
const cabinets = names.filter((name) => calls[name].tool === cabinet);

describe("a reason or a title before the rule", () => {
  it.each<[string, readonly Name[]]>([
    ["Cold chain: refuse dispense_drug if the temperature is above 8 degrees.", but(...doses)],
    ["Heat damages drugs: block dispense_drug when the temperature is over 30.", but("warm dose")],
    ["Doses have to be checked: block dispensing drugs unless checked is true.", but("unchecked dose")],
    [
      "Only checked doses can be dispensed: block dispense_drug unless checked is true.",
      but("unchecked dose"),
    ],
    ["Overdoses are a danger, so forbid dispense_drug when doseMg is above 500.", but(...big)],
    ["Freeze: forbid opening cabinets from 2026-03-01 until 2026-03-31.", but(...cabinets)],
    ["Safety first: deny dispense_drug when doseMg is above 500", but(...big)],
    ["The cabinet is broken - block open_cabinet.", but(...cabinets)],
  ])(verifies("authoring.structure", "%s"), (sentence, expected) => {
    expect(allowed(sentence, "everything")).toEqual(expected);
  });

  it.each([
    "Pharmacists: block dispense_drug when doseMg is above 500.",
    "Fridge storage is safe: block dispense_drug when doseMg is above 500.",
    "Doses above 500 are dangerous: block dispense_drug.",
    "Weekends: block open_cabinet when minutes is above 10.",
    "Printing labels is a waste: block open_cabinet.",
    "Stock takers only: allow dispense_drug when doseMg is below 500.",
    "Two pharmacists at least: allow dispense_drug when doseMg is below 500.",
    "If the alarm is off: block open_cabinet when minutes is above 10.",
    "Europe: allow dispense_drug when doseMg is below 500.",
    "Never dispense: allow dispense_drug.",
    "Emergency: allow dispense_drug when doseMg is below 500.",
    "Wire drugs are risky: block dispense_drug.",
    "Drugs for DE are only for pharmacists: block dispense_drug for everyone else.",
    "Because nurses are trained, allow opening cabinets.",
    "Everyone may open cabinets, and nobody else.",
    "Drugs are in grams: allow dispense_drug when doseMg is below 500.",
  ])(
    verifies("authoring.structure", "refused, since what stands before it may restrict it: %s"),
    (sentence) => {
      expect(allowed(sentence, "everything")).toBe("refused");
    },
  );
});

describe("the tool or the callers before a colon", () => {
  it.each<[string, readonly Name[]]>([
    ["dispense_drug: allow for role pharmacist only", ["dose by pharmacist", "big dose by pharmacist"]],
    ["Opening cabinets: nurses and pharmacists only.", cabinets.filter((name) => name.includes("by"))],
    ["print label: everyone.", ["label", "label by nurse", "many labels"]],
    ["Open cabinet: only role nurse.", ["cabinet by nurse", "long cabinet by nurse"]],
    ["Open cabinet: role nurse, at most 10 minutes.", ["cabinet by nurse"]],
    ["role nurse: may open cabinets", ["cabinet by nurse", "long cabinet by nurse"]],
    ["Print label: yes, for everyone.", ["label", "label by nurse", "many labels"]],
    ["Pharmacists: dispense allowed only if doseMg is below 500", ["dose by pharmacist"]],
  ])(verifies("authoring.structure", "%s"), (sentence, expected) => {
    expect(allowed(sentence, "nothing")).toEqual(expected);
  });

  it.each<[string, readonly Name[]]>([
    ["Opening of cabinets: no.", but(...cabinets)],
    ["Open cabinet: never, for nobody.", but(...cabinets)],
    ["Labels with more than 10 copies: deny printing.", but("many labels")],
    ["dispense_drug: temperature above 30 is not allowed", but("warm dose")],
    ["dispense_drug: deny if doseMg is above 500", but(...big)],
  ])(verifies("authoring.structure", "%s"), (sentence, expected) => {
    expect(allowed(sentence, "everything")).toEqual(expected);
  });
});

describe("what a sentence closes in the end", () => {
  it.each<[string, readonly Name[]]>([
    ["The dose must be at most 500, otherwise forbid the dispense_drug call.", but(...big)],
    ["Drugs are dispensed only when checked is true; otherwise deny.", but("unchecked dose")],
    ["Allow dispense_drug only when doseMg is at most 500, deny anything larger.", but(...big)],
    [
      "Dispensing drugs is only for role pharmacist: block it for everyone else.",
      but(...doses.filter((name) => !name.includes("pharmacist"))),
    ],
    [
      "Only pharmacists may open cabinets, all others are blocked from it.",
      but(...cabinets.filter((name) => !name.includes("pharmacist"))),
    ],
    [
      "Opening cabinets is reserved for role nurse; deny it to everyone else.",
      but(...cabinets.filter((name) => !name.includes("nurse"))),
    ],
    [
      "Cabinets may be opened if minutes is at most 10, else deny.",
      but("long cabinet by nurse", "long cabinet by pharmacist"),
    ],
  ])(verifies("authoring.structure", "%s"), (sentence, expected) => {
    expect(allowed(sentence, "everything")).toEqual(expected);
  });

  it.each<[string, readonly Name[]]>([
    ["Nurses may open cabinets, nobody else may.", ["cabinet by nurse", "long cabinet by nurse"]],
    ["Allow print_label for role nurse, nothing else.", ["label by nurse"]],
    ["Pharmacists may dispense drugs when doseMg is below 500, otherwise deny.", ["dose by pharmacist"]],
    ["Drugs are dispensed only when checked is true; otherwise deny.", []],
  ])(verifies("authoring.structure", "%s, with nothing else permitted"), (sentence, expected) => {
    expect(allowed(sentence, "nothing")).toEqual(expected);
  });

  it.each([
    "Block dispense_drug when doseMg is above 500, otherwise deny.",
    "Allow dispense_drug when doseMg is at least 500, deny anything larger.",
    "Everyone may open cabinets, block it for others.",
    "Allow dispense_drug when doseMg is below 500, otherwise forbid opening cabinets.",
  ])(verifies("authoring.structure", "refused, since it is not certain what is closed: %s"), (sentence) => {
    expect(allowed(sentence, "everything")).toBe("refused");
  });
});

describe("what points back", () => {
  it.each<[string, readonly Name[]]>([
    ["The cabinet is under repair: block opening it.", but(...cabinets)],
    ["Drugs warmer than 30 degrees are spoilt. Never mind the rest.", names],
    [
      "Dispensing drugs is for role pharmacist; block it for everyone else.",
      but(...doses.filter((name) => !name.includes("pharmacist"))),
    ],
    [
      "Big doses are for role pharmacist: block dispense_drug with doseMg above 500 for everyone else.",
      but("big dose", "big dose by nurse"),
    ],
    ["doseMg > 500 => deny", but(...big)],
    ["if minutes > 10 -> block", but("long cabinet by nurse", "long cabinet by pharmacist")],
    ["Helpers must not open cabinets! (role nurse)", but("cabinet by nurse", "long cabinet by nurse")],
    ["A drug shall only be dispensed after a check: deny if checked is false.", but("unchecked dose")],
  ])(verifies("authoring.structure", "%s"), (sentence, expected) => {
    const found = allowed(sentence, "everything");
    expect(found).toEqual(expected === names ? "refused" : expected);
  });

  it.each<[string, readonly Name[]]>([
    [
      "Opening cabinets is a matter for role nurse alone; permit it for that role when minutes is below 60.",
      ["cabinet by nurse"],
    ],
    [
      "Policy for the clinic:\n- Nurses may open cabinets.\n- Everyone may print labels.",
      ["cabinet by nurse", "long cabinet by nurse", "label", "label by nurse", "many labels"],
    ],
    [
      "Nurses may:\n- open cabinets\n- print labels",
      ["cabinet by nurse", "long cabinet by nurse", "label by nurse"],
    ],
    [
      "For users with role nurse:\n- allow opening cabinets\n- allow printing labels",
      ["cabinet by nurse", "long cabinet by nurse", "label by nurse"],
    ],
    [
      "Nurses can open cabinets, pharmacists can dispense drugs.",
      ["dose by pharmacist", "big dose by pharmacist", "cabinet by nurse", "long cabinet by nurse"],
    ],
    [
      "Users with role nurse may dispense drugs with a dose of up to 200 mg, users with role pharmacist up to 1000.",
      ["dose by nurse", "dose by pharmacist", "big dose by pharmacist"],
    ],
  ])(verifies("authoring.structure", "%s, with nothing else permitted"), (sentence, expected) => {
    expect(allowed(sentence, "nothing")).toEqual(expected);
  });

  it.each([
    "For trainees on probation:\n- allow opening cabinets\n- allow printing labels",
    "Managers may delete users.\n(role admin)",
    "Nurses may open cabinets. (role pharmacist)",
    "Nurses can open cabinets when minutes is below 60, pharmacists can dispense drugs.",
    "Nurses can open cabinets, and if minutes is below 60, pharmacists can dispense drugs.",
  ])(verifies("authoring.structure", "refused, since it may belong to either: %s"), (sentence) => {
    expect(allowed(sentence, "nothing")).toBe("refused");
  });
});

describe("words around a rule that say nothing of it", () => {
  it.each<[string, readonly Name[]]>([
    ["Hello, could you please make sure that nobody opens cabinets? Thank you.", but(...cabinets)],
    ["pls block dispense_drug when doseMg is above 500, thanks!", but(...big)],
    [
      "I'd like to stop users with role nurse from opening cabinets.",
      but("cabinet by nurse", "long cabinet by nurse"),
    ],
    ["I do not want nurses to open cabinets.", but("cabinet by nurse", "long cabinet by nurse")],
    ["Opening cabinets is forbidden. No exceptions!", but(...cabinets)],
    ["Because of what happened in March, opening cabinets is forbidden.", but(...cabinets)],
    ["Per hospital policy, dispensing drugs is forbidden when doseMg is above 500.", but(...big)],
    ["In line with our risk policy, opening cabinets is forbidden.", but(...cabinets)],
    ["Block opening cabinets, because the lock is broken.", but(...cabinets)],
    ["Opening cabinets is denied, since the lock was robbed in spring.", but(...cabinets)],
    ["Do not open cabinets, as the key is at the locksmith's.", but(...cabinets)],
    ["Doses over 500 must not be dispensed, since they harm people and cost a lot.", but(...big)],
    ["Per the pharmacy handbook, opening cabinets is forbidden.", but(...cabinets)],
    ["So that nobody gets hurt, opening cabinets is forbidden.", but(...cabinets)],
    ["Checked or not, doses over 500 must not be dispensed.", but(...big)],
    ["Whether or not it is checked, no dose over 500 may be dispensed.", but(...big)],
    ["Dispensing drugs over 500 mg is forbidden, checked or not.", but(...big)],
    ["Dispensing doses over 500 is forbidden, for the sake of the patients.", but(...big)],
    [
      "Dispensing doses over 500 is forbidden, save by users with role nurse.",
      but(...big.filter((name) => !name.endsWith("nurse"))),
    ],
    ["No drugs are dispensed without a witness.", but(...doses.filter((name) => name !== "witnessed dose"))],
    ["No cabinets are opened.", but(...cabinets)],
    ["In March 2026 the cabinets may not be opened.", but(...cabinets)],
    ["In April 2026 the cabinets may not be opened.", names],
    ["Cabinets are not to be opened either.", but(...cabinets)],
    [
      "Block opening cabinets when it is 60 or more minutes.",
      but("long cabinet by nurse", "long cabinet by pharmacist"),
    ],
    [
      "Nobody may dispense drugs that come without a witness.",
      but(...doses.filter((name) => name !== "witnessed dose")),
    ],
    ["Until further notice, opening cabinets is forbidden.", but(...cabinets)],
    ["Opening cabinets is against the rules.", but(...cabinets)],
    ["Don't open cabinets - the lock is broken.", but(...cabinets)],
    [
      "(a) Nurses must not open cabinets.\n(b) Nobody may print labels.",
      but("cabinet by nurse", "long cabinet by nurse", "label", "label by nurse", "many labels"),
    ],
  ])(verifies("authoring.structure", "%s"), (sentence, expected) => {
    expect(allowed(sentence, "everything")).toEqual(expected);
  });

  it.each<[string, readonly Name[]]>([
    ["I want to allow nurses to open cabinets, please.", ["cabinet by nurse", "long cabinet by nurse"]],
    ["open_cabinet: allowed for nurses if minutes is at most 10", ["cabinet by nurse"]],
    ["Opening a cabinet for at most 10 minutes: users with role nurse.", ["cabinet by nurse"]],
  ])(verifies("authoring.structure", "%s, with nothing else permitted"), (sentence, expected) => {
    expect(allowed(sentence, "nothing")).toEqual(expected);
  });

  it.each([
    "Block dispensing drugs, since the witness is missing.",
    "Checked or not, allow dispensing drugs if checked is true.",
    "Managers may open or not, allow opening cabinets.",
    "No cabinets are not opened.",
    "No cabinets must be opened by nurses.",
    "Block dispensing drugs, as checked is false.",
    "Block opening cabinets, since the user is a guest.",
    "Allow opening cabinets, as nurses are trained.",
    "Allow opening cabinets, since it is night.",
    "Because managers asked for it if urgent, allow opening cabinets.",
    "Allow opening cabinets because nurses need it unless minutes is above 10.",
    "Allow opening cabinets - nurses are trained.",
    "I want to open a cabinet.",
    "Can nurses open cabinets? Only if minutes is below 60.",
  ])(verifies("authoring.structure", "refused, since it may say more: %s"), (sentence) => {
    expect(allowed(sentence, "nothing")).toBe("refused");
  });
});

describe("what is said twice, asked first, or said between commas", () => {
  it.each<[string, readonly Name[]]>([
    ["Dispensing requires that checked is true. Anything else gets denied.", but("unchecked dose")],
    ["Drugs that are too strong kill. (Block dispense_drug, doseMg > 500.)", but(...big)],
    [
      "Drugs need a witness: refuse dispensing drugs without one.",
      but(...doses.filter((name) => name !== "witnessed dose")),
    ],
    ["dispense a drug: storage must be shelf or the request is denied", names],
    ["Opening cabinets is forbidden, block it.", but(...cabinets)],
    ["The lock is broken so please don't open cabinets", but(...cabinets)],
    ["Last week somebody got burnt, so opening cabinets is forbidden.", but(...cabinets)],
    ["No opening of cabinets. We lost too much money that way.", but(...cabinets)],
    [
      "Helpers can't open cabinets, can't print labels. (role nurse)",
      but("cabinet by nurse", "long cabinet by nurse", "label by nurse"),
    ],
  ])(verifies("authoring.structure", "%s"), (sentence, expected) => {
    expect(allowed(sentence, "everything")).toEqual(expected);
  });

  it.each<[string, readonly Name[]]>([
    [
      "Users with role nurse, and nobody else, may open cabinets.",
      ["cabinet by nurse", "long cabinet by nurse"],
    ],
    ["Open cabinets? Yes for role nurse.", ["cabinet by nurse", "long cabinet by nurse"]],
    ["Not allowed:\n- opening cabinets\n- printing labels", []],
    [
      "Allowed for nurses:\n- opening cabinets\n- printing labels",
      ["cabinet by nurse", "long cabinet by nurse", "label by nurse"],
    ],
  ])(verifies("authoring.structure", "%s, with nothing else permitted"), (sentence, expected) => {
    expect(allowed(sentence, "nothing")).toEqual(expected);
  });
});
