/** The guide's cleanup: gateways let go of the engine, and then the engines go with their policies. */
import { mustBe } from "../narrator.ts";
import type { OpenGateway, Stage } from "./guide-stage.ts";

export async function cleanUp(
  { narrator, policies, gateways }: Stage,
  opened: readonly OpenGateway[],
  engines: readonly string[],
): Promise<void> {
  narrator.chapter("Cleanup");
  await narrator.step(
    "Delete gateways, with their targets and user pools",
    async () => {
      for (const { gateway, clientInfo } of opened) {
        await gateways.cleanupGateway({ gatewayId: gateway.gatewayId, clientInfo });
      }
      return (await gateways.listGateways()).items;
    },
    (left) => {
      mustBe("gateways left", 0, left.length);
      return `${opened.length} gateways are gone`;
    },
  );
  await narrator.step(
    "Delete policies and policy engines",
    async () => {
      for (const policyEngineId of engines) await policies.cleanupPolicyEngine({ policyEngineId });
      return (await policies.listPolicyEngines()).policyEngines;
    },
    (left) => {
      mustBe("policy engines left", 0, left.length);
      return `${engines.length} policy engines are gone`;
    },
  );
}
