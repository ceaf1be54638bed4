import { splitActionName } from "@toolgate/policy";
import { z } from "zod";
import type { JsonSchema } from "../model.ts";

const toolsSchema = z.array(
  z.object({
    name: z.string().min(1),
    description: z.string().optional(),
    inputSchema: z.record(z.string(), z.unknown()).optional(),
  }),
);
const listSchema = z.union([
  toolsSchema,
  z.object({ tools: toolsSchema }).transform(({ tools }) => tools),
  z.object({ result: z.object({ tools: toolsSchema }) }).transform(({ result }) => result.tools),
]);

/** A tool as an MCP client sees it. */
export interface ListedTool {
  readonly target: string;
  readonly tool: string;
  readonly description?: string | undefined;
  readonly inputSchema: JsonSchema;
}

export type ToolList =
  | { readonly ok: true; readonly tools: readonly ListedTool[] }
  /** `why` is a sentence. */
  | { readonly ok: false; readonly why: string };

/** Reads an MCP tools/list result, alone or in its JSON-RPC answer; the tools are named `<Target>___<tool>`. */
export function readToolList(value: unknown): ToolList {
  const read = listSchema.safeParse(value);
  if (!read.success) {
    return {
      ok: false,
      why: 'It is no tools/list result: {"tools": [{"name": "<Target>___<tool>", "inputSchema": {…}}, …]}.',
    };
  }
  const tools: ListedTool[] = [];
  const names = new Set<string>();
  for (const { name, description, inputSchema = { type: "object" } } of read.data) {
    const parts = splitActionName(name);
    if (parts === undefined) {
      return {
        ok: false,
        why: `The tool ${JSON.stringify(name)} has no target: a gateway names its tools <Target>___<tool>.`,
      };
    }
    if (names.has(name)) return { ok: false, why: `The tool ${JSON.stringify(name)} is there twice.` };
    names.add(name);
    tools.push({ ...parts, inputSchema, ...(description === undefined ? {} : { description }) });
  }
  if (tools.length === 0) return { ok: false, why: "It lists no tools, so there is nothing to ask about." };
  return { ok: true, tools };
}
