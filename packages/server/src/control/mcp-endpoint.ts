/** Where an MCP server may be. */
import { nearest } from "@toolgate/policy";
import { isLoopbackHost } from "../loopback-host.ts";
import { invalidMember } from "./invalid-member.ts";

/** Which endpoints there can be beside https. */
export interface McpEndpoints {
  /** http to this machine, which only a Toolgate that itself listens on loopback may be sent to. */
  readonly httpOnLoopback: boolean;
  /** Names of the servers in the configuration, each reached as `stdio://<name>`. */
  readonly stdioServers: readonly string[];
}

const member = "targetConfiguration.mcp.mcpServer.endpoint";
const stdio = "stdio://";

/** @throws ValidationException naming the endpoint and what it may be. */
export function requireMcpEndpoint(
  { strictAws, mcpEndpoints }: { readonly strictAws: boolean; readonly mcpEndpoints: McpEndpoints },
  endpoint: string,
): void {
  const fault =
    endpoint.startsWith(stdio) && !strictAws
      ? stdioFault(endpoint, mcpEndpoints.stdioServers)
      : urlFault(endpoint, mcpEndpoints.httpOnLoopback && !strictAws);
  if (fault !== undefined) throw invalidMember(member, fault);
}

function stdioFault(endpoint: string, names: readonly string[]): string | undefined {
  const name = endpoint.slice(stdio.length);
  if (names.includes(name)) return undefined;
  const meant = nearest(name, names);
  const there = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
  return (
    `The configuration's mcpServers have no server ${JSON.stringify(name.slice(0, 100))}: ${there}.` +
    (meant === undefined ? " Add it there and restart." : ` Did you mean ${stdio}${meant}?`)
  );
}

function urlFault(endpoint: string, httpOnLoopback: boolean): string | undefined {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  // Never repeated in the sentence: what is no URL, or holds credentials, may be a secret.
  if (url !== undefined && (url.username !== "" || url.password !== "")) {
    return `'${member}' holds a user name or password, and an address must hold no credentials; leave them out.`;
  }
  if (url?.protocol === "https:") return undefined;
  if (url?.protocol === "http:" && isLoopbackHost(url.hostname)) {
    if (httpOnLoopback) return undefined;
    return (
      `'${member}' is http on loopback, which is accepted only while Toolgate itself listens on loopback, ` +
      "and not under --strict-aws: use https, or start Toolgate with --host 127.0.0.1."
    );
  }
  return (
    `Value at '/${member.replaceAll(".", "/")}' failed to satisfy constraint: Member must satisfy regular expression ` +
    "pattern: ^https://.*$ (Toolgate also takes http on loopback, and stdio://<name> of a server in its configuration)"
  );
}
