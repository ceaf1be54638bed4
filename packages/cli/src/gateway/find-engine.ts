import { CliError } from "../cli-error.ts";
import { type AwsClients, calling } from "./aws-clients.ts";

/**
 * The ARN of the policy engine of that id, name or ARN.
 * @throws CliError when there is none, naming those there are.
 */
export async function findEngine(
  { agentcore, control }: AwsClients,
  url: string,
  asked: string,
): Promise<string> {
  const names: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await calling(url, "ListPolicyEngines", () =>
      control.send(new agentcore.ListPolicyEnginesCommand(nextToken === undefined ? {} : { nextToken })),
    );
    for (const { policyEngineId, name, policyEngineArn } of page.policyEngines ?? []) {
      if ([policyEngineId, name, policyEngineArn].includes(asked) && policyEngineArn !== undefined) {
        return policyEngineArn;
      }
      if (name !== undefined) names.push(name);
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  const there = names.length === 0 ? "there is none yet" : `there are ${names.slice(0, 20).join(", ")}`;
  throw new CliError(`--engine ${asked}: no policy engine has this id, name or ARN; ${there}.`);
}
