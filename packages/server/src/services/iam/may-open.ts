import { refusalOf } from "../../control/authorize.ts";
import type { Clock } from "../../ports.ts";
import type { StoreView } from "../../store-port.ts";
import { type ServiceCall, ServiceFault } from "../service.ts";
import { accessKeys } from "./iam-kept.ts";

/**
 * With the last key gone nobody has to sign, and everybody may do everything: that takes leave to delete operators' keys,
 * not just one's own.
 * @throws ServiceFault AccessDenied
 */
export async function mayOpen(view: StoreView, { caller }: ServiceCall, clock: Clock): Promise<void> {
  const left = await accessKeys.list(view, { limit: 1 });
  const operators = await view.documents.list("operatorKey", { limit: 1 });
  if (left.length + operators.length > 0) return;
  const refusal = refusalOf(caller, [{ action: "toolgate:DeleteKey", resources: ["*"] }], clock);
  if (refusal === undefined) return;
  const why = "this is the last access key, and without one nobody has to sign";
  throw new ServiceFault("AccessDenied", `${refusal}: ${why}`, 403);
}
