/**
 * cedar-wasm in a process of its own, which needs --no-turbo-inline-js-wasm-calls: without, Node 20 aborts now and then.
 * `load` takes a set; `measure` times one way of asking and answers with microseconds.
 */
import { createRequire } from "node:module";
import { timeCalls } from "./time-calls.mjs";

const fromServer = createRequire(new URL("../../packages/server/package.json", import.meta.url));
const cedar = fromServer("@cedar-policy/cedar-wasm/nodejs");

const whole = "whole set";
let given;

function must(answer) {
  if (answer.type === "failure") throw new Error(answer.errors.map(({ message }) => message).join("; "));
  return answer;
}

function load(set) {
  given = set;
  must(cedar.preparsePolicySet(whole, { staticPolicies: set.policies }));
  for (const [index, slice] of set.slices.entries()) {
    must(cedar.preparsePolicySet(`slice ${index}`, { staticPolicies: slice }));
  }
}

function request(tool, context) {
  const { actions, gatewayArn, claims, groups } = given;
  const action = { type: "AgentCore::Action", id: actions[tool] };
  const principal = { type: "AgentCore::OAuthUser", id: "caller-1" };
  const resource = { type: "AgentCore::Gateway", id: gatewayArn };
  const parents = groups.map((id) => ({ type: "AgentCore::Action", id }));
  const entities = [
    { uid: principal, attrs: { id: "caller-1" }, parents: [], tags: claims },
    { uid: action, attrs: {}, parents },
    { uid: resource, attrs: {}, parents: [] },
  ];
  return { principal, action, resource, context, entities };
}

function callOf(index) {
  const tool = index % given.slices.length;
  return [tool, request(tool, { input: given.argumentSets[index % given.argumentSets.length] })];
}

function allowed(answer) {
  if (must(answer).response.decision !== "allow") throw new Error("cedar-wasm denied what must be allowed");
}

const ways = {
  stateful(index) {
    const [, question] = callOf(index);
    allowed(cedar.statefulIsAuthorized({ ...question, preparsedPolicySetId: whole }));
  },
  sliced(index) {
    const [tool, question] = callOf(index);
    allowed(cedar.statefulIsAuthorized({ ...question, preparsedPolicySetId: `slice ${tool}` }));
  },
  stateless(index) {
    const [, question] = callOf(index);
    allowed(cedar.isAuthorized({ ...question, policies: { staticPolicies: given.policies } }));
  },
  /** One whole list, a partial evaluation of each tool's own policies. */
  list() {
    const unknown = { input: { __extn: { fn: "unknown", arg: "input" } } };
    for (const [tool, staticPolicies] of given.slices.entries()) {
      must(cedar.isAuthorizedPartial({ ...request(tool, unknown), policies: { staticPolicies } }));
    }
  },
};

process.on("message", ({ set, way, millis }) => {
  try {
    if (set !== undefined) load(set);
    process.send({ micros: way === undefined ? undefined : timeCalls(ways[way], { millis, batch: 1 }) });
  } catch (error) {
    process.send({ error: error.message });
  }
});
process.on("disconnect", () => process.exit());
