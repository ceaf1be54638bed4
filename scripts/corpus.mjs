/**
 * Decides every request of Cedar's official corpus with our parser and evaluator and compares decision, determining
 * policies and erroring policies. Prints how many agree of how many the files hold; exits 1 unless all do.
 *
 *   npm run corpus -- [--archive FILE] [--tests N] [--flip OPERATOR]
 *
 * --tests takes the first N tests only. --flip negates what one comparison answers, to see that the corpus notices.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { operations } from "@toolgate/policy";
import { differencesOf } from "./corpus/cedar-test.mjs";
import { filesIn } from "./corpus/tar.mjs";

const { values } = parseArgs({
  options: { archive: { type: "string" }, tests: { type: "string" }, flip: { type: "string" } },
});
const archive =
  values.archive ?? fileURLToPath(new URL("../../shared/corpora/cedar/corpus-tests.tar.gz", import.meta.url));
const most = Number(values.tests ?? Number.POSITIVE_INFINITY);
if (!(most > 0) || (values.flip !== undefined && !Object.hasOwn(operations, values.flip))) {
  console.error(`--tests is a number above 0, --flip one of ${Object.keys(operations).join(" ")}`);
  process.exit(2);
}
if (!existsSync(archive)) {
  console.error(
    `There is no corpus at ${archive}. It is corpus-tests.tar.gz of github.com/cedar-policy/cedar-integration-tests`,
  );
  process.exit(2);
}

const flipped = values.flip;
const broken =
  flipped === undefined
    ? {}
    : {
        [flipped]: (left, right) => {
          const result = operations[flipped](left, right);
          return typeof result === "boolean" ? !result : result;
        },
      };

const files = filesIn(readFileSync(archive));
const text = (path) => {
  const content = files.get(path);
  if (content === undefined) throw new Error(`${archive} holds no ${path}`);
  return content.toString("utf8");
};
const tests = [...files.keys()].filter((path) => path.endsWith(".json") && !path.endsWith(".entities.json"));
let requests = 0;
let agreeing = 0;
for (const path of tests.sort().slice(0, most)) {
  const stem = path.slice(0, -".json".length);
  const count = JSON.parse(text(path)).requests.length;
  requests += count;
  try {
    const parts = {
      policies: text(`${stem}.cedar`),
      entities: text(`${stem}.entities.json`),
      requests: text(path),
    };
    for (const [index, difference] of differencesOf(parts, broken).entries()) {
      if (difference === undefined) agreeing += 1;
      else console.error(`${stem}, request ${index}: ${difference}`);
    }
  } catch (error) {
    console.error(`${stem}: ${error.message}`);
  }
}
console.log(`${agreeing} of ${requests}`);
if (requests === 0 || agreeing !== requests) process.exitCode = 1;
