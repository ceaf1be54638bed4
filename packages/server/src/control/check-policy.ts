/** The life of a policy: parse, authoring rules, names, schema, findings. */
import {
  ResourceNotFoundException,
  type ServiceException,
  ValidationException,
  type ValidationReason,
} from "@toolgate/api";
import { type Policy as CedarPolicy, type CedarValidationError, mentionsInput } from "@toolgate/policy";
import type { PolicyDefinition, PolicyEngine } from "../model.ts";
import { parseStatement } from "../parsed-policy.ts";
import type { StoreView } from "../store-port.ts";
import { notForAnonymous } from "./anonymous-callers.ts";
import { authoringFault } from "./authoring-rules.ts";
import type { CedarAnswers } from "./cedar-answers.ts";
import { checkNames, gatewayLiteralsFor } from "./check-names.ts";
import { explainCedarErrors } from "./explain-cedar-error.ts";
import { type JudgeDeps, type JudgedPolicy, judgePolicy } from "./judge-policy.ts";
import { neverApplies } from "./tell-findings.ts";
import { toolsToCheck } from "./tools-to-check.ts";
import { readVocabulary, schemasOf, toolsOf, type Vocabulary } from "./vocabulary.ts";

export type PolicyCheck =
  | {
      readonly outcome: "accepted";
      readonly reasons: readonly string[];
      /** Proofs are still to be made, for a forbid does not wait for them. */
      readonly unproved: boolean;
    }
  /** Something that the scope names does not exist yet. */
  | { readonly outcome: "waiting"; readonly reasons: readonly string[] }
  /** Findings that the validation mode does not let pass. */
  | { readonly outcome: "findings"; readonly reasons: readonly string[] }
  /** `late`: AWS tells this by CREATE_FAILED or UPDATE_FAILED, not by the exception. */
  | {
      readonly outcome: "refused";
      readonly error: ServiceException;
      readonly late: boolean;
    };

export interface CheckDeps extends JudgeDeps {
  readonly cedar: CedarAnswers;
}

/**
 * Checks a policy as `view` shows the world.
 * @throws Unanswered when Cedar or the solver has to be asked first.
 */
export async function checkPolicy(
  deps: CheckDeps,
  view: StoreView,
  engine: PolicyEngine,
  policy: JudgedPolicy,
): Promise<PolicyCheck> {
  const { definition } = policy;
  const { statement } = definition;
  const answer = parseStatement(statement);
  if (!answer.ok)
    return refusedBy(definition, explainCedarErrors(statement, answer.errors), "CannotParse", true);
  const parsed = answer.policy;
  const refuse = (sentences: readonly string[], late: boolean): PolicyCheck =>
    refusedBy(definition, sentences, "FieldValidationFailed", late);

  const vocabulary = await readVocabulary(view, engine, parsed, deps);
  const fault = authoringFault(parsed, {
    strictAws: deps.strictAws,
    gatewayLiterals: gatewayLiteralsFor(parsed, vocabulary),
  });
  if (fault !== undefined) return refuse([fault], false);

  const here = (gateway: { accountId: string; region: string }) =>
    gateway.accountId === engine.accountId && gateway.region === engine.region;
  const names = checkNames(parsed, vocabulary, (await view.gateways.all()).filter(here));
  if (names.faults.length > 0) return refuse(names.faults, true);
  if (names.waits.length > 0) {
    if (deps.strictAws)
      return { outcome: "refused", ...absentUnderStrictAws(vocabulary, names.absentTargets) };
    return { outcome: "waiting", reasons: waiting(parsed, names.waits) };
  }
  const tools = toolsOf(vocabulary.gateways);
  if (tools.length === 0 && mentionsInput(parsed) && !deps.strictAws) {
    return { outcome: "waiting", reasons: waiting(parsed, [firstTool(vocabulary)]) };
  }

  const errors: CedarValidationError[] = [];
  let impossible = true;
  for (const schema of schemasOf(toolsToCheck(parsed, tools), deps.strictAws)) {
    const validation = deps.cedar.validate(schema, statement);
    errors.push(...validation.errors);
    impossible &&= validation.impossible;
  }
  if (errors.length > 0) return refuse(explainCedarErrors(statement, errors), true);

  const judgement = await judgePolicy(deps, view, engine, { ...policy, parsed }, vocabulary);
  const reasons = new Set([
    ...judgement.sentences,
    ...(impossible ? [neverApplies(parsed.effect)] : []),
    ...names.notes,
    ...notForAnonymous(parsed, vocabulary.gateways),
  ]);
  return judgement.fails
    ? { outcome: "findings", reasons: [...reasons] }
    : { outcome: "accepted", reasons: [...reasons], unproved: judgement.unproved };
}

function refusedBy(
  { arm }: PolicyDefinition,
  sentences: readonly string[],
  reason: ValidationReason,
  late: boolean,
): Extract<PolicyCheck, { outcome: "refused" }> {
  const message = sentences.join(" ");
  const error = new ValidationException(message, reason, [{ name: `definition.${arm}.statement`, message }]);
  return { outcome: "refused", error, late };
}

function waiting({ effect }: CedarPolicy, waits: readonly string[]): readonly string[] {
  const until =
    effect === "forbid"
      ? "Until then this forbid is not in force and protects nothing."
      : "Until then this permit is not in force and allows nothing.";
  return [...waits, until];
}

function firstTool({ named, gateways }: Vocabulary): string {
  const where =
    named === undefined ? "a gateway of this policy engine" : `the gateway ${gateways[0]?.gateway.id}`;
  return `Waits for the first tool on ${where}: the conditions read the arguments, and no tool says yet what they are.`;
}

function absentUnderStrictAws(
  { named, gateways }: Vocabulary,
  absentTargets: readonly string[],
): { error: ServiceException; late: boolean } {
  if (named?.gateway.kind === "absent") {
    const error = new ResourceNotFoundException(`Gateway with ID ${named.gateway.name} does not exist`);
    return { error, late: false };
  }
  const [known] = gateways;
  const targets = known?.targets.map((target) => target.name).join(", ") ?? "";
  const message = absentTargets
    .map(
      (target) =>
        `Target '${target}' does not exist in gateway '${known?.gateway.id}'. Available targets: ${targets}`,
    )
    .join(". ");
  return { error: new ValidationException(message), late: false };
}
