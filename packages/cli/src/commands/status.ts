/**
 * `toolgate status`: what is in force and what waits. Exit code 1 while a forbid waits and so protects nothing, or calls fail
 * for want of a permission of the gateway's role.
 */
import type { Status } from "@toolgate/server";
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { askToolgate } from "../lists/ask-toolgate.ts";
import { printable, printableJson } from "../printable.ts";

export const statusCommand = defineCommand({
  meta: { name: "status", description: "Show gateways, engines and policies that wait" },
  args: {
    url: {
      type: "string",
      default: process.env.TOOLGATE_URL ?? "http://127.0.0.1:4100",
      description: "Address of the control plane",
    },
    json: { type: "boolean", description: "Print JSON" },
  },
  async run({ args }): Promise<number> {
    const status = await fetchStatus(args.url);
    process.stdout.write(args.json ? `${printableJson(status)}\n` : `${formatStatus(status)}\n`);
    return status.waitingForbids > 0 || status.gateways.some(({ failing }) => failing.length > 0) ? 1 : 0;
  },
});

async function fetchStatus(url: string): Promise<Status> {
  const asking = { url, fetch, signal: new AbortController().signal };
  const status = await askToolgate("/toolgate/v1/status", {}, asking, { name: "status", read: readStatus });
  if (status === undefined) throw new CliError(`${url} was not asked to its end.`);
  return status;
}

function readStatus(body: unknown): Status | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const listed = "gateways" in body && "engines" in body && "waiting" in body;
  return listed && [body.gateways, body.engines, body.waiting].every(Array.isArray)
    ? (body as Status)
    : undefined;
}

/** The status as lines for people. */
export function formatStatus(status: Status): string {
  if (status.gateways.length === 0 && status.engines.length === 0) {
    return "No gateways and no policy engines yet. The README's five-minute path creates the first ones; npm run demo shows it all.";
  }
  const lines: string[] = [];
  for (const gateway of status.gateways) {
    const engine =
      gateway.policyEngineId === undefined
        ? "no policy engine: every call is allowed"
        : `${gateway.mode} by ${gateway.policyEngineId}`;
    lines.push(
      `gateway ${gateway.gatewayId}  ${count(gateway.targets, "target")}, ${count(gateway.tools, "tool")}, ${engine}`,
    );
    lines.push(...gateway.reasons.map((reason) => `  ! ${reason}`));
  }
  for (const engine of status.engines) {
    lines.push(
      `engine  ${engine.engineId}  ${count(engine.policies, "policy", "policies")}, ${engine.active} in force, ${engine.logOnly} log-only`,
    );
    lines.push(...engine.failed.map((id) => `  ! ${id} failed: see its statusReasons`));
  }
  for (const policy of status.waiting) {
    lines.push(
      `waiting ${policy.policyId} (${policy.effect})`,
      ...policy.reasons.map((reason) => `  ! ${reason}`),
    );
  }
  if (status.waitingForbids > 0) {
    const [wait, they] =
      status.waitingForbids === 1 ? ["waits and protects", "it names"] : ["wait and protect", "they name"];
    const forbids = count(status.waitingForbids, "forbid policy", "forbid policies");
    lines.push(`${forbids} ${wait} nothing until what ${they} appears.`);
  }
  // Reasons quote what the authors of policies wrote.
  return lines.map(printable).join("\n");
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
