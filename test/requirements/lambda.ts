import type { Requirement } from "./requirement.ts";

const api = "AWS Lambda API reference";

export const lambdaRequirements = [
  {
    id: "lambda.functions",
    source: api,
    sentence: "A function is created, read, listed in pages, changed and deleted, and waiters see it ready",
  },
  {
    id: "lambda.refusals",
    source: api,
    sentence: "What Lambda refuses has AWS's error names, statuses and classes",
  },
  {
    id: "lambda.role",
    source: api,
    sentence: "A role that IAM here knows must trust Lambda; AWS's own words say so",
  },
  {
    id: "lambda.environment",
    source: "Lambda developer guide, environment variables",
    sentence: "Environment variables reach the handler, are sealed at rest, and reserved names are refused",
  },
  {
    id: "lambda.policy",
    source: api,
    sentence: "A function's resource policy is added to, read and taken from, statement by statement",
  },
  {
    id: "lambda.callers",
    source: "AWS service authorization reference, AWS Lambda",
    sentence:
      "Callers who sign need Lambda's permissions by their own policies or, to invoke, by the function's",
  },
  {
    id: "lambda.tags",
    source: api,
    sentence: "Functions are tagged, untagged and their tags listed",
  },
  {
    id: "lambda.invoke",
    source: api,
    sentence: "Invoke answers the result, or the function's error in the shape of its language",
  },
  {
    id: "lambda.invoke.log",
    source: api,
    sentence: "Invoke with LogType Tail answers the last 4 KB that were printed",
  },
  {
    id: "lambda.invoke.event",
    source: api,
    sentence: "Events are taken at once and run later; a dry run runs nothing",
  },
  {
    id: "lambda.invoke.limits",
    source: api,
    sentence:
      "Calls beyond what a function's processes and queue take are refused, and none that was taken is lost",
  },
  {
    id: "lambda.python",
    source: "Lambda developer guide, Python",
    sentence: "Python handlers get AWS's context, and their exceptions have AWS's shape",
  },
  {
    id: "lambda.no-python",
    source: "Toolgate, functions",
    sentence: "Without python3 a Python function says how it can run, in its state and when invoked",
  },
  {
    id: "lambda.updates",
    source: "Toolgate, functions",
    sentence: "Changed code and settings are in force with the next call; calls under way are finished",
  },
  {
    id: "lambda.restart",
    source: "Toolgate, functions",
    sentence: "Functions and their code survive a restart",
  },
  {
    id: "lambda.resolve",
    source: "Toolgate, Lambda targets",
    sentence: "A gateway's Lambda target finds registered functions first, then uploaded ones",
  },
  {
    id: "lambda.off-loopback",
    source: "Toolgate, safe by default",
    sentence: "Off loopback code is taken only with --allow-uploaded-code",
  },
  {
    id: "lambda.archives",
    source: "Toolgate, functions",
    sentence: "Archives that would leave their folder, hide something or unpack without end are refused",
  },
  {
    id: "lambda.hostile",
    source: "Toolgate, functions",
    sentence: "A function that crashes, hangs, forks, prints or fills memory without end harms nobody else",
  },
] as const satisfies readonly Requirement[];
