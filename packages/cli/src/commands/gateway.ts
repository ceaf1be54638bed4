/** `toolgate gateway`: gateways from the command line. */
import { defineCommand } from "citty";
import { gatewayCreateCommand } from "./gateway-create.ts";

export const gatewayCommand = defineCommand({
  meta: { name: "gateway", description: "Create a gateway, with a role that may do what gateways do" },
  subCommands: { create: gatewayCreateCommand },
});
