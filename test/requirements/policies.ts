import type { Requirement } from "./requirement.ts";

/** What holds for policies: how Cedar is asked, and the life of a policy. */
export const policiesRequirements = [
  {
    id: "policies.cedar.decide",
    source: "Cedar guide: authorization",
    sentence:
      "Without a permit the answer is DENY; a forbid that holds wins; a policy that errors is skipped and named.",
  },
  {
    id: "policies.cedar.log-only",
    source: "AWS guide: policy enforcement modes",
    sentence: "LOG_ONLY policies never change a decision; those that hold are named.",
  },
  {
    id: "policies.cedar.integers",
    source: "Toolgate, values",
    sentence: "Integers up to 64 bits are decided on exactly, never rounded.",
  },
  {
    id: "policies.cedar.process",
    source: "Toolgate, decisions",
    sentence:
      "When a Cedar process dies, what it was asked fails as unavailable, never as a denial, and the next question is answered.",
  },
  {
    id: "policies.cedar.positions",
    source: "Toolgate, writing a bad policy",
    sentence: "An error in a statement carries its position in the text as the caller wrote it.",
  },
  {
    id: "policies.create.seeds",
    source: "Policy Integration Examples",
    sentence: "Every policy that the guide prints is accepted where its gateway, target and tool exist.",
  },
  {
    id: "policies.wait",
    source: "Toolgate, policies before their gateway",
    sentence:
      "A policy that names a gateway or target that does not exist yet stays CREATING, says what it waits for and what it may have meant, and settles by itself.",
  },
  {
    id: "policies.wait.forbid",
    source: "Toolgate, policies before their gateway",
    sentence: "A waiting forbid protects nothing, and every gateway on its engine says so.",
  },
  {
    id: "policies.recreated",
    source: "Toolgate, gateway names",
    sentence: "A gateway that is created again says which policies still name it.",
  },
  {
    id: "policies.slow-check",
    source: "Toolgate, an emergency stop works at once",
    sentence:
      "A check of a policy that takes long delays no other change, and counts only while what it looked at is unchanged.",
  },
  {
    id: "policies.refused",
    source: "Toolgate, writing a bad policy",
    sentence:
      "A statement that is wrong is a ValidationException at once, with position, cause and text to paste; nothing is stored.",
  },
  {
    id: "policies.findings",
    source: "Toolgate, writing a bad policy",
    sentence:
      "Without validationMode overly permissive fails and overly restrictive only warns; FAIL_ON_ANY_FINDINGS fails on both, IGNORE_ALL_FINDINGS on neither; LOG_ONLY policies count for nothing.",
  },
  {
    id: "policies.update",
    source: "AWS API reference: UpdatePolicy",
    sentence:
      "What is absent stays; a wrong definition changes nothing; failing findings leave the old definition in force as UPDATE_FAILED; a failed policy may become ACTIVE under its id.",
  },
  {
    id: "policies.off-switch",
    source: "Toolgate, off switch",
    sentence:
      "enforcementMode LOG_ONLY switches a policy off whatever else is wrong; switching it on again checks it.",
  },
  {
    id: "policies.list-scope",
    source: "AWS API reference: ListPolicies, targetResourceScope",
    sentence:
      "targetResourceScope lists the policies whose resource scope covers that gateway, named or open.",
  },
  {
    id: "policies.strict",
    source: "Toolgate, policies before their gateway",
    sentence:
      "Under --strict-aws bad statements end in CREATE_FAILED, and missing gateways and targets in AWS's exceptions.",
  },
] as const satisfies readonly Requirement[];
