/** Counts what every operator came to, and which forms of a scope matched. */
import { compilePolicy } from "@toolgate/policy";
import { parsed } from "./our-decisions.mjs";

/** What a run must have seen of each at least once. */
const wanted = {
  "true false error":
    "! && || < <= > >= in contains containsAll containsAny isEmpty hasTag has like is lessThan lessThanOrEqual greaterThan greaterThanOrEqual isIpv4 isIpv6 isLoopback isMulticast isInRange conditions",
  "true false":
    "== != has-nested is-in like-wildcard like-star when unless principal-equals principal-in principal-is principal-is-in resource-equals resource-in resource-is resource-is-in action-equals action-in action-in-group action-in-list",
  true: "principal-any action-any resource-any no-condition",
  "value overflow": "+ - * negate offset",
  "value error":
    "if member getTag decimal ip datetime duration durationSince toDate toTime toMilliseconds toSeconds toMinutes toHours toDays",
  value: "set record entity principal action resource context",
};
const all = Object.entries(wanted).flatMap(([outcomes, names]) =>
  names.split(" ").flatMap((name) => outcomes.split(" ").map((outcome) => `${name}: ${outcome}`)),
);

const nameIn = (outcome) => outcome.slice(0, outcome.lastIndexOf(":"));
const known = new Set(all.map(nameIn));

export class OperatorTally {
  counts = new Map();

  /** Evaluates all policies once more for these requests, looking at each part. */
  add(policies, requests) {
    const traced = parsed(policies).map(({ id, policy }) => compilePolicy(policy, id, { wrap: this.wrap }));
    for (const request of requests) for (const policy of traced) this.policy(policy, request);
  }

  /** What a run must have seen and this one has not. */
  missing() {
    return all.filter((name) => !this.counts.has(name));
  }

  /** Operators and scopes that a run came upon and of which nothing is wanted, so that a new one is not forgotten. */
  unknown() {
    const seen = new Set([...this.counts.keys()].map(nameIn));
    return [...seen].filter((name) => !known.has(name));
  }

  /** How many things a run must see. */
  get size() {
    return all.length;
  }

  wrap = (node, evaluate) => {
    const names = namesOf(node);
    return (request) => {
      const result = evaluate(request);
      for (const name of names) this.count(`${name}: ${outcomeOf(result)}`);
      if (result.kind === "failure" && /overflow|does not fit/.test(result.message))
        for (const name of names) this.count(`${name}: overflow`);
      if (typeof result === "boolean") for (const name of names) this.count(`${name}: value`);
      return result;
    };
  };

  policy({ policy, action, scope, conditions }, request) {
    const tests = Object.entries({ ...scope, action });
    for (const [part, test] of tests) this.count(`${part}-${formOf(policy[part])}: ${test(request)}`);
    const applies = tests.every(([, test]) => test(request));
    if (!applies) return;
    const outcome = outcomeOf(conditions(request));
    const { length, 0: first } = policy.conditions;
    if (length === 0) this.count(`no-condition: ${outcome}`);
    if (length === 1) this.count(`${first.kind}: ${outcome}`);
    if (length > 1) this.count(`conditions: ${outcome}`);
  }

  count(name) {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }
}

function outcomeOf(result) {
  if (typeof result === "boolean") return String(result);
  return result.kind === "failure" ? "error" : "value";
}

function namesOf(node) {
  switch (node.kind) {
    case "and":
      return ["&&"];
    case "or":
      return ["||"];
    case "not":
      return ["!"];
    case "binary":
      return [node.operator];
    case "has":
      return node.path.length > 1 ? ["has", "has-nested"] : ["has"];
    case "is":
      return [node.in === undefined ? "is" : "is-in"];
    case "like":
      return ["like", ...new Set(node.pattern.flatMap(partOfPattern))];
    case "literal":
      return [];
    case "call":
    case "variable":
      return [node.name];
    default:
      return [node.kind];
  }
}

function partOfPattern(part) {
  if (typeof part !== "string") return ["like-wildcard"];
  return part.includes("*") ? ["like-star"] : [];
}

const groups = new Set(["CallTool", "Mcp", "T", "U"]);

function formOf(scope) {
  if (scope.kind === "is") return scope.in === undefined ? "is" : "is-in";
  if (scope.kind !== "in" || scope.entities === undefined) return scope.kind;
  if (scope.list) return "in-list";
  return groups.has(scope.entities[0].id) ? "in-group" : "in";
}
