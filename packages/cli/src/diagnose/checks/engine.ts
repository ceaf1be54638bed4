import { type Check, fails, holds, skipped, unknown } from "../check.ts";
import type { EngineFact, Facts, GatewayFact } from "../facts.ts";
import { shellWord } from "../shell-text.ts";

/** The policy engine: without one that works, nothing is decided. */
export function checkEngine(facts: Facts): readonly Check[] {
  const { gateway, engine } = facts;
  const title = "its policy engine is attached and ACTIVE";
  if (gateway.kind !== "known") return [skipped("engine", title, "no gateway")];
  const attached = gateway.value.engine;
  if (attached === undefined) return [notAttached(facts, gateway.value)];
  switch (engine.kind) {
    case "unknown":
      return [unknown("engine", title, engine.why)];
    case "absent": {
      const cause = `The gateway's policy engine ${attached.arn} was deleted: ${engine.why}`;
      const say =
        "Attach an engine that there is with UpdateGateway (policyEngineConfiguration); policies of a deleted engine are gone.";
      return [fails("engine", title, { evidence: engine.why, cause, cures: [{ say }] })];
    }
    case "known": {
      const { id, status, statusReasons } = engine.value;
      const mode = `${id}, ${attached.mode}`;
      const note = attached.mode === "LOG_ONLY" ? `${mode}: what policy denies goes through` : mode;
      if (status === "ACTIVE") return [holds("engine", title, note)];
      const evidence = `${id} is ${status}: ${statusReasons.join(" ") || "no reason is given"}`;
      const cures = [{ say: "Mend what the reason names; while it is being made or changed, wait." }];
      return [fails("engine", title, { evidence, cause: `The policy engine ${evidence}`, cures })];
    }
  }
}

function notAttached({ engineNamingIt, place }: Facts, { id }: GatewayFact): Check {
  const title = "its policy engine is attached and ACTIVE";
  const named = engineNamingIt.kind === "known" ? engineNamingIt.value : undefined;
  const told = (found: EngineFact | undefined) =>
    found === undefined ? "" : `, though policies of ${found.id} name this gateway`;
  const evidence = `none is attached, so every call is allowed${told(named)}`;
  const cause = `No policy engine is attached to the gateway ${id}, so every call is allowed${told(named)}.`;
  const say =
    named === undefined
      ? "Create an engine with CreatePolicyEngine, or name one that there is, and attach it with UpdateGateway (policyEngineConfiguration)."
      : `Attach the engine ${named.id} with UpdateGateway; the other members must be given as GetGateway has them.`;
  const configuration = { arn: named?.arn ?? "<ARN of the engine>", mode: "ENFORCE" };
  return fails("engine", title, {
    evidence,
    cause,
    cures: [
      {
        say,
        paste: `"policyEngineConfiguration": ${JSON.stringify(configuration, undefined, 2)}`,
        command:
          named === undefined
            ? `aws bedrock-agentcore-control create-policy-engine --name Rules${place.awsOptions}`
            : `npx toolgate diagnose gateway ${shellWord(id)} --fix${place.kind === "aws" ? " --aws" : ` --url ${shellWord(place.label)}`}`,
        ...(named === undefined
          ? {}
          : { mend: { kind: "attach-engine", gatewayId: id, engineArn: named.arn } }),
      },
    ],
  });
}
