import type { JsonObject } from "@toolgate/policy";
import { ownSpanId } from "../../observe/trace-context.ts";
import type { MessageId } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";
import type { Post } from "./post.ts";
import { traceOfRequest } from "./trace-of-request.ts";

/** Records a message that opens a connection, for log and spans; any other is none of its business. */
export function recordHandshake(
  deps: Pick<McpDeps, "handshakes" | "call">,
  post: Post,
  method: string,
  request?: { readonly id: MessageId; readonly params: JsonObject | undefined },
): void {
  if (method !== "initialize" && method !== "notifications/initialized") return;
  const { clock, micros, newDecisionId } = deps.call;
  const { gateway } = post.live;
  const { arrived, ...trace } = traceOfRequest(post, request?.params?.get("_meta"));
  const handshakeId = newDecisionId().replace(/^dec-/, "hs-");
  deps.handshakes.handshake({
    handshakeId,
    requestId: post.requestId,
    time: new Date(clock.now()).toISOString(),
    gatewayArn: gateway.arn,
    gatewayId: gateway.id,
    method,
    trace: {
      ...trace,
      spanId: ownSpanId(handshakeId),
      messageId: request?.id.plain ?? "",
      answeredMicros: Math.round(micros() - arrived),
    },
  });
}
