/** Makes a case on which the two disagree as small as it gets. */
import { policyFromJson, policyToJson, policyToText, RecordValue } from "@toolgate/policy";
import { parsed } from "./our-decisions.mjs";

/**
 * The smallest case found, where `differs` says whether a case is still one. A case has `policies`, texts by id, and a
 * `request`; the first of the smaller ones that still differs is taken, again and again.
 */
export async function shrink(found, differs) {
  let smallest = found;
  for (let next = found; next !== undefined; ) {
    smallest = next;
    next = undefined;
    for (const smaller of smallerCases(smallest)) {
      if (!(await differs(smaller))) continue;
      next = smaller;
      break;
    }
  }
  return smallest;
}

function* smallerCases({ policies, request }) {
  for (const id of Object.keys(policies)) {
    const { [id]: _, ...rest } = policies;
    if (Object.keys(rest).length > 0) yield { policies: rest, request };
  }
  for (const { id, policy } of parsed(policies)) {
    for (const text of smallerPolicies(policyToJson(policy)))
      yield { policies: { ...policies, [id]: text }, request };
  }
  for (const smaller of smallerRequests(request)) yield { policies, request: smaller };
}

function* smallerPolicies(json) {
  const scopes = ["principal", "action", "resource"].filter((part) => json[part].op !== "All");
  const candidates = [
    ...json.conditions.map((_, index) => ({ ...json, conditions: json.conditions.toSpliced(index, 1) })),
    ...scopes.map((part) => ({ ...json, [part]: { op: "All" } })),
  ];
  for (const [index, { kind, body }] of json.conditions.entries())
    for (const smaller of smallerExpressions(body))
      candidates.push({ ...json, conditions: json.conditions.with(index, { kind, body: smaller }) });
  for (const candidate of candidates) {
    const read = policyFromJson(candidate);
    if (read.ok) yield policyToText(read.policy);
  }
}

const constants = [{ Value: true }, { Value: false }];

/** The expression with one node replaced by one of its own parts, or by a constant. */
function* smallerExpressions(node) {
  if (typeof node !== "object" || node === null || Object.hasOwn(node, "Value")) return;
  yield* constants;
  yield* partsOf(node);
  for (const [name, inside] of Object.entries(node))
    for (const smaller of smallerInside(inside)) yield { ...node, [name]: smaller };
}

/** The expressions right below the node: some stand in lists, others by name. */
function partsOf(node) {
  return Object.values(node).flatMap((inside) =>
    typeof inside === "object" && inside !== null ? Object.values(inside).filter(isNode) : [],
  );
}

function* smallerInside(inside) {
  if (Array.isArray(inside)) {
    for (const index of inside.keys()) yield inside.toSpliced(index, 1);
    for (const [index, each] of inside.entries())
      for (const smaller of smallerExpressions(each)) yield inside.with(index, smaller);
  } else if (isNode(inside)) {
    for (const [name, each] of Object.entries(inside))
      if (isNode(each)) for (const smaller of smallerExpressions(each)) yield { ...inside, [name]: smaller };
  }
}

function isNode(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function* smallerRequests(request) {
  const { principal, context } = request;
  for (const name of principal.tags.keys())
    yield { ...request, principal: { ...principal, tags: without(principal.tags, name) } };
  for (const record of smallerRecords(context)) yield { ...request, context: record };
}

function* smallerRecords(record) {
  for (const name of record.members.keys()) yield new RecordValue(without(record.members, name));
  for (const [name, member] of record.members) {
    if (!(member instanceof RecordValue)) continue;
    for (const smaller of smallerRecords(member))
      yield new RecordValue(new Map([...record.members, [name, smaller]]));
  }
}

function without(map, name) {
  return new Map([...map].filter(([each]) => each !== name));
}
