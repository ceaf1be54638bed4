/** Where a handler that holds (functions/hold.mjs) reports, so that a test can act while the call is under way. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface HeldCall {
  /** The handler's process. */
  readonly pid: number;
  /** Lets the handler go on. */
  release(): void;
}

export interface HeldCalls {
  readonly address: string;
  /** The next call that a handler holds. */
  next(): Promise<HeldCall>;
  close(): Promise<void>;
}

export async function startHeldCalls(): Promise<HeldCalls> {
  const held: HeldCall[] = [];
  const waiting: ((call: HeldCall) => void)[] = [];
  const server = createServer((request, response: ServerResponse) => {
    const call = { pid: Number(request.url?.slice(1)), release: () => response.end() };
    const waiter = waiting.shift();
    if (waiter === undefined) held.push(call);
    else waiter(call);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: () =>
      new Promise((resolve) => {
        const call = held.shift();
        if (call === undefined) waiting.push(resolve);
        else resolve(call);
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
