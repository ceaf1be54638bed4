/** Adds up the test reports; a skip that is not on the list fails. The last line is the count. */
import { readFileSync } from "node:fs";

/** Tests that may be skipped in CI, each with its reason. */
const maySkip = new Map([]);

const [vitestFile, pytestFile] = process.argv.slice(2);
const report = JSON.parse(readFileSync(vitestFile, "utf8"));
const suite = /<testsuite [^>]*>/.exec(readFileSync(pytestFile, "utf8"))?.[0] ?? "";
const attribute = (name) => Number(new RegExp(`${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);

const skippedNames = report.testResults.flatMap((file) =>
  file.assertionResults
    .filter((test) => test.status === "pending" || test.status === "skipped" || test.status === "todo")
    .map((test) => test.fullName),
);
const pytest = {
  failed: attribute("failures") + attribute("errors"),
  skipped: attribute("skipped"),
  passed: attribute("tests") - attribute("failures") - attribute("errors") - attribute("skipped"),
};
const unexpected = skippedNames.filter((name) => !maySkip.has(name));
const stale = [...maySkip.keys()].filter((name) => !skippedNames.includes(name));
for (const name of unexpected) process.stderr.write(`skipped, and not on the list: ${name}\n`);
for (const name of stale) process.stderr.write(`on the list of skips, but not skipped: ${name}\n`);
if (pytest.skipped > 0) process.stderr.write(`${pytest.skipped} Python tests were skipped; none may be\n`);
if (pytest.passed === 0) process.stderr.write("no Python test ran\n");

const failed = report.numFailedTests + pytest.failed;
const bad = unexpected.length + stale.length + pytest.skipped + (pytest.passed === 0 ? 1 : 0);
process.exitCode = failed + bad > 0 ? 1 : 0;
process.stdout.write(
  `${report.numPassedTests + pytest.passed} passed, ${failed + bad} failed, ${skippedNames.length + pytest.skipped} skipped\n`,
);
