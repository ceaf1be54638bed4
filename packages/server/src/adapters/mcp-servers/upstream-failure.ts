import type { ToolResult } from "../../ports.ts";
import type { Ended } from "./call-ending.ts";

type Kind = Exclude<Extract<ToolResult, { ok: false }>["kind"], "function" | "rpc-error">;

/**
 * Whether the request may be sent again: `safe` when the server provably did not act on it, `if-harmless` when it may
 * have, `useless` when it would end the same way.
 */
type Repeat = "safe" | "if-harmless" | "useless";

/** Why an MCP server gave no answer; the message names the endpoint and the cause. */
export class UpstreamFailure extends Error {
  override readonly name: string = "UpstreamFailure";
  readonly kind: Kind;
  readonly repeat: Repeat;
  /** Whether it tells of an endpoint in trouble, so that the circuit counts it. */
  readonly trouble: boolean;

  constructor(
    message: string,
    options: {
      readonly kind?: Kind;
      readonly repeat?: Repeat;
      readonly trouble?: boolean;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.kind = options.kind ?? "unavailable";
    this.repeat = options.repeat ?? "useless";
    this.trouble = options.trouble ?? true;
  }
}

/** The server refused the request because it does not know the session or the revision: what was negotiated is void. */
export class SessionLost extends UpstreamFailure {
  override readonly name = "SessionLost";

  constructor(message: string) {
    // Whoever refuses so is well; otherwise one caller's bad requests would keep all others away.
    super(message, { repeat: "safe", trouble: false });
  }
}

/** Nobody waits for the answer any more, which says nothing of the server. */
export class CallerGone extends UpstreamFailure {
  override readonly name = "CallerGone";

  constructor() {
    super("The caller left before the answer came", { trouble: false });
  }
}

/** Why a call was given up, as its server is told. */
export function cancelReason({ reason }: Ended): string {
  return reason instanceof CallerGone ? "the caller left" : "the call took too long";
}

/** Text from outside as errors and logs may show it: one line, shortened, nothing that commands a terminal. */
export function quoted(text: string, limit = 300): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}
