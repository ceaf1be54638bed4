/** Decides worlds of requests with cedar-wasm. Needs --no-turbo-inline-js-wasm-calls on Node 20. */
import { createRequire } from "node:module";

/** A request whose JSON is at hand: cedar-wasm's glue writes what it is given with JSON.stringify, which would round integers. */
class Written {
  constructor(text) {
    this.text = text;
  }
}

const stringify = JSON.stringify;
JSON.stringify = (value, ...rest) => (value instanceof Written ? value.text : stringify(value, ...rest));

const fromServer = createRequire(new URL("../../packages/server/package.json", import.meta.url));
const cedar = fromServer("@cedar-policy/cedar-wasm/nodejs");

process.on("disconnect", () => process.exit(0));
process.on("message", ({ id, policies, requests }) => {
  const prepared = cedar.preparsePolicySet("world", { staticPolicies: policies });
  const outcomes =
    prepared.type === "success"
      ? requests.map((text) => outcomeOf(cedar.statefulIsAuthorized(new Written(text))))
      : requests.map(() => ({ failed: stringify(prepared.errors) }));
  process.send({ id, outcomes });
});

function outcomeOf(answer) {
  if (answer.type !== "success") return { failed: stringify(answer.errors) };
  const { decision, diagnostics } = answer.response;
  return {
    decision,
    determining: [...diagnostics.reason].sort(),
    errors: diagnostics.errors.map(({ policyId }) => policyId).sort(),
  };
}
