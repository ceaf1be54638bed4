/** The call that was asked about, and what would become of it. */
import type { ExplainOutput } from "@toolgate/server";

export interface AskedCall {
  readonly tool: string;
  /** ARN of a caller who signs. */
  readonly caller?: string | undefined;
  /** JSON text. */
  readonly claims?: string | undefined;
  readonly arguments?: string | undefined;
}

export interface ExplainedCall {
  readonly asked: AskedCall;
  /** Undefined where nobody can say: AWS has no operation for it. */
  readonly explanation: ExplainOutput | undefined;
  /** Why there is no explanation. */
  readonly why: string;
}
