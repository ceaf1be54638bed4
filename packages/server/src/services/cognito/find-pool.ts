import type { StoreView } from "../../store-port.ts";
import type { Kept } from "../collection.ts";
import type { ServiceCall } from "../service.ts";
import { noPool } from "./cognito-faults.ts";
import { pools, type UserPool } from "./cognito-model.ts";

/**
 * The pool of that id in the caller's account and Region.
 * @throws ServiceFault ResourceNotFoundException
 */
export async function findPool(
  view: StoreView,
  { caller }: ServiceCall,
  id: string,
): Promise<Kept<UserPool>> {
  const kept = await pools.get(view, id);
  const { accountId, region } = caller.place;
  if (kept === undefined || kept.body.accountId !== accountId || kept.body.region !== region)
    throw noPool(id);
  return kept;
}
