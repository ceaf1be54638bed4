import { InputError } from "../errors/call-errors.ts";
import { type ResourceState, WaitTimeoutError } from "../errors/resource-failed.ts";
import { ResourceNotFoundException } from "../errors/service-error.ts";
import type { CallOptions, Connection } from "./settings.ts";

/** How long to wait, for one call; the client's settings if left out. */
export interface WaitOptions extends CallOptions {
  /** `false` returns the answer as it came, without looking what became of it. */
  readonly wait?: boolean | undefined;
  /** Milliseconds that the resource may take; 0 looks once. */
  readonly maxWaitMs?: number | undefined;
  /** Milliseconds between two looks. */
  readonly pollMs?: number | undefined;
}

/** A wait for a resource. */
interface Waiting<State extends ResourceState> {
  /** e.g. `policy refund-0123456789`. */
  readonly what: string;
  /** The resource as the answer told it. */
  readonly first: State;
  readonly read: () => Promise<State>;
  /** Whether it is still on its way. */
  readonly isPending: (state: State) => boolean;
}

/** Reads a resource until it is not on its way any more; throws a {@link WaitTimeoutError} with its last state. */
export async function settle<State extends ResourceState>(
  { what, first, read, isPending }: Waiting<State>,
  connection: Connection,
  options: WaitOptions,
): Promise<State> {
  const { clock } = connection;
  const { maxWaitMs, pollMs } = boundsOf(connection, options);
  const deadline = clock.now() + maxWaitMs;
  for (let state = first; ; ) {
    if (!isPending(state)) return state;
    const left = deadline - clock.now();
    if (left <= 0) throw new WaitTimeoutError(what, maxWaitMs, state);
    await clock.sleep(Math.min(pollMs, left), options.signal);
    state = await read();
  }
}

/** Reads a resource until it is gone; `failed` makes the error for one that stays. */
export async function settleGone<State extends ResourceState>(
  { what, first, read }: Omit<Waiting<State>, "isPending">,
  connection: Connection,
  options: WaitOptions,
  failed: (state: State) => Error,
): Promise<void> {
  const gone: { state: State; isGone: boolean } = { state: first, isGone: false };
  const look = async () => {
    try {
      gone.state = await read();
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      gone.isGone = true;
    }
    return gone.state;
  };
  await settle(
    {
      what,
      first: await look(),
      read: look,
      isPending: (state) => !gone.isGone && state.status === "DELETING",
    },
    connection,
    options,
  );
  if (!gone.isGone) throw failed(gone.state);
}

function boundsOf(connection: Connection, options: WaitOptions): { maxWaitMs: number; pollMs: number } {
  const maxWaitMs = options.maxWaitMs ?? connection.maxWaitMs;
  const pollMs = options.pollMs ?? connection.pollMs;
  if (maxWaitMs >= 0 && pollMs >= 1) return { maxWaitMs, pollMs };
  throw new InputError(`maxWaitMs is ${maxWaitMs} and pollMs ${pollMs}; give at least 0 and 1.`);
}
