import { type ErrorAnswer, errorAnswer } from "./answer.ts";
import { ErrorCode } from "./json-rpc.ts";
import type { Exchange } from "./revision.ts";

/** The refusal of a method that the gateway does not have. */
export function unknownMethod({ message, revision }: Pick<Exchange, "message" | "revision">): ErrorAnswer {
  const text = `Method not found: ${message.method.slice(0, 100)}`;
  return { ...errorAnswer(ErrorCode.methodNotFound, text), status: revision.statuses.unknownMethod };
}
