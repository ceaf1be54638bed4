import { z } from "zod";
import type { RunnerAnswer } from "./runner-message.ts";

const id = z.number();
const lines = z.array(z.string().max(100_000)).max(1_000).optional();
// The order of the members is that of the answer to whoever invokes.
const error = z.looseObject({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: lines,
  requestId: z.string().optional(),
  stackTrace: lines,
});

const runnerAnswerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("broken"), error }),
  z.object({ kind: z.literal("result"), id, payload: z.string() }),
  z.object({ kind: z.literal("too-large"), id, bytes: z.number() }),
  z.object({ kind: z.literal("error"), id, error }),
]) satisfies z.ZodType<RunnerAnswer>;

/** A line from a handler's process, or undefined when our runner did not write it: the handler has the descriptor too. */
export function readRunnerAnswer(line: string): RunnerAnswer | undefined {
  try {
    return runnerAnswerSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
