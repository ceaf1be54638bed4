/** What keeps one endpoint's troubles its own: limits on time and number, a circuit, and repeats only where they are safe. */
import { setTimeout as pause } from "node:timers/promises";
import type { CallListener, McpCall } from "../../mcp-servers-port.ts";
import type { ToolDefinition } from "../../model.ts";
import type { ToolResult } from "../../ports.ts";
import { type Placed, UnderWay } from "../../under-way.ts";
import { createInvocationSlots } from "../processes/invocation-slots.ts";
import { CallEnding } from "./call-ending.ts";
import { createCircuit } from "./circuit.ts";
import type { Upstream, UpstreamOptions } from "./upstream.ts";
import { CallerGone, UpstreamFailure } from "./upstream-failure.ts";

/** An endpoint that may be called without further care. */
export interface GuardedUpstream {
  /** Rejects with {@link UpstreamFailure}. */
  tools(): Promise<readonly ToolDefinition[]>;
  /** Never rejects. */
  call(call: McpCall): Promise<ToolResult>;
  endIdle(): void;
  /** Milliseconds since the epoch of its last use; undefined while it is used. */
  unusedSince(): number | undefined;
  close(): Promise<void>;
}

const repeatPauseMillis = 100;

/** `name` is how failures call the endpoint. */
export function guardUpstream(
  name: string,
  upstream: Upstream,
  { limits, clock, log }: Pick<UpstreamOptions, "limits" | "clock" | "log">,
): GuardedUpstream {
  const circuit = createCircuit({
    failures: limits.circuitFailures,
    openMillis: limits.circuitMillis,
    clock,
  });
  const slots = createInvocationSlots({
    unit: "places for calls",
    slots: limits.concurrency,
    queue: limits.queue,
    waitSeconds: limits.queueMillis / 1_000,
  });
  /** Ends each call that is under way. */
  const running = new UnderWay<Placed & { readonly end: (why: UpstreamFailure) => void }>();
  let usedAt = clock.now();

  /** Ends `work` when its time is up, the endpoint is closed, or nobody waits for it any more. */
  function within<T>(
    millis: number,
    work: (ending: CallEnding) => Promise<T>,
    gone?: AbortSignal,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const ending = new CallEnding();
      const end = (why: UpstreamFailure) => {
        ending.end(why);
        settle();
        // Work that does not heed the signal is not waited for.
        reject(why);
      };
      const one = { end, place: 0 };
      const leave = () => end(new CallerGone());
      const timer = setTimeout(() => {
        end(new UpstreamFailure(`${name} gave no complete answer within ${millis} ms`, { kind: "timeout" }));
      }, millis);
      const settle = () => {
        clearTimeout(timer);
        gone?.removeEventListener("abort", leave);
        running.delete(one);
        usedAt = clock.now();
      };
      gone?.addEventListener("abort", leave, { once: true });
      running.add(one);
      work(ending).then(
        (result) => {
          settle();
          resolve(result);
        },
        (error) => {
          settle();
          reject(error);
        },
      );
    });
  }

  async function attempt(call: McpCall, ending: CallEnding): Promise<ToolResult> {
    const { listener } = call;
    const hearing = { told: false };
    try {
      return await upstream.call(listener === undefined ? call : heard(call, listener, hearing), ending);
    } catch (error) {
      // Who has heard of a call would hear of another one as if it were the same.
      if (ending.aborted || hearing.told || !mayRepeat(error, call)) throw error;
      log.info(
        { requestId: call.requestId, cause: error.message },
        "a call to an MCP server is repeated once",
      );
      await pause(repeatPauseMillis, undefined, { signal: ending.signal });
      return upstream.call(call, ending);
    }
  }

  function settled(error: unknown, { requestId }: McpCall): ToolResult {
    const failure = asFailure(error, name);
    if (failure instanceof CallerGone) circuit.abandoned();
    else if (failure.trouble) {
      circuit.failed(failure.message);
      const opened = circuit.refusal();
      if (opened !== undefined) log.warn({ requestId, why: opened }, `${name} is left alone for a while`);
    } else circuit.succeeded();
    return { ok: false, kind: failure.kind, cause: failure.message };
  }

  return {
    async tools() {
      const tools = await within(limits.listMillis, ({ signal }) => upstream.tools(signal));
      circuit.succeeded();
      return tools;
    },
    async call(call) {
      const gone = call.listener?.gone;
      const open = circuit.refusal();
      if (open !== undefined) return unavailable(`${name}: ${open}`);
      const taken = slots.take();
      const slot = taken instanceof Promise ? await taken : taken;
      if (!slot.ok) return unavailable(`${name} is busy: ${slot.why}`);
      try {
        if (gone?.aborted === true) return unavailable(new CallerGone().message);
        const opened = circuit.admit();
        if (opened !== undefined) return unavailable(`${name}: ${opened}`);
        const result = await within(limits.callMillis, (ending) => attempt(call, ending), gone);
        circuit.succeeded();
        return result;
      } catch (error) {
        return settled(error, call);
      } finally {
        slot.free();
      }
    },
    endIdle: () => upstream.endIdle(),
    unusedSince: () => (running.size === 0 ? usedAt : undefined),
    async close() {
      slots.close();
      const why = new UpstreamFailure(`${name}: Toolgate is shutting down`, { trouble: false });
      for (const { end } of running.all()) end(why);
      await upstream.close();
    },
  };
}

/** The call, and whether its listener has been told of it. */
function heard(call: McpCall, listener: CallListener, hearing: { told: boolean }): McpCall {
  const notify = (text: string) => {
    hearing.told = true;
    listener.notify(text);
  };
  return { ...call, listener: { ...listener, notify } };
}

function mayRepeat(error: unknown, { repeatable }: McpCall): error is UpstreamFailure {
  if (!(error instanceof UpstreamFailure)) return false;
  return error.repeat === "safe" || (error.repeat === "if-harmless" && repeatable);
}

/** What is not a failure of ours is a defect; it must not reach the caller as an exception, nor as a success. */
function asFailure(error: unknown, name: string): UpstreamFailure {
  if (error instanceof UpstreamFailure) return error;
  return new UpstreamFailure(`${name} could not be called: ${String(error)}`, { cause: error });
}

function unavailable(cause: string): ToolResult {
  return { ok: false, kind: "unavailable", cause };
}
