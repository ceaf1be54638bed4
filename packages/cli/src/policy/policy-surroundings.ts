import type { Pace } from "@toolgate/policy";
import { onTerminal } from "../lists/list-options.ts";
import type { ShowListSurroundings } from "../lists/show-list.ts";

/** What the verbs about policies work with, so that tests run them without a process. */
export interface PolicySurroundings
  extends Pick<ShowListSurroundings, "fetch" | "print" | "colour" | "signal"> {
  /** Columns of the terminal; undefined where lines need not be broken. */
  readonly width: number | undefined;
  readonly progress: Pace["progress"];
}

/** Of the first word, and between one and the next. */
const progressAfterMillis = 5_000;

/** Runs `show` on this process's terminal, and counts on stderr what is done where it takes long. */
export function onPolicyTerminal(
  show: (surroundings: PolicySurroundings) => Promise<number>,
): Promise<number> {
  const begun = performance.now();
  const isTerminal = process.stderr.isTTY === true;
  let last = begun;
  const progress: Pace["progress"] = (done, of) => {
    const now = performance.now();
    if (isTerminal && last !== begun && done === of) process.stderr.write("\r\u001b[K");
    if (done === of || now - last < progressAfterMillis) return;
    last = now;
    const text = `${done} of ${of} done, ${Math.round((now - begun) / 1_000)} s`;
    process.stderr.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
  };
  const width = process.stdout.isTTY === true ? process.stdout.columns : undefined;
  return onTerminal(({ fetch, print, colour, signal }) =>
    show({ fetch, print, colour, signal, width, progress }),
  );
}
