import {
  compilePolicy,
  decide,
  entity,
  entityFromJson,
  PolicySet,
  parseJson,
  parsePolicies,
  valueFromJson,
} from "@toolgate/policy";

/** One test of Cedar's corpus: its policies, entities and requests, as text. Answers what differs, by request. */
export function differencesOf({ policies, entities, requests }, operations) {
  const set = new PolicySet(compiled(policies, operations));
  const known = entitiesFrom(json(entities));
  return json(requests)
    .get("requests")
    .map((request) => {
      const decided = decide(set, requestOf(request, known));
      const ours = outcome(
        decided.decision.toLowerCase(),
        decided.determining,
        decided.errors.map(({ policyId }) => policyId),
      );
      const theirs = outcome(request.get("decision"), request.get("reason"), request.get("errors"));
      return ours === theirs ? undefined : `Cedar: ${theirs}, Toolgate: ${ours}`;
    });
}

function outcome(decision, reason, errors) {
  return `${decision} by [${[...reason].sort()}], errors in [${[...errors].sort()}]`;
}

function compiled(text, operations) {
  const parsed = parsePolicies(text);
  if (!parsed.ok) throw new Error(`The parser refuses: ${JSON.stringify(parsed.errors)}`);
  return parsed.policies.map((policy, index) => compilePolicy(policy, `policy${index}`, { operations }));
}

function requestOf(request, known) {
  const find = (part) => {
    const uid = asserted(entityFromJson(request.get(part)), part);
    return known.get(uid.key) ?? entity(uid);
  };
  return {
    principal: find("principal"),
    action: find("action"),
    resource: find("resource"),
    context: asserted(valueFromJson(request.get("context")), "context"),
    others: known,
  };
}

function entitiesFrom(list) {
  const parents = new Map();
  for (const each of list) {
    const { key } = asserted(entityFromJson(each.get("uid")), "uid");
    parents.set(
      key,
      each
        .get("parents")
        .map((parent) => asserted(entityFromJson(parent.get("__entity") ?? parent), "parent").key),
    );
  }
  return new Map(
    list.map((each) => {
      const uid = entityFromJson(each.get("uid"));
      const made = entity(uid, {
        attributes: membersOf(each.get("attrs")),
        tags: membersOf(each.get("tags") ?? new Map()),
        ancestors: ancestorsOf(uid.key, parents),
      });
      return [uid.key, made];
    }),
  );
}

function ancestorsOf(key, parents) {
  const found = new Set();
  const open = [...(parents.get(key) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(parents.get(next) ?? []));
  }
  return found;
}

function membersOf(object) {
  return new Map([...object].map(([name, value]) => [name, asserted(valueFromJson(value), name)]));
}

function json(text) {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(`No JSON: ${parsed.message}`);
  return parsed.value;
}

function asserted(value, what) {
  if (value === undefined) throw new Error(`No Cedar value: ${what}`);
  return value;
}
