import { existsSync, readdirSync } from "node:fs";
import { cedarSchema, translate, type Vocabulary, vocabularyOf } from "@toolgate/policy";
import { afterAll, describe, expect, it } from "vitest";
import {
  linesOf,
  type SentenceLine,
  scoreLine,
  vocabularyOfLine,
} from "../scripts/authoring/score-sentence.mjs";
import { CedarOracle } from "./cedar-oracle.ts";
import { verifies } from "./verifies.ts";

const pairsFile = "../shared/fixtures/nl-pairs-open.jsonl";
const present = existsSync(pairsFile);
if (!present) {
  process.stdout.write(
    `skipped: published pairs of sentences and policies; put them beside the repository as ${pairsFile}\n`,
  );
}
const pairs = present ? linesOf(pairsFile) : [];
const inCedar = pairs.filter(({ language }) => language === "cedar");
const beyondCedar = pairs.filter(({ language }) => language !== "cedar");

const oracle = new CedarOracle();
afterAll(() => oracle.close());

async function problemsOf(line: SentenceLine): Promise<string[]> {
  const tools = line.tools.map(({ target, name, inputSchema }) => ({
    action: `${target}___${name}`,
    inputSchema: inputSchema ?? {},
  }));
  const schema = cedarSchema(tools, { principalTypes: ["OAuthUser", "IamEntity"] });
  const problems: string[] = [];
  for (const { result } of scoreLine(line).fragments) {
    if (result.kind === "policy") problems.push(...(await oracle.validate(schema, result.statement)));
  }
  return problems;
}

describe.skipIf(!present)("published sentences", () => {
  it("are as many as were there when this was written", () => {
    expect([inCedar.length, beyondCedar.length]).toEqual([43, 8]);
  });

  it.each(inCedar)(verifies("authoring.pairs", "$id decides every case"), async (line) => {
    const { verdict, wrong } = scoreLine(line);
    expect({ verdict, wrong }).toEqual({ verdict: "right", wrong: [] });
    expect(await problemsOf(line)).toEqual([]);
  });

  it.each(beyondCedar)(verifies("authoring.pairs.beyond", "$id is set aside with the reason"), (line) => {
    const results = scoreLine(line).fragments.map(({ result }) => result);
    expect(results.filter(({ kind }) => kind === "policy")).toEqual([]);
    expect(results.map((result) => (result.kind === "inexpressible" ? result.reason : ""))).toContainEqual(
      expect.stringMatching(/earlier calls|session|what a text means/),
    );
  });
});

const setFolder = new URL("fixtures/sentences/", import.meta.url);
const sets = ["", "held-out/"].flatMap((folder) =>
  readdirSync(new URL(folder, setFolder)).flatMap((name) =>
    name.endsWith(".jsonl") ? [`${folder}${name}`] : [],
  ),
);

describe("sentences written without sight of the grammar", () => {
  it.each(sets)(
    verifies("authoring.sentences.permissive", "%s: no call is allowed that must be denied"),
    (name) => {
      const lines = linesOf(`test/fixtures/sentences/${name}`);
      expect(lines.length).toBeGreaterThan(5);
      const permissive = lines.filter((line) => scoreLine(line).verdict === "permissive");
      expect(permissive.map(({ id }) => id)).toEqual([]);
    },
  );

  it.each(sets)(
    verifies("authoring.valid", "%s: Cedar's validator takes every policy that is written"),
    async (name) => {
      const problems: string[] = [];
      for (const line of linesOf(`test/fixtures/sentences/${name}`)) {
        for (const problem of await problemsOf(line)) problems.push(`${line.id}: ${problem}`);
      }
      expect(problems).toEqual([]);
    },
  );
});

const gatewayArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/seed";
const text = { type: "string" };
const integer = { type: "integer" };

function seedVocabulary(): Vocabulary {
  const tool = (
    action: string,
    description: string,
    properties: object,
    required: string[] = Object.keys(properties),
  ) => ({
    action,
    description,
    inputSchema: { type: "object", properties, required },
  });
  return vocabularyOf(
    [
      tool("PaymentTarget___process_payment", "Process a payment", { payee: text, amount: integer }),
      tool("PaymentTarget___transfer_funds", "Transfer funds between accounts", {
        toAccount: text,
        amount: integer,
      }),
      tool("ExpenseTarget___approve_expense", "Approve an expense report", {
        expenseId: text,
        amount: integer,
      }),
      tool("ShippingTarget___ship_package", "Ship a package", { packageId: text, destinationCountry: text }),
      tool(
        "ClaimsTarget___file_claim",
        "File a claim",
        { claimId: text, description: text, priority: text },
        ["claimId"],
      ),
      tool("ProfileTarget___update_profile", "Update a user profile", {
        userId: text,
        accountVerified: { type: "boolean" },
      }),
    ],
    { gatewayArn },
  );
}

describe("the guide's sentences", () => {
  const wholeWord = (scope: string) =>
    `principal.hasTag("scope") && (principal.getTag("scope") == "${scope}" || principal.getTag("scope") like "${scope} *" || principal.getTag("scope") like "* ${scope}" || principal.getTag("scope") like "* ${scope} *")`;
  const policy = (effect: string, action: string, clauses: string) =>
    `${effect}( principal is AgentCore::OAuthUser, action == AgentCore::Action::"${action}", resource == AgentCore::Gateway::"${gatewayArn}" ) ${clauses};`;
  it.each([
    [
      "Allow users to process payments when the amount is less than $1000",
      policy("permit", "PaymentTarget___process_payment", "when { context.input.amount < 1000 }"),
    ],
    [
      "Allow users with role manager to approve expenses when the amount exceeds $5000",
      policy(
        "permit",
        "ExpenseTarget___approve_expense",
        'when { principal.hasTag("role") && (principal.getTag("role") == "manager" || principal.getTag("role") like "[*\\"manager\\"*]") && context.input.amount > 5000 }',
      ),
    ],
    [
      "Allow all users to ship packages when the destination country is US, CA, or UK",
      policy(
        "permit",
        "ShippingTarget___ship_package",
        'when { ["US", "CA", "UK"].contains(context.input.destinationCountry) }',
      ),
    ],
    [
      "Block users from filing claims unless a description and priority are provided",
      policy(
        "forbid",
        "ClaimsTarget___file_claim",
        "unless { context.input has description && context.input has priority }",
      ),
    ],
    [
      "Allow users with scope admin:write to update user profiles when the account is verified",
      policy(
        "permit",
        "ProfileTarget___update_profile",
        `when { ${wholeWord("admin:write")} && context.input.accountVerified }`,
      ),
    ],
    [
      "Allow users with scope payment:process to transfer funds when the amount is less than $10,000",
      policy(
        "permit",
        "PaymentTarget___transfer_funds",
        `when { ${wholeWord("payment:process")} && context.input.amount < 10000 }`,
      ),
    ],
    [
      "Premium users: transfers up to $50,000",
      policy(
        "permit",
        "PaymentTarget___transfer_funds",
        'when { principal.hasTag("tier") && principal.getTag("tier") == "premium" && context.input.amount <= 50000 }',
      ),
    ],
  ])(verifies("authoring.seed", "%s"), (sentence, expected) => {
    const [fragment, ...more] = translate(sentence, seedVocabulary());
    expect(more).toEqual([]);
    const statement = fragment?.result.kind === "policy" ? fragment.result.statement : fragment?.result;
    expect(typeof statement === "string" ? statement.replaceAll(/\s+/g, " ") : statement).toBe(expected);
  });

  it(verifies("authoring.claims-hint", "a claim named in the text is known"), () => {
    const hint = 'Allow users whose desk is "fx" to transfer funds. <idp_claims>["desk"]</idp_claims>';
    const [fragment] = translate(hint, seedVocabulary());
    expect(fragment?.text).toBe('Allow users whose desk is "fx" to transfer funds.');
    expect(fragment?.result.kind === "policy" ? fragment.result.statement : "").toContain(
      'principal.hasTag("desk") && principal.getTag("desk") == "fx"',
    );
    const [without] = translate('Allow users whose desk is "fx" to transfer funds.', seedVocabulary());
    expect(without?.result.kind).toBe("refused");
  });

  it(
    verifies("authoring.refusals", "every word that cannot be placed is named with its place and candidates"),
    () => {
      const refusal = (sentence: string) => {
        const [fragment] = translate(sentence, seedVocabulary());
        if (fragment?.result.kind !== "refused") return fragment?.result;
        const { span, candidates, advice } = fragment.result;
        return [sentence.slice(span.start, span.end), candidates.slice(0, 1), advice];
      };
      const vague =
        'Use a precise, testable condition, such as "Allow transfers when the amount is less than $10,000".';
      expect(refusal("Allow transfers when the amount is reasonable")).toEqual(["reasonable", [], vague]);
      expect(refusal("Allow users to archive packages")).toEqual([
        "archive",
        ["PaymentTarget___process_payment"],
        undefined,
      ]);
      expect(refusal("Allow transfers when the colour is red")).toEqual(["colour", ["toAccount"], undefined]);
      expect(refusal("Do not block users from transferring funds")).toEqual([
        "Do",
        [],
        'Write "Allow …" or "Block …".',
      ]);
      expect(
        refusal("Allow transfers when the amount is under 5 or the amount is over 9 and the toAccount is X"),
      ).toEqual([
        "the amount is under 5 or the amount is over 9 and the toAccount is X",
        [],
        'Group with parentheses or "either … or", or write separate sentences.',
      ]);
    },
  );

  it(verifies("authoring.deterministic", "the same text gives the same policies"), () => {
    const twice = [1, 2].map(() => JSON.stringify(translate("Allow transfers up to $5", seedVocabulary())));
    expect(twice[0]).toBe(twice[1]);
  });
});

it(verifies("authoring.lines", "a set's line has its tools' words"), () => {
  const [line] = linesOf("test/fixtures/sentences/money.jsonl");
  expect(line === undefined ? [] : vocabularyOfLine(line).tools.map(({ action }) => action)).toContain(
    "PaymentTarget___send_payment",
  );
});
