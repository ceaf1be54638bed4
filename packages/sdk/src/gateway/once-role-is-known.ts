import type { Connection } from "../connection/settings.ts";
import { settle, type WaitOptions } from "../connection/settle.ts";
import { ValidationException } from "../errors/service-error.ts";
import type { Gateway } from "./gateway-types.ts";

/** What AWS says of a role that it does not know yet, or of whose permissions it does not know yet. */
const aboutRole = /role|assume|access denied/i;

/** How long AWS takes at most to know of a role, with room to spare, in milliseconds. */
const mostMs = 30_000;

/** Repeats what was refused because of a role that was changed just before; in the end throws the refusal. */
export async function onceRoleIsKnown(
  connection: Connection,
  work: () => Promise<Gateway>,
  options: WaitOptions,
): Promise<Gateway> {
  let refusal: unknown;
  const attempt = async () => {
    try {
      return { status: "DONE", gateway: await work() };
    } catch (error) {
      if (!(error instanceof ValidationException) || !aboutRole.test(error.message)) throw error;
      refusal = error;
      return { status: "REFUSED", gateway: undefined };
    }
  };
  const bounds = { ...options, maxWaitMs: Math.min(mostMs, options.maxWaitMs ?? connection.maxWaitMs) };
  const isPending = ({ status }: { readonly status: string }) => status === "REFUSED";
  const waiting = { what: "gateway", first: await attempt(), read: attempt, isPending };
  const { gateway } = await settle(waiting, connection, bounds).catch((error) => {
    throw options.signal?.aborted === true ? error : (refusal ?? error);
  });
  if (gateway !== undefined) return gateway;
  throw refusal;
}
