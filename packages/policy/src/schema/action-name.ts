/** How tools are named to callers and to Cedar: `<Target>___<tool>`. Source: AWS guide, gateway tool naming. */

const separator = "___";

/** The group of every tool call. */
export const callToolGroup = "CallTool";
/** The group of everything that comes over MCP. */
export const mcpGroup = "Mcp";
/** AWS's built-in action for a tool that no target has; no tool can be called so. */
export const unknownToolAction = "UnknownTool";

/** The action, and at the same time the name that callers use, of a target's tool. */
export function actionName(target: string, tool: string): string {
  return `${target}${separator}${tool}`;
}

/** The two halves of an action name; a target has no underscore, so the first three in a row divide them. */
export function splitActionName(
  action: string,
): { readonly target: string; readonly tool: string } | undefined {
  const at = action.indexOf(separator);
  const tool = action.slice(at + separator.length);
  return at > 0 && tool !== "" ? { target: action.slice(0, at), tool } : undefined;
}

/** The groups that hold the action, nearest first: its target, `CallTool`, `Mcp`. */
export function actionGroups(action: string): readonly string[] {
  const name = splitActionName(action);
  return name === undefined ? [] : [name.target, callToolGroup, mcpGroup];
}

/** Whether Cedar's schema keeps this name for itself, so that no target may bear it. */
export function isReservedAction(name: string): boolean {
  return name === callToolGroup || name === mcpGroup || name === unknownToolAction;
}
