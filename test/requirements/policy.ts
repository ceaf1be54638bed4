import type { Requirement } from "./requirement.ts";

export const policyRequirements = [
  {
    id: "policy.json.agrees",
    source: "RFC 8259",
    sentence: "What is JSON to the standard parser, and only that, is JSON to ours, with the same value.",
  },
  {
    id: "policy.json.exact",
    source: "Toolgate, values",
    sentence: "Numbers keep their text, and what was read is written again without a change of value.",
  },
  {
    id: "policy.json.refused",
    source: "Toolgate, values",
    sentence: "Duplicate keys, too much depth and too many members are refused, with the place.",
  },
  {
    id: "policy.name.action",
    source: "AWS developer guide: gateway tool naming",
    sentence: "A tool is called <Target>___<tool>, in the groups of its target, CallTool and Mcp.",
  },
  {
    id: "policy.name.suggested",
    source: "Toolgate, policies before their gateway and hidden tools",
    sentence: "A mistyped name brings the name that was meant, and a strange one brings none.",
  },
  {
    id: "policy.schema.types",
    source: "AWS developer guide: policy schema constraints",
    sentence:
      "Each JSON Schema type of a tool's input has its Cedar type, and what is not required is optional.",
  },
  {
    id: "policy.schema.validates",
    source: "AWS developer guide: policy schema constraints",
    sentence: "Policies on what a tool has pass Cedar's validator, others fail naming what is wrong.",
  },
  {
    id: "policy.schema.strict",
    source: "AWS developer guide: policy schema constraints",
    sentence: "In strict AWS mode the built-in actions count, so a policy on any action may use no argument.",
  },
  {
    id: "policy.values.conform",
    source: "Toolgate, values",
    sentence: "Whatever is accepted as arguments conforms to the schema that policies were checked against.",
  },
  {
    id: "policy.values.integer",
    source: "docs/decisions/0003-values.md",
    sentence: "Whole numbers within 64 bits are integers however they are spelt; all others do not fit.",
  },
  {
    id: "policy.values.decimal",
    source: "docs/decisions/0003-values.md",
    sentence:
      "Numbers of up to four decimals are decimals; further decimals do not fit, or are cut in strict mode.",
  },
  {
    id: "policy.values.null",
    source: "docs/decisions/0003-values.md",
    sentence: "Null on an optional member is an absent member for policy and tool, and fits nowhere else.",
  },
  {
    id: "policy.values.undeclared",
    source: "docs/decisions/0003-values.md",
    sentence: "Members that the schema does not declare are left out for policy and tool, and are named.",
  },
  {
    id: "policy.values.opaque",
    source: "docs/decisions/0003-values.md",
    sentence: "Of values without a declared inside, policies see the presence and the tool gets the whole.",
  },
  {
    id: "policy.values.types",
    source: "Toolgate, values",
    sentence: "A value of another type does not fit; nothing is guessed.",
  },
  {
    id: "policy.values.same",
    source: "Toolgate, values",
    sentence: "What the policy saw is what the tool gets.",
  },
  {
    id: "policy.principal.claims",
    source: "AWS developer guide: policy schema, OAuthUser",
    sentence: "Every claim becomes a tag: text as it is, everything else as JSON text, null not at all.",
  },
  {
    id: "policy.principal.subject",
    source: "AWS developer guide: policy schema, OAuthUser",
    sentence: "A token without a subject names no principal.",
  },
  {
    id: "policy.scope.action",
    source: "Cedar guide: policy scope",
    sentence: "A policy applies to the actions its scope names, alone or by their groups.",
  },
  {
    id: "policy.scope.gateway-names",
    source: "Toolgate, gateway names",
    sentence: "A gateway's bare name in a policy becomes its ARN, and look-alikes in text and comments stay.",
  },
  {
    id: "policy.list.sound",
    source: "Toolgate, one rule for list and call",
    sentence: "A call that is allowed is of a tool that is listed.",
  },
  {
    id: "policy.list.exact",
    source: "AWS developer guide: tools/list under policy",
    sentence: "Where no policy looks at arguments, the list is exactly what is allowed.",
  },
  {
    id: "policy.findings.permissive",
    source: "AWS developer guide: validate and test policies",
    sentence: "A permit without conditions that no forbid narrows is reported in AWS's words for each tool.",
  },
  {
    id: "policy.findings.restrictive",
    source: "AWS developer guide: validate and test policies",
    sentence: "A forbid without conditions is reported in AWS's words for each tool.",
  },
] as const satisfies readonly Requirement[];
