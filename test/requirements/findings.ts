import type { Requirement } from "./requirement.ts";

export const findingsRequirements = [
  {
    id: "findings.exact",
    source: "AWS guide, validate and test policies",
    sentence:
      "A policy's findings among the others of its engine are those that trying every request of a small domain gives.",
  },
  {
    id: "findings.modes",
    source: "AWS guide, validate and test policies",
    sentence:
      "What a policy's conditions come to counts as much as its scope for validationMode; what AWS does not know is a note.",
  },
  {
    id: "findings.told",
    source: "Toolgate, design of findings",
    sentence:
      "A finding says AWS's sentence, the tool, the kind of caller, a request that shows it, and what to do.",
  },
  {
    id: "findings.forbid-at-once",
    source: "Toolgate, design of findings",
    sentence:
      "A forbid is in force without waiting for a solver; its proofs come afterwards, as a change of their own in the log.",
  },
  {
    id: "findings.bounded",
    source: "Toolgate, design of findings",
    sentence:
      "Proofs take no longer than the operator allows; what is open then is told, never taken for nothing.",
  },
  {
    id: "findings.solver-trouble",
    source: "Toolgate, design of findings",
    sentence:
      "With the solver killed, stuck, absent or out of memory the control plane answers and loses nothing.",
  },
  {
    id: "tool-changes.permit",
    source: "Toolgate, design of tool changes",
    sentence:
      "A permit that does not fit a changed tool allows nothing on it, and policy and gateway say so.",
  },
  {
    id: "tool-changes.forbid",
    source: "Toolgate, design of tool changes",
    sentence: "A forbid that does not fit a changed tool denies it to everybody until someone decides.",
  },
  {
    id: "tool-changes.meaning",
    source: "Toolgate, design of tool changes",
    sentence:
      "A policy that fits a changed tool but reads what changed is named, with the tool and the change.",
  },
  {
    id: "tool-changes.gone",
    source: "Toolgate, design of tool changes",
    sentence: "A policy that names a tool which is gone says so, until the tool comes back.",
  },
  {
    id: "lists.exact",
    source: "AWS guide, tools/list and partial evaluation",
    sentence:
      "A tool whose permits and forbids leave no arguments that any call is allowed with is not listed, once that is proved.",
  },
  {
    id: "lists.unproved",
    source: "Toolgate, design of lists",
    sentence: "What is not proved is shown, and the record of the list says so.",
  },
] as const satisfies readonly Requirement[];
