/** Deciding one request, inside a Cedar process. */
import type { AuthorizationAnswer, Context, Entities, Response } from "@cedar-policy/cedar-wasm/nodejs";
import type { PolicyError } from "@toolgate/policy";
import { CannotDecide } from "./cannot-decide.ts";
import type { CedarAnswer, DecideQuestion, SliceReference } from "./cedar-protocol.ts";
import type { CedarWasm } from "./cedar-wasm.ts";
import type { SliceCache } from "./slice-cache.ts";

/** Evaluates the slices that the question names, or says that one of them is not here. */
export function decideRequest(cedar: CedarWasm, cache: SliceCache, question: DecideQuestion): CedarAnswer {
  const active = locate(cache, question.active, (policies) => ({ all: policies }), []);
  const logOnly =
    question.logOnly && active
      ? locate(cache, question.logOnly, (policies) => byEffect(cedar, policies), active)
      : [];
  if (active === undefined || logOnly === undefined) return { kind: "unknown-slice" };

  const ask = (slot: string): Response => {
    const answer: AuthorizationAnswer = cedar.statefulIsAuthorized({
      ...requestOf(question),
      preparsedPolicySetId: slot,
    });
    if (answer.type === "success") return answer.response;
    throw new CannotDecide(answer.errors.map((error) => error.message).join("; "));
  };
  const [decided] = active.map(ask);
  if (decided === undefined) throw new CannotDecide("the active slice has no policy set");
  const observed = logOnly.map(ask);
  return {
    kind: "decided",
    decision: {
      decision: decided.decision === "allow" ? "ALLOW" : "DENY",
      determining: decided.diagnostics.reason,
      errors: policyErrors(decided),
      logOnlyMatched: observed.flatMap((response) => response.diagnostics.reason),
      logOnlyErrors: observed.flatMap(policyErrors),
    },
  };
}

/** Names of the slots that hold the slice's policy sets, adding them when their policies came along; `inUse` are left alone. */
function locate(
  cache: SliceCache,
  slice: SliceReference,
  split: (
    policies: Readonly<Record<string, string>>,
  ) => Readonly<Record<string, Readonly<Record<string, string>>>>,
  inUse: readonly string[],
): string[] | undefined {
  const parts = split(slice.policies ?? {});
  const names: string[] = [];
  for (const [part, policies] of Object.entries(parts)) {
    const key = `${part}:${slice.key}`;
    const name = cache.find(key) ?? (slice.policies && cache.add(key, policies, [...inUse, ...names]));
    if (name === undefined) return undefined;
    names.push(name);
  }
  return names;
}

/**
 * LOG_ONLY policies count one by one. Cedar names every permit that holds when no forbid does, and every forbid
 * that holds, so two sets tell the same as one set for each policy.
 */
function byEffect(
  cedar: CedarWasm,
  policies: Readonly<Record<string, string>>,
): { permit: Record<string, string>; forbid: Record<string, string> } {
  const parts: { permit: Record<string, string>; forbid: Record<string, string> } = {
    permit: {},
    forbid: {},
  };
  for (const [id, text] of Object.entries(policies)) {
    const parsed = cedar.policyToJson(text);
    if (parsed.type === "failure") throw new CannotDecide(`the stored policy ${id} does not parse`);
    parts[parsed.json.effect][id] = text;
  }
  return parts;
}

function requestOf(question: DecideQuestion) {
  const principal = { type: question.principal.type, id: question.principal.id };
  const action = { type: "AgentCore::Action", id: question.action };
  const resource = { type: "AgentCore::Gateway", id: question.resource };
  const parents = question.actionGroups.map((id) => ({ type: "AgentCore::Action", id }));
  const entities: Entities = [
    {
      uid: principal,
      attrs: question.principal.type === "AgentCore::Anonymous" ? {} : { id: question.principal.id },
      parents: [],
      tags: { ...question.principal.tags },
    },
    // Every group is a direct parent: membership is transitive, so one level says it all.
    { uid: action, attrs: {}, parents },
    { uid: resource, attrs: {}, parents: [] },
  ];
  // cedar-wasm's types know no bigint; stringifyWithBigints carries it.
  return { principal, action, resource, context: question.context as Context, entities };
}

function policyErrors(response: Response): PolicyError[] {
  return response.diagnostics.errors.map(({ policyId, error }) => ({
    policyId,
    message: withoutValues(error.message),
  }));
}

/** Cedar quotes the values that it failed on; arguments enter a record only where they were asked for. */
function withoutValues(message: string): string {
  return message
    .replace(/^(integer overflow while attempting to \w+) the values? .*$/s, "$1")
    .replace(/^(error while evaluating `\w+` extension function): .*$/s, "$1");
}
