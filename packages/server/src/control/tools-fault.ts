import type { ToolDefinition } from "../model.ts";

const mostTools = 1_000;
/** As for a Lambda target's inline schema. */
const mostCharacters = 1_000_000;

/** Names that would mean something else to Cedar's JSON form or to JavaScript. */
const reservedNames: ReadonlySet<string> = new Set(["__proto__", "__entity", "__extn", "__expr"]);

/** Why a server's tools cannot be taken over, as a sentence that names the tool; undefined when they can. */
export function toolsFault(tools: readonly ToolDefinition[]): string | undefined {
  if (tools.length > mostTools) {
    const [first] = tools.slice(mostTools);
    return `The server lists ${tools.length} tools, and ${mostTools} is the most: ${first?.name} is one too many.`;
  }
  const sizes = tools.map((tool) => ({ name: tool.name, size: JSON.stringify(tool).length }));
  const size = sizes.reduce((sum, tool) => sum + tool.size, 0);
  if (size > mostCharacters) {
    const largest = sizes.reduce((a, b) => (b.size > a.size ? b : a));
    return (
      `The server's tools are ${size} characters of JSON, and ${mostCharacters} is the most; ` +
      `the largest is ${largest.name} with ${largest.size}.`
    );
  }
  for (const { name, inputSchema } of tools) {
    const reserved = reservedName(inputSchema);
    if (reserved !== undefined) {
      return `The input schema of the tool ${name} uses the reserved name ${reserved}; the server has to give it another one.`;
    }
  }
  return undefined;
}

function reservedName(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const reserved = reservedNames.has(name) ? name : reservedName(member);
    if (reserved !== undefined) return reserved;
  }
  return undefined;
}
