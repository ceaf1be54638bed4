import type { AskAws } from "./ask-aws.ts";
import type { Clients } from "./clients.ts";
import type { Fact } from "./facts.ts";

/** The function's own policy, JSON text; undefined when it has none. Lambda says the same of no policy and of no function. */
export async function readFunctionPolicy(
  { lambda, functions }: Clients,
  ask: AskAws,
  FunctionName: string,
): Promise<Fact<string | undefined>> {
  const got = await ask("lambda GetPolicy", () =>
    functions.send(new lambda.GetPolicyCommand({ FunctionName })),
  );
  if (got.kind === "known") return { kind: "known", value: got.value.Policy };
  if (got.kind === "unknown" && !/AccessDenied/.test(got.why))
    return { kind: "absent", why: `not known here (${got.why})` };
  return got.kind === "absent" ? { kind: "known", value: undefined } : got;
}
