import type { LiveGateway } from "../../gateway/live-gateway.ts";
import { version } from "../../version.ts";

/** Whether the gateway streams its answers to callers who take a stream. */
export function streamsAnswers({ gateway }: LiveGateway): boolean {
  return gateway.protocolConfiguration?.mcp.streamingConfiguration?.enableResponseStreaming === true;
}

/** What a gateway can do: tools, whose list nobody is told of when it changes, and to pass log messages on in a stream. */
export function capabilitiesOf(live: LiveGateway): Readonly<Record<string, object>> {
  return { tools: { listChanged: false }, ...(streamsAnswers(live) ? { logging: {} } : {}) };
}

/** A gateway's name for its clients, with Toolgate's version. */
export function serverInfo({ gateway }: LiveGateway): { readonly name: string; readonly version: string } {
  return { name: gateway.name, version };
}

/** The gateway's `instructions` as a member of an answer; no member where it has none. */
export function instructionsOf({ gateway }: LiveGateway): { readonly instructions?: string } {
  const instructions = gateway.protocolConfiguration?.mcp.instructions;
  return instructions === undefined ? {} : { instructions };
}
