/** `toolgate diagnose`: says what is wrong, why, and what mends it. */
import { defineCommand } from "citty";
import { diagnoseGatewayCommand } from "./diagnose-gateway.ts";

export const diagnoseCommand = defineCommand({
  meta: { name: "diagnose", description: "Say what is wrong with a gateway, and what mends it" },
  subCommands: { gateway: diagnoseGatewayCommand },
});
