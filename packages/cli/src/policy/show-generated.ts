import { createInterface } from "node:readline/promises";
import { CliError } from "../cli-error.ts";
import { line, renderLines } from "../explain/render-lines.ts";
import { awsClients } from "../gateway/aws-clients.ts";
import { printableJson } from "../printable.ts";
import { type AppliedPolicy, applyGenerated } from "./apply-generated.ts";
import { formatGenerated } from "./format-generated.ts";
import { generateOffline } from "./generate-offline.ts";
import { generateOnGateway } from "./generate-on-gateway.ts";
import { isValid } from "./generated-policies.ts";
import type { PolicySurroundings } from "./policy-surroundings.ts";
import type { World } from "./world.ts";

export type GenerateRequest = {
  readonly text: string;
  readonly json: boolean;
} & (
  | { readonly from: "tools"; readonly world: Extract<World, { kind: "tools" }> }
  | {
      readonly from: "gateway";
      readonly gateway: string;
      readonly name: string;
      readonly url: string;
      readonly region: string;
      readonly millis: number;
      /** `ask`: creates the policies when the person at the terminal says yes. */
      readonly apply: "no" | "ask" | "yes";
    }
);

/**
 * Prints what a text comes to, and creates its policies where that is wanted.
 * @returns the exit code: 1 when a requirement came to no policy without findings, or one was not created ACTIVE.
 */
export async function showGenerated(
  request: GenerateRequest,
  surroundings: PolicySurroundings,
  ask: (question: string) => Promise<boolean> = askOnTerminal,
): Promise<number> {
  const { print, colour, width } = surroundings;
  if (request.from === "tools") {
    const generated = await generateOffline(request.world, request.text, surroundings);
    if (request.json) print(printableJson(generated));
    else for (const text of renderLines(formatGenerated(generated), { colour, width })) print(text);
    return generated.fragments.every(isValid) ? 0 : 1;
  }
  const { url, region, apply, json } = request;
  const clients = await awsClients(url, region);
  const generated = await generateOnGateway(clients, request, surroundings);
  const { fragments, place } = generated;
  if (!json) for (const text of renderLines(formatGenerated(generated), { colour, width })) print(text);
  const good = fragments.filter(isValid).length;
  let applied: readonly AppliedPolicy[] = [];
  if (place !== undefined && good > 0 && apply !== "no") {
    const what = good === 1 ? "this policy" : `the ${good} policies without findings`;
    const yes = apply === "yes" || (await ask(`Create ${what} in ${place.policyEngineId}? [y/N] `));
    if (yes) applied = await applyGenerated(clients, url, place, fragments);
    if (!json && !yes) print("Nothing was created.");
  }
  if (json) print(printableJson({ ...generated, applied }));
  else {
    const lines = applied.map(({ policyId, status, statusReasons }) =>
      line(0, [`${policyId} ${status}`, ...statusReasons].join(" "), {
        mark: status === "ACTIVE" ? "✓" : "!",
      }),
    );
    for (const text of renderLines(lines, { colour, width })) print(text);
  }
  return good === fragments.length && applied.every(({ status }) => status === "ACTIVE") ? 0 : 1;
}

async function askOnTerminal(question: string): Promise<boolean> {
  if (process.stdin.isTTY !== true) {
    throw new CliError("--apply asks before it creates anything, and nobody is at the terminal: add --yes.");
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}
