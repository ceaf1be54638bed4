import type { StoreView } from "../../store-port.ts";
import type { ServiceCall } from "../service.ts";
import { accessKeys } from "./iam-kept.ts";

/** The user whose key signed the call; undefined for whoever speaks for the account itself. */
export async function callingUser(view: StoreView, { caller }: ServiceCall): Promise<string | undefined> {
  return (await accessKeys.get(view, caller.id))?.body.userName;
}
