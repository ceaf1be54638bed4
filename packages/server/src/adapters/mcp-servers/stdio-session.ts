import { z } from "zod";
import {
  clientInfo,
  handshakeRevisions,
  statelessRevision,
  unsupportedRevision,
  upstreamMeta,
} from "./revision.ts";
import type { RpcAnswer } from "./rpc-message.ts";
import type { StdioProcess } from "./stdio-process.ts";
import { quoted, UpstreamFailure } from "./upstream-failure.ts";

/** A command that is ready, and the revision agreed on with it. */
export interface StdioSession {
  readonly process: StdioProcess;
  readonly revision: string;
  readonly hasTools: boolean;
}

const initialized = z.looseObject({
  protocolVersion: z.string(),
  capabilities: z.looseObject({ tools: z.unknown().optional() }),
});
const discovered = z.looseObject({
  supportedVersions: z.array(z.string()),
  capabilities: z.looseObject({ tools: z.unknown().optional() }),
});
const methodNotFound = -32601;

/**
 * Agrees on a revision. The handshake comes first, since older servers end on anything else; one that has none is asked
 * for the stateless revision. Rejects with {@link UpstreamFailure}.
 */
export async function openStdioSession(
  process: StdioProcess,
  {
    name,
    nextId,
    signal,
  }: { readonly name: string; readonly nextId: () => number; readonly signal: AbortSignal },
): Promise<StdioSession> {
  const [newest] = handshakeRevisions;
  const hello = JSON.stringify({ protocolVersion: newest, capabilities: {}, clientInfo });
  const answer = await process.channel.request(nextId(), "initialize", hello, signal);
  if (answer.kind === "error" && [unsupportedRevision, methodNotFound].includes(answer.code)) {
    const meta = upstreamMeta(undefined, statelessRevision) ?? "{}";
    const params = `{"_meta":${meta}}`;
    const found = read(
      await process.channel.request(nextId(), "server/discover", params, signal),
      discovered,
      name,
    );
    return {
      process,
      revision: known(found.supportedVersions, [statelessRevision], name),
      hasTools: found.capabilities.tools !== undefined,
    };
  }
  const { protocolVersion, capabilities } = read(answer, initialized, name);
  const revision = known([protocolVersion], handshakeRevisions, name);
  process.channel.notify("notifications/initialized");
  return { process, revision, hasTools: capabilities.tools !== undefined };
}

/** The result of an answer, or why it is of no use. */
export function read<Schema extends z.ZodType>(
  answer: RpcAnswer,
  schema: Schema,
  name: string,
): z.output<Schema> {
  if (answer.kind === "error") {
    throw new UpstreamFailure(
      `${name} answered with the error ${answer.code}: ${quoted(answer.message)}`,
      {},
    );
  }
  const parsed = schema.safeParse(JSON.parse(answer.result));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = quoted(`${issue?.path.map(String).join(".")}: ${issue?.message}`);
  throw new UpstreamFailure(`${name} answered with a malformed result (${where})`, {});
}

function known(offered: readonly string[], spoken: readonly string[], name: string): string {
  const common = spoken.find((revision) => offered.includes(revision));
  if (common !== undefined) return common;
  const theirs = quoted(offered.join(", "), 100);
  throw new UpstreamFailure(`${name} speaks MCP ${theirs}; Toolgate speaks ${spoken.join(", ")} here`, {});
}
