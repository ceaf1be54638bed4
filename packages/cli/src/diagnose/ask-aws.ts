import { CliError } from "../cli-error.ts";
import type { Fact } from "./facts.ts";
import type { ServerClock } from "./server-clock.ts";

/** Makes one call of AWS's, and says what came of it. */
export type AskAws = <T>(operation: string, call: () => Promise<T>) => Promise<Fact<T>>;

/** Whoever does not answer at all ends the diagnosis with a {@link CliError}. */
export function askAws(label: string, clock: ServerClock): AskAws {
  const once = async <T>(operation: string, call: () => Promise<T>): Promise<Fact<T>> => {
    try {
      return { kind: "known", value: await call() };
    } catch (error) {
      return notKnown(operation, error, label);
    }
  };
  return async (operation, call) => {
    const first = await once(operation, call);
    if (first.kind !== "unknown" || !isForItsTime(first.why)) return first;
    clock.refuse(first.why);
    // The SDK has learnt the server's time from the refusal.
    return once(operation, call);
  };
}

function isForItsTime(why: string): boolean {
  return /Signature (?:expired|not yet current)|RequestExpired|RequestTimeTooSkewed/.test(why);
}

function notKnown(operation: string, error: unknown, label: string): Fact<never> {
  if (!(error instanceof Error)) throw error;
  if (!("$fault" in error)) {
    const why = error.message || error.name;
    const isOurs = error.name.startsWith("Credential") || /region is missing/i.test(why);
    throw new CliError(
      isOurs
        ? `${operation} cannot be asked: ${why}`
        : `nothing answers at ${label} (${why}). Start it with: npx toolgate serve; or name another address with --url.`,
      { cause: error },
    );
  }
  const isAbsent = /^(?:ResourceNotFound|NoSuchEntity)(?:Exception)?$/.test(error.name);
  return isAbsent
    ? { kind: "absent", why: error.message }
    : { kind: "unknown", why: `${operation}: ${error.name}: ${error.message}` };
}
