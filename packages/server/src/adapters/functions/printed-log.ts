/** What one call prints, kept for whoever asks for its log. */

/** Characters kept, from the end; Lambda gives 4 KB. */
const longest = 4_096;
/** A handler that prints faster than it is read has its last lines left out. */
const patienceMillis = 1_000;

type Stream = "stdout" | "stderr";

/** One call at a time: begun with the mark that the runner prints on both streams when it is done. */
export interface PrintedLog {
  take(stream: Stream): (line: string) => boolean;
  begin(mark: string): void;
  /** The last characters, once both marks were read or the process has `ended`. */
  end(ended: Promise<unknown>): Promise<string>;
}

/** @see PrintedLog */
export function createPrintedLog(): PrintedLog {
  let mark: string | undefined;
  let text = "";
  let open = new Set<Stream>();
  let done = () => {};
  let finished = Promise.resolve();

  return {
    take: (stream) => (line) => {
      if (mark === undefined) return true;
      if (line === mark) {
        open.delete(stream);
        if (open.size === 0) done();
        return false;
      }
      text = `${text}${line}\n`.slice(-longest);
      return true;
    },
    begin(next) {
      mark = next;
      text = "";
      open = new Set<Stream>(["stdout", "stderr"]);
      finished = new Promise((resolve) => {
        done = resolve;
      });
    },
    async end(ended) {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMillis);
      });
      await Promise.race([finished, ended, patience]);
      clearTimeout(timer);
      mark = undefined;
      return text;
    },
  };
}
