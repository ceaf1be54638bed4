import type { StoreView } from "../../store-port.ts";
import type { ServiceCall } from "../service.ts";
import { nameNeeded } from "./iam-faults.ts";
import { accessKeys, sessions } from "./iam-kept.ts";

/**
 * The user whose key signed the call; undefined for whoever speaks for the account itself.
 * @throws ServiceFault ValidationError for the session of a role, which is no user.
 */
export async function callingUser(view: StoreView, { caller }: ServiceCall): Promise<string | undefined> {
  if ((await sessions.get(view, caller.id)) !== undefined) throw nameNeeded();
  return (await accessKeys.get(view, caller.id))?.body.userName;
}
