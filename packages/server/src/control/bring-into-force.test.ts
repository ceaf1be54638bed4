import { expect, it } from "vitest";
import { bringIntoForce } from "./bring-into-force.ts";

it.each([
  ["is read back", async () => undefined, "done"],
  ["cannot be read back", () => Promise.reject(new Error("no disk")), "no disk"],
])("forgets keys and tokens after the change, when it %s", async (_, reload, outcome) => {
  const order: string[] = [];
  const gateways = {
    reload: () => {
      order.push("reload");
      return reload();
    },
  };
  const remembered = ["tokens", "keys"].map((name) => ({ forget: () => void order.push(name) }));
  const told = await bringIntoForce(gateways, remembered).then(
    () => "done",
    (error: Error) => error.message,
  );
  expect([told, ...order]).toEqual([outcome, "reload", "tokens", "keys"]);
});
