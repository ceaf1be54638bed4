import type { Requirement } from "./requirement.ts";

const lambda = "AWS Lambda API: Invoke";

export const functionsRequirements = [
  {
    id: "functions.resolve",
    source: "Toolgate, Lambda targets",
    sentence: "A registered function is found by its full ARN, its ARN without qualifier, or its bare name",
  },
  {
    id: "functions.resolve.twice",
    source: "Toolgate, Lambda targets",
    sentence: "Two registrations of one function are refused",
  },
  {
    id: "functions.event",
    source: "AgentCore guide: Lambda targets",
    sentence: "The event is the arguments and nothing around them",
  },
  {
    id: "functions.client-context",
    source: "AgentCore guide: Lambda targets",
    sentence: "AWS's client context reaches the handler under custom and Custom",
  },
  {
    id: "functions.context",
    source: "AWS Lambda guide: Node.js context",
    sentence: "A handler gets request id, names and the time that is left",
  },
  {
    id: "functions.error",
    source: lambda,
    sentence: "What a handler throws is a function error with type and message",
  },
  {
    id: "functions.load-error",
    source: "AWS Lambda guide: Node.js handler",
    sentence: "A module that cannot be loaded, or lacks the handler, is named with what it has",
  },
  {
    id: "functions.timeout",
    source: "Toolgate, Lambda targets",
    sentence: "A handler that takes too long is killed with all it started, and the next call succeeds",
  },
  {
    id: "functions.crash",
    source: "Toolgate, Show",
    sentence: "A handler that ends or is killed in mid-request fails that call alone",
  },
  {
    id: "functions.memory",
    source: "Toolgate, Lambda targets",
    sentence: "A handler that takes too much memory is stopped, on the heap and beside it",
  },
  {
    id: "functions.output",
    source: "Toolgate, Lambda targets",
    sentence: "What a handler prints goes to the log, within bounds, never into results",
  },
  {
    id: "functions.result-size",
    source: "AWS Lambda quotas",
    sentence: "Events, client contexts and results beyond AWS's sizes are refused",
  },
  {
    id: "functions.concurrency",
    source: "Toolgate, Lambda targets",
    sentence: "Calls beyond the processes wait their turn, and beyond the queue are refused",
  },
  {
    id: "functions.environment",
    source: "Toolgate, Lambda targets",
    sentence: "A handler sees an allow-listed environment and a folder of its own",
  },
  {
    id: "functions.orphans",
    source: "Toolgate, Lambda targets",
    sentence: "No handler outlives the server, even one that never yields",
  },
  {
    id: "functions.command",
    source: "Toolgate, Lambda targets",
    sentence: "A command of any language gets the event on standard input and answers on standard output",
  },
  {
    id: "functions.endpoint",
    source: lambda,
    sentence: "An unregistered function is invoked at AWS_ENDPOINT_URL_LAMBDA, on AWS's wire, once",
  },
  {
    id: "functions.endpoint.errors",
    source: lambda,
    sentence: "What Lambda refuses is told apart: function error, access, absence, credentials, size",
  },
] as const satisfies readonly Requirement[];
