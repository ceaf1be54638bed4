/** Walks the pages of tools/list and judges what they hold. */
import { z } from "zod";
import type { ToolDefinition } from "../../model.ts";
import type { McpServerLimits } from "./mcp-server-limits.ts";
import { quoted, UpstreamFailure } from "./upstream-failure.ts";

const record = z.record(z.string(), z.unknown());

/** Members that a tool may lack are sometimes sent as null. */
const toolSchema = z.object({
  name: z.string(),
  title: z.string().nullish(),
  description: z.string().nullish(),
  inputSchema: record,
  outputSchema: record.nullish(),
  annotations: record.nullish(),
  icons: z.array(record).nullish(),
  _meta: record.nullish(),
});

/** One page, its tools not yet judged; what the client library is told to expect. */
export const toolPageSchema = z.looseObject({
  tools: z.array(z.unknown()),
  nextCursor: z.string().nullish(),
});

export type ToolPage = z.output<typeof toolPageSchema>;

const namePattern = /^[A-Za-z0-9_.-]{1,256}$/;
const maxDepth = 64;

/**
 * Every tool of a server, page by page, as it came.
 * @throws UpstreamFailure for too many tools or pages, and for a tool that cannot be one.
 */
export async function listTools(
  page: (cursor: string | undefined) => Promise<ToolPage>,
  limits: Pick<McpServerLimits, "tools">,
): Promise<readonly ToolDefinition[]> {
  const tools = new Map<string, ToolDefinition>();
  const cursors = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const { tools: listed, nextCursor } = await page(cursor);
    for (const value of listed) {
      const tool = readTool(value);
      if (tools.has(tool.name)) throw unusable(`the tool "${tool.name}" is listed twice`);
      tools.set(tool.name, tool);
    }
    if (tools.size > limits.tools) throw unusable(`it lists more than ${limits.tools} tools`);
    if (nextCursor == null) return [...tools.values()];
    cursor = nextCursor;
    if (cursors.has(cursor) || cursors.size >= limits.tools) throw unusable("its pages of tools do not end");
    cursors.add(cursor);
  }
}

function readTool(value: unknown): ToolDefinition {
  if (isDeeperThan(value, maxDepth)) throw unusable(`a tool's definition nests deeper than ${maxDepth}`);
  const parsed = toolSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.map(String).join(".") ?? "";
    throw unusable(`a listed tool is malformed: ${quoted(`${where}: ${issue?.message}`)}`);
  }
  const { name, inputSchema, ...rest } = parsed.data;
  if (!namePattern.test(name)) {
    throw unusable(
      `the tool name ${JSON.stringify(quoted(name, 100))} is not 1 to 256 letters, digits, underscores, dots or hyphens`,
    );
  }
  const { title, description, outputSchema, annotations, icons, _meta } = rest;
  return {
    name,
    ...(title == null ? {} : { title }),
    ...(description == null ? {} : { description }),
    inputSchema,
    ...(outputSchema == null ? {} : { outputSchema }),
    ...(annotations == null ? {} : { annotations }),
    ...(icons == null ? {} : { icons }),
    ...(_meta == null ? {} : { _meta }),
  };
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1));
}

function unusable(why: string): UpstreamFailure {
  return new UpstreamFailure(why, { trouble: false });
}
