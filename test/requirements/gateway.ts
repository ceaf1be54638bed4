import type { Requirement } from "./requirement.ts";

const issue = "Toolgate";

export const gatewayRequirements = [
  {
    id: "gateway.denial",
    source: "Toolgate, denied calls; AWS guide: use a gateway with policy",
    sentence: "A denied call has AWS's sentence, in the shape and the wording that the settings choose",
  },
  {
    id: "gateway.denial.meta",
    source: "Toolgate, denied calls",
    sentence: "A denial carries a code, the request id and the decision id; the cause only under DEBUG",
  },
  {
    id: "gateway.forbid",
    source: "AWS guide: policy semantics",
    sentence: "A forbid wins over every permit, and the denial names every forbid that decided",
  },
  {
    id: "gateway.hidden",
    source: "Toolgate, hidden tools",
    sentence:
      "A hidden tool, a tool that does not exist and arguments that do not fit are denied in the same bytes",
  },
  {
    id: "gateway.hidden.forbid",
    source: "Toolgate, denied calls and hidden tools",
    sentence:
      "A forbid that stops every caller alike is named to those who had the tool; one that hides a tool from some is not",
  },
  {
    id: "gateway.suggestion",
    source: "Toolgate, hidden tools",
    sentence: "A suggested name is always one of the caller's own list",
  },
  {
    id: "gateway.shadow",
    source: "Toolgate, cedar-wasm is the referee",
    sentence:
      "A share of decisions is asked of Cedar itself too; where it decides otherwise the call is not made, and the request that shows it is kept.",
  },
  {
    id: "gateway.failure",
    source: "Toolgate, failed evaluations; seed 1",
    sentence: "A decision that could not be had is told apart from a denial, in the seed's words",
  },
  {
    id: "gateway.failure.log-only",
    source: "Toolgate, failed evaluations",
    sentence: "Under LOG_ONLY a failed evaluation blocks nothing and is recorded as an error",
  },
  {
    id: "gateway.unrecorded",
    source: "Toolgate, the life of a tool call",
    sentence: "A call whose decision cannot be recorded is not made, in any mode",
  },
  {
    id: "gateway.policy-errors",
    source: "Toolgate, values",
    sentence:
      "A policy that fails is skipped and named in record, metrics and log; the log quotes no argument",
  },
  {
    id: "gateway.policy-log-only",
    source: "Toolgate, off switch",
    sentence: "A LOG_ONLY policy is evaluated and recorded, and never enforced",
  },
  {
    id: "gateway.log-only",
    source: "AWS guide: enforcement modes",
    sentence: "A LOG_ONLY gateway lists every tool and lets every call through, and records what policy said",
  },
  {
    id: "gateway.values",
    source: "Toolgate, values",
    sentence:
      "The tool gets exactly what the policies saw; what does not fit is refused, or passed on under LOG_ONLY",
  },
  {
    id: "gateway.list",
    source: "Toolgate, one rule for list and call",
    sentence: "An allowed call is of a listed tool, and every call of a tool that is not listed is denied",
  },
  {
    id: "gateway.at-once",
    source: "Toolgate, writing a bad policy and consistency",
    sentence: "A change of a policy is in force on every gateway of its engine when the call returns",
  },
  {
    id: "gateway.time",
    source: "AWS guide: policy schema, context.system.now",
    sentence: "Policies with time windows allow and list by the time of the call",
  },
  {
    id: "gateway.engine.shared",
    source: "AWS guide: policy schema",
    sentence: "Gateways on one engine share its vocabulary, and no policy of one applies to another",
  },
  {
    id: "gateway.json-rpc",
    source: "JSON-RPC 2.0; MCP base protocol",
    sentence: "Ids come back to the letter, and what is no request is refused with what is wrong",
  },
  {
    id: "gateway.revisions",
    source: "MCP, Lifecycle: version negotiation",
    sentence: "The gateway answers in a revision that it speaks and that its supportedVersions allow",
  },
  {
    id: "gateway.bearer",
    source: "RFC 6750, 2.1",
    sentence: "The token is read from the Authorization header, in Bearer's own alphabet, up to a length",
  },
  {
    id: "gateway.killed.cedar",
    source: issue,
    sentence:
      "When the process that gives second opinions is killed, calls under way are decided all the same, and so are the next",
  },
  {
    id: "gateway.killed.handler",
    source: issue,
    sentence:
      "When a handler is killed in mid-request, that call fails as a tool failure, and the next succeeds",
  },
  {
    id: "gateway.killed.checking",
    source: issue,
    sentence:
      "When the process that checks is killed, CreatePolicy fails as a whole, and succeeds when repeated",
  },
  {
    id: "gateway.inbound.unauthorized",
    source: "AWS guide: inbound authorization; RFC 9728, 5.1",
    sentence:
      "A missing or refused token is a 401 with AWS's body and a challenge that leads to the metadata",
  },
  {
    id: "gateway.inbound.scope",
    source: "AWS guide: inbound authorization; RFC 6750, 3.1",
    sentence: "A good token without an allowed scope is a 403 with insufficient_scope",
  },
  {
    id: "gateway.inbound.metadata",
    source: "RFC 9728, 3",
    sentence: "A gateway's metadata answers at both of its addresses",
  },
  {
    id: "gateway.inbound.update",
    source: "Toolgate, consistency",
    sentence: "A change of the authorizer is in force when UpdateGateway returns",
  },
  {
    id: "gateway.doors",
    source: "Toolgate, safe by default",
    sentence:
      "Every door refuses foreign Hosts and Origins before routing, and answers no CORS preflight unless told to",
  },
  {
    id: "gateway.control-authorization",
    source: "Toolgate, safe by default",
    sentence: "The control plane refuses requests without an Authorization header",
  },
  {
    id: "gateway.off-loopback",
    source: "Toolgate, safe by default",
    sentence:
      "Off loopback the public port serves MCP, its metadata and /healthz; the rest stays on loopback, and --idp is refused",
  },
  {
    id: "gateway.sigkill",
    source: issue,
    sentence:
      "A server killed while clients write has every acknowledged change afterwards, and none half done",
  },
  {
    id: "gateway.record",
    source: `${issue}, Decision record`,
    sentence: "A record says who asked what where, what policy said and why, what was done and how it ended",
  },
  {
    id: "gateway.record.before",
    source: `${issue}, Decision record`,
    sentence: "The decision is on record before the target is invoked, and the outcome afterwards",
  },
  {
    id: "gateway.record.query",
    source: `${issue}, Decision record`,
    sentence: "GET /toolgate/v1/decisions finds records by their ids, decision and gateway, and follows",
  },
  {
    id: "gateway.metrics",
    source: "Toolgate, 4.4, 4.9",
    sentence: "/metrics counts decisions and policies that fail, and shows the forbids that wait",
  },
  {
    id: "records.lines.bounded",
    source: `${issue}, Decision record: bounded by age and size`,
    sentence: "The file of JSON lines is set aside at 64 MiB, and one such file is kept",
  },
] as const satisfies readonly Requirement[];
