import type { Requirement } from "./requirement.ts";

export const wireRequirements = [
  {
    id: "wire.constraints.wording",
    source: "AgentCore control API model, lengths and patterns; Smithy validation messages",
    sentence:
      "A value outside AWS's length, pattern, range or set of values is refused in AWS's words, with its place",
  },
  {
    id: "wire.constraints.all",
    source: "AWS API reference: ValidationException",
    sentence: "All violations of a request are told in one answer, each with its entry in fieldList",
  },
  {
    id: "wire.constraints.type",
    source: "AWS API reference: ValidationException, reason CannotParse",
    sentence: "A value of the wrong JSON type is refused as CannotParse, saying which type came",
  },
  {
    id: "wire.constraints.union",
    source: "AgentCore control API model, unions",
    sentence: "A union of the model must have exactly one member",
  },
  {
    id: "wire.not-acted-on.member",
    source: "Toolgate, safe by default",
    sentence: "A member of AWS's model that is not acted on yet is refused by name rather than ignored",
  },
  {
    id: "wire.not-acted-on.value",
    source: "Toolgate, safe by default",
    sentence: "A value of AWS's model that is not built yet is refused by name, with the value to use",
  },
  {
    id: "wire.not-acted-on.list",
    source: "Toolgate, safe by default",
    sentence: "Only members on a written list, which cannot weaken anything, are accepted without effect",
  },
  {
    id: "wire.tools.limits",
    source: "AWS API reference: ToolDefinition, SchemaDefinition; AgentCore quotas",
    sentence: "Inline tool schemas keep to AWS's keywords and to limits of number, size, depth and names",
  },
  {
    id: "wire.arns.round-trip",
    source: "AgentCore control API model, resource ARNs",
    sentence:
      "The ARNs of engines, policies, gateways and workload identities are written and read in AWS's form",
  },
  {
    id: "wire.ids.gateway",
    source: "Toolgate, gateway names; AgentCore control API model, GatewayIdentifier",
    sentence: "A gateway's id is its name in lower case, a hyphen and ten characters derived from a hash",
  },
  {
    id: "wire.operations.sdk",
    source: "AWS SDK for JavaScript 3.1142.0",
    sentence:
      "Every operation has the method, URI, status, members, required members and exceptions of AWS's SDK",
  },
  {
    id: "wire.operations.not-built",
    source: "Toolgate, safe by default",
    sentence: "An operation that is not built yet answers a ValidationException that names it",
  },
  {
    id: "wire.routes",
    source: "AgentCore control API model, http traits",
    sentence: "Every URI is found with and without its trailing slash, and its labels are decoded whole",
  },
  {
    id: "wire.routes.unknown",
    source: "AWS restJson1 protocol",
    sentence: "An unknown path is answered 404 and a wrong method 405, both as UnknownOperationException",
  },
  {
    id: "wire.input.place",
    source: "AWS restJson1 protocol, HTTP bindings",
    sentence:
      "Members are read from the path, the query or the body as the model has it, and refused elsewhere",
  },
  {
    id: "wire.input.body",
    source: "AWS restJson1 protocol; Toolgate, values",
    sentence:
      "A body that is too long, not UTF-8, not JSON, no object, or has a member twice is refused as CannotParse",
  },
  {
    id: "wire.caller",
    source: "Toolgate, safe by default; AWS Signature Version 4, Authorization header",
    sentence:
      "The caller and the Region are read from the Authorization header, without which nothing is done",
  },
  {
    id: "wire.answers",
    source: "AWS restJson1 protocol",
    sentence:
      "Answers and exceptions have AWS's status, headers and body, so that the SDK reads them as its own",
  },
  {
    id: "wire.internal-errors",
    source: "AWS API reference: InternalServerException",
    sentence: "An error of our own is told by request id only; what happened is in the log",
  },
] as const satisfies readonly Requirement[];
