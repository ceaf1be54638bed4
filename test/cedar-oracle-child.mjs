/** Answers one JSON line for each JSON line: what the reference implementation of Cedar says. Needs --no-turbo-inline-js-wasm-calls. */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const fromServer = createRequire(new URL("../packages/server/package.json", import.meta.url));
const cedar = fromServer("@cedar-policy/cedar-wasm/nodejs");
const operations = {
  parse: ({ statement }) => cedar.policyToJson(statement),
  validate: (question) => cedar.validate(question),
  authorize: (question) => cedar.isAuthorized(question),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { operation, ...question } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(operations[operation](question))}\n`);
}
