import { createHash } from "node:crypto";
import { gatewayIdFrom } from "@toolgate/api";
import type { Place } from "../model.ts";

/** The id of the gateway of that name; it follows from account, Region and name, so a rebuilt environment has the same ARNs. */
export function gatewayId(place: Place, name: string): string {
  const named = `${place.accountId}:${place.region}:${name.toLowerCase()}`;
  return gatewayIdFrom(name, createHash("sha256").update(named).digest());
}
