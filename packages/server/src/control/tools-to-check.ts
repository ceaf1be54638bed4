import {
  actionGroups,
  actionsOf,
  appliesToAction,
  type Policy as CedarPolicy,
  mentionsInput,
  mentionsVariable,
  type ToolForSchema,
} from "@toolgate/policy";

/**
 * The tools that a policy has to be checked against. Cedar's time grows with the square of their number, and an
 * emergency stop must be quick on an engine of any size: tools are all alike to a policy that reads neither their
 * arguments nor their names, but for who calls them.
 */
export function toolsToCheck(policy: CedarPolicy, tools: readonly ToolForSchema[]): readonly ToolForSchema[] {
  // A condition may name any tool, and a name that the schema lacks is an error.
  if (mentionsVariable(policy, "action")) return tools;
  const covered = (id?: string) =>
    tools.filter(
      ({ action }) =>
        appliesToAction(policy, action, actionGroups(action)) &&
        (id === undefined || id === action || actionGroups(action).includes(id)),
    );
  const named = actionsOf(policy);
  const parts = named === "all" ? [covered()] : named.map(covered);
  if (parts.some((part) => part.length === 0)) return tools;
  if (mentionsInput(policy)) return covered();
  return [...new Set(parts.flatMap(oneForEachCaller))];
}

/** The first that has these kinds of caller. */
function oneForEachCaller(part: readonly ToolForSchema[]): readonly ToolForSchema[] {
  const kinds = part.map(({ principalTypes }) => String(principalTypes));
  return part.filter((_, index) => kinds.indexOf(kinds[index] ?? "") === index);
}
