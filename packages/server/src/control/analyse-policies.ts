/** Answers questions about policies; the same for those in files and for those of an engine. */
import {
  type Analyst,
  type AssertionResult,
  type CallsDifference,
  type Policy as CedarPolicy,
  type CheckFinding,
  callerPolicy,
  checkPolicies,
  diffPolicies,
  type Environment,
  lineAndColumn,
  nearest,
  type Pace,
  parseAssertions,
  parsePolicies,
  principalFromClaims,
  proveAssertions,
  type SyntaxProblem,
  type TextPlace,
  type WhoCanAnswer,
  type WrittenAssertions,
  type WrittenPolicy,
  whoCan,
} from "@toolgate/policy";
import type { Cedar } from "../ports.ts";
import { type AnalysedWorld, environmentsIn, type PolicySource, toolsIn } from "./analysed-world.ts";
import { statementFaults } from "./statement-faults.ts";

export interface AnalyseDeps {
  readonly cedar: Pick<Cedar, "validate">;
  readonly analyst: Analyst;
  readonly pace: Pace;
}

/** What was looked at. */
interface Looked {
  readonly policies: number;
  readonly tools: number;
}

export interface CheckReport extends Looked {
  readonly findings: readonly CheckFinding[];
  readonly assertions: readonly AssertionResult[];
}

export interface DiffReport {
  /** What is wrong with the texts; a policy that is named here counts on neither side. */
  readonly faults: readonly CheckFinding[];
  readonly allowsMore: "yes" | "no" | "unknown";
  readonly allowsLess: "yes" | "no" | "unknown";
  readonly differences: readonly CallsDifference[];
}

export interface WhoCanReport extends Looked {
  /** What is wrong with the texts; a policy that is named here counts for nothing. */
  readonly faults: readonly CheckFinding[];
  readonly answers: readonly WhoCanAnswer[];
}

/** Whom it is asked of. */
export interface WhoCanQuestion {
  /** All tools where it is absent. */
  readonly tool?: string | undefined;
  /** Anyone where there are none. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

/** Errors, findings, and whether the assertions hold. */
export async function analyseCheck(
  { cedar, analyst, pace }: AnalyseDeps,
  world: AnalysedWorld,
  sources: readonly PolicySource[],
  assertions: readonly PolicySource[] = [],
): Promise<CheckReport> {
  const { written, faults } = await sound(cedar, world, sources);
  const environments = environmentsIn(world);
  const findings = await checkPolicies(environments, written, analyst, pace);
  const proved = await analyseAssertions({ analyst, pace }, world, written, assertions);
  return {
    findings: inOrder([...faults, ...proved.faults, ...findings]),
    assertions: proved.results,
    policies: written.length,
    tools: toolsIn(world).length,
  };
}

/** Whether the assertions hold, and nothing else; what is wrong with the policies' texts is told too. */
export async function analyseAssert(
  { cedar, analyst, pace }: AnalyseDeps,
  world: AnalysedWorld,
  sources: readonly PolicySource[],
  assertions: readonly PolicySource[],
): Promise<CheckReport> {
  const { written, faults } = await sound(cedar, world, sources);
  const proved = await analyseAssertions({ analyst, pace }, world, written, assertions);
  return {
    findings: inOrder([...faults, ...proved.faults]),
    assertions: proved.results,
    policies: written.length,
    tools: toolsIn(world).length,
  };
}

/** What the change allows and denies. */
export async function analyseDiff(
  { cedar, analyst, pace }: AnalyseDeps,
  world: AnalysedWorld,
  before: readonly PolicySource[],
  after: readonly PolicySource[],
): Promise<DiffReport> {
  const was = await sound(cedar, world, before);
  const is = await sound(cedar, world, after);
  const differences = await diffPolicies(environmentsIn(world), was.written, is.written, analyst, pace);
  const summary = (of: (difference: CallsDifference) => "yes" | "no" | "unknown") => {
    const answers = differences.map(of);
    return (
      answers.find((answer) => answer === "yes") ?? answers.find((answer) => answer === "unknown") ?? "no"
    );
  };
  return {
    faults: inOrder([...was.faults, ...is.faults]),
    allowsMore: summary(({ allowsMore }) => allowsMore),
    allowsLess: summary(({ allowsLess }) => allowsLess),
    differences,
  };
}

/**
 * Who can call a tool, or what a caller can call.
 * @throws QuestionMistaken when there is no such tool, or can be no such caller.
 */
export async function analyseWhoCan(
  { cedar, analyst, pace }: AnalyseDeps,
  world: AnalysedWorld,
  sources: readonly PolicySource[],
  { tool, claims }: WhoCanQuestion,
): Promise<WhoCanReport> {
  const tools = toolsIn(world).map(({ action }) => action);
  if (tool !== undefined && !tools.includes(tool)) {
    const meant = nearest(tool, tools);
    throw new QuestionMistaken(
      `There is no tool ${tool}.${meant === undefined ? ` There are ${tools.slice(0, 10).join(", ")}.` : ` Did you mean ${meant}?`}`,
    );
  }
  const { written, faults } = await sound(cedar, world, sources);
  const environments = environmentsIn(world).filter(({ action }) => tool === undefined || action === tool);
  const caller = claims === undefined ? undefined : callerOf(claims, written, environments);
  return {
    faults: inOrder(faults),
    answers: await whoCan(environments, written, caller, analyst, pace),
    policies: written.length,
    tools: tools.length,
  };
}

/** The question cannot be answered; the message says why. */
export class QuestionMistaken extends Error {
  override readonly name = "QuestionMistaken";
}

function callerOf(
  claims: Readonly<Record<string, unknown>>,
  written: readonly WrittenPolicy[],
  environments: readonly Environment[],
): CedarPolicy {
  if (!environments.every(({ principalType }) => principalType === "AgentCore::OAuthUser")) {
    throw new QuestionMistaken(
      "Claims are those of a token, and not all callers of these gateways have one.",
    );
  }
  const read = principalFromClaims(claims);
  if (!read.ok) throw new QuestionMistaken(`${read.message}.`);
  return callerPolicy(
    read.principal,
    written.map(({ policy }) => policy),
  );
}

async function analyseAssertions(
  { analyst, pace }: Pick<AnalyseDeps, "analyst" | "pace">,
  world: AnalysedWorld,
  written: readonly WrittenPolicy[],
  sources: readonly PolicySource[],
): Promise<{ readonly results: readonly AssertionResult[]; readonly faults: readonly CheckFinding[] }> {
  const results: AssertionResult[] = [];
  const faults: CheckFinding[] = [];
  for (const source of sources) {
    const parsed = parseAssertions(source.text);
    if (!parsed.ok) faults.push(...parsed.errors.map((problem) => syntaxFault(source, problem)));
    else {
      const given: WrittenAssertions = { ...source, assertions: parsed.assertions };
      results.push(...(await proveAssertions(environmentsIn(world), written, given, analyst, pace)));
    }
  }
  return { results, faults };
}

/** The policies that would be in force, and what is wrong with the others. */
export async function sound(
  cedar: AnalyseDeps["cedar"],
  world: AnalysedWorld,
  sources: readonly PolicySource[],
): Promise<{
  readonly written: readonly WrittenPolicy[];
  /** Those that can be read, and would not be in force. */
  readonly unsound: readonly WrittenPolicy[];
  readonly faults: readonly CheckFinding[];
}> {
  const written: WrittenPolicy[] = [];
  const unsound: WrittenPolicy[] = [];
  const faults: CheckFinding[] = [];
  for (const source of sources) {
    const parsed = parsePolicies(source.text);
    if (!parsed.ok) {
      faults.push(...parsed.errors.map((problem) => syntaxFault(source, problem)));
      continue;
    }
    for (const policy of parsed.policies) {
      const one: WrittenPolicy = { ...source, policy };
      const found = await statementFaults(cedar, one, await world.vocabularyFor(policy), world.strictAws);
      faults.push(...found);
      (found.length === 0 ? written : unsound).push(one);
    }
  }
  return { written, unsound, faults };
}

function syntaxFault({ source, text }: PolicySource, { message, help, start }: SyntaxProblem): CheckFinding {
  return {
    kind: "error",
    at: { source, ...lineAndColumn(text, start) },
    sentence: `${message}.`,
    ...(help === undefined ? {} : { cure: help.endsWith(".") || help.endsWith("?") ? help : `${help}.` }),
    calls: [],
  };
}

/** By where they stand. */
export function inOrder<Placed extends { readonly at: TextPlace }>(
  findings: readonly Placed[],
): readonly Placed[] {
  const compare = ({ at: a }: Placed, { at: b }: Placed) =>
    a.source < b.source ? -1 : a.source > b.source ? 1 : a.line - b.line || a.column - b.column;
  return findings.toSorted(compare);
}
