import {
  contextKeys,
  evaluate,
  type StatementRef,
  statementPositions,
  type TextPosition,
} from "@toolgate/iam";
import { z } from "zod";
import type { StoreView } from "../../store-port.ts";
import { type ServiceOperation, serviceOperation } from "../service.ts";
import { invalidInput, noSuchEntity } from "./iam-faults.ts";
import { documentText, list, noBoundary, notActedOn, paging, text } from "./iam-inputs.ts";
import { keyOf, users } from "./iam-kept.ts";
import type { IamParts } from "./iam-parts.ts";
import { roleAt } from "./kept-roles.ts";
import { pageOf } from "./page-of.ts";
import { policySources, type WrittenSource } from "./policy-sources.ts";
import { checkedPolicy } from "./policy-text.ts";
import { affordableResults } from "./simulation-cost.ts";

const entry = z.strictObject({
  ContextKeyName: text(5, 256),
  ContextKeyValues: list(z.string().max(8_192), 100),
  ContextKeyType: z.string().max(32).optional(),
});

const simulation = {
  ...paging,
  ActionNames: list(text(3, 128), 1_000, 1),
  ResourceArns: list(text(1, 2_048), 100).optional(),
  ContextEntries: list(entry, 250).default([]),
  PermissionsBoundaryPolicyInputList: noBoundary,
  ResourcePolicy: notActedOn("the policies of resources are not simulated here; leave it out"),
  ResourceHandlingOption: notActedOn("scenarios of EC2 are not simulated here; leave it out"),
  // Both say something of a resource policy only, and there is none.
  CallerArn: text(1, 2_048).optional(),
  ResourceOwner: text(1, 2_048).optional(),
};

const noOrganization = notActedOn("there are no organizations here; leave it out");
const noExclusion = notActedOn("every policy of the principal is simulated; leave it out");

interface Asked {
  readonly ActionNames: readonly string[];
  readonly ResourceArns?: readonly string[] | undefined;
  readonly ContextEntries: readonly z.output<typeof entry>[];
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

const documents = list(documentText, 100);

/** The policy simulator: what documents would decide, without doing anything. */
export function simulateOperations({ store }: IamParts): Record<string, ServiceOperation> {
  /** @throws ServiceFault NoSuchEntity, InvalidInput */
  const sourcesOf = (arn: string) => store.read((view) => identitySources(view, arn));
  return {
    SimulateCustomPolicy: serviceOperation(
      z.strictObject({
        ...simulation,
        PolicyInputList: documents,
        OrderedOrganizationPolicyInputList: noOrganization,
      }),
      async ({ PolicyInputList, ...asked }) => simulate(asked, inputSources(PolicyInputList)),
    ),
    SimulatePrincipalPolicy: serviceOperation(
      z.strictObject({
        ...simulation,
        PolicySourceArn: text(20, 2_048),
        PolicyInputList: documents.default([]),
        PolicyExclusionList: noExclusion,
      }),
      async ({ PolicySourceArn, PolicyInputList, ...asked }) =>
        simulate(asked, [...(await sourcesOf(PolicySourceArn)), ...inputSources(PolicyInputList)]),
    ),
    GetContextKeysForCustomPolicy: serviceOperation(
      z.strictObject({ PolicyInputList: documents }),
      async ({ PolicyInputList }) => ({ ContextKeyNames: keysOfAll(inputSources(PolicyInputList)) }),
    ),
    GetContextKeysForPrincipalPolicy: serviceOperation(
      z.strictObject({ PolicySourceArn: text(20, 2_048), PolicyInputList: documents.default([]) }),
      async ({ PolicySourceArn, PolicyInputList }) => {
        const sources = [...(await sourcesOf(PolicySourceArn)), ...inputSources(PolicyInputList)];
        return { ContextKeyNames: keysOfAll(sources) };
      },
    ),
  };
}

async function identitySources(view: StoreView, arn: string): Promise<WrittenSource[]> {
  const [, kind, name] = /^arn:aws:iam::\d{12}:(role|user)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (kind === undefined || name === undefined) {
    throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  }
  const role = kind === "role" ? await roleAt(view, arn) : undefined;
  const user = kind === "user" ? await users.get(view, keyOf(name)) : undefined;
  const kept = role ?? (user?.arn === arn ? user : undefined);
  if (kept === undefined) throw noSuchEntity(`The ${kind} with ARN ${arn} cannot be found.`);
  return policySources(view, kept.body);
}

function inputSources(texts: readonly string[]): WrittenSource[] {
  return texts.map((text, at) => ({
    name: `PolicyInputList.${at + 1}`,
    kind: "inline",
    text,
    document: checkedPolicy(text, "identity"),
  }));
}

function simulate(asked: Asked, sources: readonly WrittenSource[]) {
  const context = Object.fromEntries(
    asked.ContextEntries.map(({ ContextKeyName, ContextKeyValues }) => [ContextKeyName, ContextKeyValues]),
  );
  const known = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  const missing = keysOfAll(sources).filter((key) => !known.has(key.toLowerCase()));
  const questions = asked.ActionNames.flatMap((action) => {
    if (!/^[\w-]+:[\w*?-]+$/.test(action)) throw invalidInput(`Invalid Action Name: ${action}`);
    return (asked.ResourceArns ?? ["*"]).map((resource) => ({ action, resource, context }));
  }).map((request, at) => ({ request, key: String(at).padStart(6, "0") }));
  const MaxItems = Math.min(asked.MaxItems ?? 100, affordableResults(sources, longestText(asked)));
  const { page, end } = pageOf(questions, ({ key }) => key, { ...asked, MaxItems });
  const positions = new Map(sources.map((source) => [source, statementPositions(source.text)]));
  const EvaluationResults = page.map(({ request }) => {
    const decision = evaluate(request, sources);
    const found = {
      MatchedStatements:
        decision.outcome === "implicitDeny" ? [] : decision.by.map((ref) => matched(ref, positions)),
      MissingContextValues: missing,
    };
    const resource = { EvalResourceName: request.resource, EvalResourceDecision: decision.outcome, ...found };
    return {
      EvalActionName: request.action,
      EvalResourceName: request.resource,
      EvalDecision: decision.outcome,
      ...found,
      ResourceSpecificResults: asked.ResourceArns === undefined ? undefined : [resource],
    };
  });
  return { EvaluationResults, ...end };
}

/** Characters that a pattern may have to be held against for one result. */
function longestText({ ResourceArns = [], ContextEntries }: Asked): number {
  const values = ContextEntries.flatMap(({ ContextKeyValues }) => ContextKeyValues);
  return Math.max(0, ...ResourceArns.map((arn) => arn.length)) + values.join("").length;
}

function matched(
  { source, kind, arn, index }: StatementRef,
  positions: ReadonlyMap<WrittenSource, ReturnType<typeof statementPositions>>,
) {
  const [, known] =
    [...positions].find(([of]) => of.name === source && of.kind === kind && of.arn === arn) ?? [];
  const position = known?.[index];
  return {
    SourcePolicyId: source,
    SourcePolicyType: kind === "inline" ? "IAM Policy" : "IAM Managed Policy",
    StartPosition: position && shown(position.start),
    EndPosition: position && shown(position.end),
  };
}

function shown({ line, column }: TextPosition) {
  return { Line: line, Column: column };
}

function keysOfAll(sources: readonly WrittenSource[]): string[] {
  const keys = new Map(
    sources.flatMap(({ document }) => contextKeys(document)).map((key) => [key.toLowerCase(), key]),
  );
  return [...keys.values()];
}
