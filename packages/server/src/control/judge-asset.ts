/** What is to be said of one generated policy, by itself: no other policy of the engine can hide what it does. */
import {
  type Policy as CedarPolicy,
  type EngineFinding,
  findingSentence,
  gatewaysNamed,
} from "@toolgate/policy";
import { parseStatement } from "../parsed-policy.ts";
import type { Cedar } from "../ports.ts";
import { analysedUses } from "./analysed-uses.ts";
import { contentKey } from "./content-key.ts";
import { explainCedarErrors } from "./explain-cedar-error.ts";
import type { AssetFinding } from "./policy-generation.ts";
import type { Proofs } from "./proofs.ts";
import { findingsOf, type ProvedUse } from "./proved-use.ts";
import { showCase } from "./show-case.ts";
import { statementFaults } from "./statement-faults.ts";
import { neverApplies, tellFindings } from "./tell-findings.ts";
import { tellUnknown } from "./tell-unknown.ts";
import type { FindingsQuestion } from "./unanswered.ts";
import type { KnownGateway, Vocabulary } from "./vocabulary.ts";

export interface AssetDeps {
  readonly cedar: Pick<Cedar, "validate">;
  readonly proofs: Proofs;
  readonly strictAws: boolean;
}

/** AWS's limits of a statement. */
const statementLength = { min: 35, max: 10_000 };

/** Findings about the company that a policy keeps; here it has none. */
const ofOthers: ReadonlySet<string> = new Set(["redundant", "overridden", "denies all permitted"]);
/** Without an answer to these nothing says that the policy is not far too wide. */
const decisive: ReadonlySet<string> = new Set(["never applies", "allows all", "denies all"]);

/** The findings of a statement against the gateway's schema; one of them is VALID, or it must not be offered as that. */
export async function judgeAsset(
  deps: AssetDeps,
  known: KnownGateway,
  statement: string,
): Promise<readonly AssetFinding[]> {
  const { length } = statement;
  if (length < statementLength.min || length > statementLength.max) {
    return invalid([
      `The policy has ${length} characters, and AWS takes ${statementLength.min} to ${statementLength.max}: say it in several sentences.`,
    ]);
  }
  const read = parseStatement(statement);
  if (!read.ok) return invalid(explainCedarErrors(statement, read.errors));
  const parsed = read.policy;
  const { arn } = known.gateway;
  const named = gatewaysNamed(parsed);
  if (named.length !== 1 || named[0] !== arn) {
    return invalid([
      `The policy must name the gateway ${arn} as its resource, so that it holds for no other.`,
    ]);
  }
  const faults = await statementFaults(
    deps.cedar,
    { source: "policy", text: statement, policy: parsed },
    vocabularyOf(known, arn),
    deps.strictAws,
  );
  if (faults.length > 0) {
    return invalid(
      faults.map(({ sentence, cure }) => (cure === undefined ? sentence : `${sentence} ${cure}`)),
    );
  }
  return tell(parsed, statement, await proved(deps, known, parsed, statement));
}

function vocabularyOf(known: KnownGateway, literal: string): Vocabulary {
  const { accountId, region } = known.gateway;
  const gateway = { kind: "found", known, bare: false } as const;
  return { place: { accountId, region }, named: { literal, gateway }, gateways: [known] };
}

async function proved(
  { proofs, strictAws }: AssetDeps,
  known: KnownGateway,
  parsed: CedarPolicy,
  statement: string,
): Promise<readonly ProvedUse[]> {
  const asked = analysedUses(parsed, [known], strictAws).map((use) => {
    const { tool, principalType } = use;
    const key = contentKey([principalType, tool.action, tool.gatewayArn, tool.inputSchema, [statement]]);
    const question: FindingsQuestion = {
      kind: "findings",
      key,
      tool,
      principalType,
      policies: [parsed],
      place: 0,
    };
    return { use, question };
  });
  await proofs.ask(asked.map(({ question }) => question));
  return asked.map(({ use, question }) => {
    const answer = proofs.find(question) ?? { kind: "not asked" as const, why: "Nobody answered" };
    if (answer.kind === "not asked") return { ...use, answer };
    const findings = answer.findings.filter((finding) => !ofOthers.has(questionOf(finding)));
    return { ...use, answer: { ...answer, findings } };
  });
}

function questionOf(finding: EngineFinding): string {
  return finding.kind === "unknown" ? finding.question : finding.kind;
}

function tell(parsed: CedarPolicy, statement: string, uses: readonly ProvedUse[]): readonly AssetFinding[] {
  const { effect } = parsed;
  const permits = effect === "permit";
  const has = (use: ProvedUse, kind: EngineFinding["kind"]) =>
    findingsOf(use).some((each) => each.kind === kind);
  if (uses.every((use) => has(use, "never applies"))) {
    return [{ type: permits ? "ALLOW_NONE" : "DENY_NONE", description: neverApplies(effect) }];
  }
  const all = uses.filter((use) => has(use, permits ? "allows all" : "denies all"));
  const open = uses.filter(
    (use) =>
      use.answer.kind === "not asked" ||
      findingsOf(use).some((each) => each.kind === "unknown" && decisive.has(each.question)),
  );
  const notes = tellFindings({ parsed, statement, written: statement }, uses).flatMap(({ kind, message }) =>
    kind === "note" ? [message] : [],
  );
  const [widest] = all;
  if (widest !== undefined) {
    const type = permits ? ("ALLOW_ALL" as const) : ("DENY_ALL" as const);
    return [{ type, description: [tellAll(effect, widest, all.length), ...notes].join(" ") }];
  }
  if (open.length > 0) {
    const why = tellUnknown(parsed, open).join(" ");
    return invalid([`${why} So it is not offered as valid.`]);
  }
  return [
    { type: "VALID", description: ["It holds to the schema of the gateway's tools.", ...notes].join(" ") },
  ];
}

function tellAll(effect: CedarPolicy["effect"], use: ProvedUse, count: number): string {
  const { tool, principalType } = use;
  const example = findingsOf(use).find(({ kind }) => kind === "allows all" || kind === "denies all");
  const shown =
    example !== undefined && "example" in example ? ` For example, ${showCase(example.example)}.` : "";
  const more = count > 1 ? ` The same holds for ${count - 1} more.` : "";
  const what = effect === "permit" ? "lets every caller use" : "keeps every caller from using";
  return (
    `${findingSentence(effect, { ...tool, principalType })}. By itself it ${what} '${tool.action}' with any arguments.${shown}${more} ` +
    "Say who, or with which arguments; create it with validationMode IGNORE_ALL_FINDINGS if this is what you mean."
  );
}

function invalid(sentences: readonly string[]): readonly AssetFinding[] {
  return [{ type: "INVALID", description: sentences.join(" ") }];
}
