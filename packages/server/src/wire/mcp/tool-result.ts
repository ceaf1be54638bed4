/** What a tool answered, as a CallToolResult. Source: MCP, "Tool Result" and "Structured Content". */
import { membersOf } from "@toolgate/policy";
import type { ToolDefinition } from "../../model.ts";
import type { Answer } from "./answer.ts";

/**
 * A function's payload, JSON text, as AWS gives it: one text. Where the tool declares an output schema, the official
 * clients refuse a result without structured content, so an object is given as that too.
 */
export function payloadResult(payload: string, definition: ToolDefinition | undefined): Answer {
  const structured = definition?.outputSchema !== undefined && isObjectText(payload);
  return {
    kind: "result",
    result: { isError: false, content: [{ type: "text", text: payload }] },
    ...(structured ? { structuredContent: payload } : {}),
  };
}

/** A function may return what is no JSON at all; as part of the answer's text it could forge the rest of it. */
function isObjectText(payload: string): boolean {
  if (!/^\s*\{/.test(payload)) return false;
  try {
    JSON.parse(payload);
    return true;
  } catch {
    return false;
  }
}

/** An MCP server's result for revisions that know structured content as objects only: another kind is left out. */
export function withObjectContent(result: string): string {
  if (!result.includes('"structuredContent"')) return result;
  const members = membersOf(result);
  const content = members?.get("structuredContent");
  if (members === undefined || content === undefined || content.startsWith("{")) return result;
  const kept = [...members].filter(([name]) => name !== "structuredContent");
  return `{${kept.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
}
