/**
 * Differential fuzzing of our parser and evaluator against Cedar's reference implementation, in the shapes of this
 * product: random tools, policies with every operator, random tokens and arguments. Prints the seed and the mix; exits 1
 * on a difference, which it makes small first, and when the mix was too poor to mean anything.
 *
 *   npm run fuzz:policy -- [--requests N] [--seed S] [--any-mix] [--flip OPERATOR]
 *
 * --any-mix takes the mix as it comes, for short runs with a seed that nobody has tried.
 * --flip negates what one comparison of ours answers, to see that the fuzzer notices.
 */
import { parseArgs } from "node:util";
import { fromPlain, operations, stringifyJson, valueToJson } from "@toolgate/policy";
import { startReferee } from "./differential/cedar-referee.mjs";
import { OperatorTally } from "./differential/operator-tally.mjs";
import { ourDecisions } from "./differential/our-decisions.mjs";
import { randomWorld } from "./differential/random-world.mjs";
import { shrink } from "./differential/shrink.mjs";
import { randomSource } from "./fuzz/random.mjs";

const { values } = parseArgs({
  options: {
    requests: { type: "string" },
    seed: { type: "string" },
    flip: { type: "string" },
    "any-mix": { type: "boolean" },
  },
});
const wanted = Number(values.requests ?? 200_000);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const isFlip = values.flip === undefined || Object.hasOwn(operations, values.flip);
if (!(Number.isInteger(wanted) && wanted > 0 && Number.isInteger(seed) && isFlip)) {
  console.error(
    `usage: npm run fuzz:policy -- [--requests N] [--seed S] [--any-mix] [--flip ${Object.keys(operations).join("|")}], N above 0 and S whole`,
  );
  process.exit(2);
}
console.log(
  `fuzz:policy: ${wanted} requests, seed ${seed} (again with: npm run fuzz:policy -- --requests ${wanted} --seed ${seed})`,
);

const perWorld = 25;
/** Shares of all requests, below which a run says too little. */
const least = { allowed: 0.2, "denied by a forbid": 0.2, "with an erroring policy": 0.1 };

const broken = values.flip === undefined ? {} : { [values.flip]: flipped(operations[values.flip]) };
const mix = new Map(Object.keys(least).map((name) => [name, 0]));
const refused = { arguments: 0, token: 0 };
const tally = new OperatorTally();
const random = randomSource(seed);
/** Cedar takes longer than we do. */
const referees = [startReferee(), startReferee()];
/** Worlds that Cedar is asked about at once. */
const ahead = 2 * referees.length;

let asked = 0;
let done = 0;
let policies = 0;
let different;
const underWay = [];
while (done < wanted && different === undefined) {
  // Cedar has its next questions before the first answers are compared
  while (underWay.length < ahead && asked < wanted) underWay.push(ask());
  const { world, requests, theirs } = underWay.shift();
  const ours = ourDecisions(world.policies, requests, broken);
  tally.add(world.policies, requests);
  different = firstDifference(world.policies, requests, ours, await theirs);
  for (const outcome of ours) count(world.policies, outcome);
  done += requests.length;
  policies += Object.keys(world.policies).length;
}
await Promise.all(underWay.map(({ theirs }) => theirs));

const problems = different === undefined ? poorMix() : [await reproduction(different)];
for (const referee of referees) referee.close();
const share = (part) => `${((100 * part) / done).toFixed(1)} %`;
console.log(
  [...mix].map(([name, times]) => `${share(times)} ${name}`).join(", ") +
    `; ${tally.size - tally.missing().length} of ${tally.size} outcomes of operators and scopes seen`,
);
console.log(
  `refused before any policy: ${refused.arguments} by their arguments, ${refused.token} by their token`,
);
for (const problem of problems) console.error(`FAILED: ${problem}`);
if (problems.length === 0) console.log(`${done} requests, ${policies} policies, no difference`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** A new world and its first requests, on their way to Cedar. */
function ask() {
  const world = randomWorld(random);
  const requests = callsOf(world, Math.min(perWorld, wanted - asked));
  const referee = referees[(asked / perWorld) % referees.length];
  asked += requests.length;
  return { world, requests, theirs: referee.decide(world.policies, requests) };
}

function callsOf(world, count) {
  const requests = [];
  while (requests.length < count) {
    const call = world.call();
    if (call.request !== undefined) requests.push(call.request);
    else refused[call.refused] += 1;
  }
  return requests;
}

function flipped(operation) {
  return (left, right) => {
    const result = operation(left, right);
    return typeof result === "boolean" ? !result : result;
  };
}

function firstDifference(policies, requests, ours, theirs) {
  const index = ours.findIndex((outcome, at) => !same(outcome, theirs[at]));
  return index < 0 ? undefined : { policies, request: requests[index] };
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

async function bothOutcomes({ policies, request }) {
  const [ours] = ourDecisions(policies, [request], broken);
  const [theirs] = await referees[0].decide(policies, [request]);
  return { ours, theirs };
}

async function reproduction(found) {
  const { policies, request } = await shrink(found, async (smaller) => {
    const { ours, theirs } = await bothOutcomes(smaller);
    return theirs.failed === undefined && !same(ours, theirs);
  });
  const { ours, theirs } = await bothOutcomes({ policies, request });
  const json = (value) => stringifyJson(fromPlain(value));
  return [
    "Toolgate and Cedar differ",
    ...Object.entries(policies).map(([id, text]) => `  ${id}: ${text}`),
    `  principal ${request.principal.uid.key}, tags ${json(Object.fromEntries(request.principal.tags))}`,
    `  action ${request.action.uid.id}, context ${json(valueToJson(request.context))}`,
    `  Toolgate: ${JSON.stringify(ours)}`,
    `  Cedar:    ${JSON.stringify(theirs)}`,
  ].join("\n");
}

function count(policies, { decision, determining, errors }) {
  const add = (name) => mix.set(name, mix.get(name) + 1);
  if (decision === "allow") add("allowed");
  else if (determining.some((id) => policies[id].startsWith("forbid"))) add("denied by a forbid");
  if (errors.length > 0) add("with an erroring policy");
}

/** Why the run says too little, if it does. */
function poorMix() {
  if (values["any-mix"] === true) return [];
  const few = Object.entries(least)
    .filter(([name, part]) => mix.get(name) < part * done)
    .map(([name, part]) => `fewer than ${100 * part} % of the requests were ${name}`);
  const missing = tally.missing();
  const unknown = tally.unknown();
  if (missing.length > 0) few.push(`never seen: ${missing.join(", ")}`);
  if (unknown.length > 0) few.push(`nothing is wanted of: ${unknown.join(", ")}`);
  return few;
}
