import { printable, printableJson } from "../printable.ts";
import { awsClients } from "./aws-clients.ts";
import { createGateway, type NewGateway } from "./create-gateway.ts";

interface Asked {
  readonly url: string;
  readonly region: string;
  readonly json: boolean;
}

/**
 * Makes the gateway and prints what was made.
 * @returns 0
 * @throws CliError when a call fails.
 */
export async function showNewGateway(
  asked: Asked,
  wanted: NewGateway,
  write: (line: string) => void,
): Promise<number> {
  const clients = await awsClients(asked.url, asked.region);
  const gateway = await createGateway(clients, asked, wanted);
  if (asked.json) {
    write(printableJson(gateway));
    return 0;
  }
  const { gatewayId, roleArn, engineArn, mode, gatewayUrl, statusReasons } = gateway;
  const lines = [
    `gateway ${gatewayId}`,
    `role    ${roleArn}${wanted.role.kind === "new" ? "  (made)" : ""}`,
    engineArn === undefined ? "engine  none: every call is allowed" : `engine  ${engineArn}  ${mode}`,
    `url     ${gatewayUrl}`,
    ...statusReasons.map((reason) => `  ! ${reason}`),
  ];
  for (const line of lines) write(printable(line));
  return 0;
}
