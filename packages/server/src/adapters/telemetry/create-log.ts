/** The log: JSON lines on standard error. */
import { pino } from "pino";
import type { Log } from "../../log.ts";

/** `silent` writes nothing. Authorization headers never reach the log, whoever passes them in. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ["authorization", "*.authorization", "token", "*.token"],
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
