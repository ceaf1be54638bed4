import type { Rule } from "../intermediate.ts";

/** Whether two rules are about the same tools. */
export function sameTools(one: Rule, two: Rule): boolean {
  return toolsIn(one) === toolsIn(two);
}

function toolsIn({ tools }: Rule): string {
  switch (tools.kind) {
    case "all":
      return "all";
    case "target":
      return `target ${tools.target}`;
    case "tools":
      return tools.tools
        .map(({ action }) => action)
        .sort()
        .join(" ");
  }
}
