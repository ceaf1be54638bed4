/** Questions about policies without a server: the bank's tools, Cedar and a solver. */
import { replay, type Solve, unhurried } from "@toolgate/policy";
import {
  type AnalyseDeps,
  type AnalysedWorld,
  createCedar,
  type OfflineOptions,
  offlineWorld,
  type PolicySource,
  readToolList,
} from "@toolgate/server";
import { createSolver } from "@toolgate/solver";

export const bank = 'AgentCore::Gateway::"arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/bank"';

/** What tools/list would answer. */
export const bankTools = {
  tools: [
    {
      name: "Bank___transfer",
      inputSchema: {
        type: "object",
        properties: { amount: { type: "integer" }, to: { type: "string" }, note: { type: "string" } },
        required: ["amount", "to"],
      },
    },
    {
      name: "Bank___balance",
      inputSchema: { type: "object", properties: { account: { type: "string" } }, required: ["account"] },
    },
  ],
} as const;

/** A policy on one of the bank's tools. */
export function on(
  tool: string,
  effect: "permit" | "forbid",
  conditions = "",
  principal = "principal",
): string {
  return `${effect}(${principal}, action == AgentCore::Action::"Bank___${tool}", resource == ${bank})${conditions === "" ? "" : `\n${conditions}`};`;
}

export interface Asking {
  readonly deps: AnalyseDeps;
  world(sources: readonly PolicySource[], options?: Partial<OfflineOptions>): AnalysedWorld;
  close(): Promise<unknown>;
}

/** To be closed. */
export function startAsking(): Asking {
  const cedar = createCedar();
  const solver = createSolver({ timeLimit: 30_000 });
  const solve: Solve = (script) => solver.solve(script);
  const list = readToolList(bankTools);
  if (!list.ok) throw new Error(list.why);
  return {
    deps: { cedar, analyst: { solve, replay }, pace: unhurried },
    world: (sources, options) =>
      offlineWorld(sources, list.tools, { strictAws: false, anonymous: false, ...options }),
    close: () => Promise.all([cedar.close(), solver.close()]),
  };
}
