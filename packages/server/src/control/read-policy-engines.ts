import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { pageOf } from "./page-of.ts";
import { policyEngineOutput, policyEngineSummary } from "./policy-engine-output.ts";
import { requireEngine } from "./require-resource.ts";

/** @throws ResourceNotFoundException */
export function getPolicyEngine(
  deps: ControlDeps,
  input: InputOf<"GetPolicyEngine">,
  caller: Caller,
): Promise<OutputOf<"GetPolicyEngine">> {
  return deps.store.read(async (view) =>
    policyEngineOutput(await requireEngine(view, caller.place, input.policyEngineId)),
  );
}

/** @throws ResourceNotFoundException */
export function getPolicyEngineSummary(
  deps: ControlDeps,
  input: InputOf<"GetPolicyEngineSummary">,
  caller: Caller,
): Promise<OutputOf<"GetPolicyEngineSummary">> {
  return deps.store.read(async (view) =>
    policyEngineSummary(await requireEngine(view, caller.place, input.policyEngineId)),
  );
}

/** @throws ValidationException when `nextToken` is not this list's. */
export async function listPolicyEngines(
  deps: ControlDeps,
  input: InputOf<"ListPolicyEngines">,
  caller: Caller,
): Promise<OutputOf<"ListPolicyEngines">> {
  const { rows, ...next } = await enginePage(deps, "ListPolicyEngines", input, caller);
  return { policyEngines: rows.map(policyEngineOutput), ...next };
}

/** @throws ValidationException when `nextToken` is not this list's. */
export async function listPolicyEngineSummaries(
  deps: ControlDeps,
  input: InputOf<"ListPolicyEngineSummaries">,
  caller: Caller,
): Promise<OutputOf<"ListPolicyEngineSummaries">> {
  const { rows, ...next } = await enginePage(deps, "ListPolicyEngineSummaries", input, caller);
  return { policyEngines: rows.map(policyEngineSummary), ...next };
}

function enginePage(
  deps: ControlDeps,
  operation: string,
  input: InputOf<"ListPolicyEngines">,
  caller: Caller,
) {
  return deps.store.read((view) =>
    pageOf(
      deps.pageTokens,
      { operation, caller },
      input,
      (page) => view.engines.page(caller.place, page),
      (engine) => engine,
    ),
  );
}
