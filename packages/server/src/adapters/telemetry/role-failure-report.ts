import type { Log } from "../../log.ts";
import type { Gateway } from "../../model.ts";

interface Judged {
  readonly gateway: Gateway;
  readonly role?: { readonly notices: readonly string[] } | undefined;
}

/** Warns of what gateways' roles keep them from, once for each change of it; calls that fail for it are in the records. */
export function createRoleFailureReport(log: Log): (gateways: readonly Judged[]) => void {
  let told = new Map<string, string>();
  return (gateways) => {
    const now = new Map<string, string>();
    for (const { gateway, role } of gateways) {
      const notices = (role?.notices ?? []).join(" ");
      if (notices === "") continue;
      now.set(gateway.id, notices);
      if (told.get(gateway.id) === notices) continue;
      log.warn({ gatewayId: gateway.id, roleArn: gateway.roleArn }, notices);
    }
    told = now;
  };
}
