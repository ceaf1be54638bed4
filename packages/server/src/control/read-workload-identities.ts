import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { pageOf } from "./page-of.ts";
import { requireWorkloadIdentity } from "./require-resource.ts";
import { workloadIdentityOutput } from "./workload-identity-output.ts";

/** AWS's maximum for this list, which is smaller than for the others. */
const PAGE = 20;

/** @throws ResourceNotFoundException */
export function getWorkloadIdentity(
  deps: ControlDeps,
  input: InputOf<"GetWorkloadIdentity">,
  caller: Caller,
): Promise<OutputOf<"GetWorkloadIdentity">> {
  return deps.store.read(async (view) =>
    workloadIdentityOutput(await requireWorkloadIdentity(view, caller.place, input.name)),
  );
}

/** @throws ValidationException when `nextToken` is not this list's. */
export async function listWorkloadIdentities(
  deps: ControlDeps,
  input: InputOf<"ListWorkloadIdentities">,
  caller: Caller,
): Promise<OutputOf<"ListWorkloadIdentities">> {
  const { rows, ...next } = await deps.store.read((view) =>
    pageOf(
      deps.pageTokens,
      { operation: "ListWorkloadIdentities", caller },
      { maxResults: input.maxResults ?? PAGE, nextToken: input.nextToken },
      (page) => view.workloadIdentities.page(caller.place, page),
      ({ createdAt, name }) => ({ createdAt, id: name }),
    ),
  );
  return { workloadIdentities: rows.map(({ name, arn }) => ({ name, workloadIdentityArn: arn })), ...next };
}
