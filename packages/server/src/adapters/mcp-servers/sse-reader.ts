/** One event of a text/event-stream. */
interface SseEvent {
  /** `message` unless the stream names it. */
  readonly event: string;
  readonly data: string;
}

/** Reads a text/event-stream piece by piece. Source: HTML standard, 9.2.6 "Interpreting an event stream". */
export interface SseReader {
  /** The events that `text` completes. */
  push(text: string): readonly SseEvent[];
  /** Where the stream could be taken up again, if it says. */
  readonly lastEventId: string | undefined;
  /** Milliseconds that the stream asks to wait before taking it up again. */
  readonly retryMillis: number | undefined;
}

/** Cuts lines wherever pieces end, in linear time. */
export function createSseReader(): SseReader {
  let partial = "";
  let afterCarriageReturn = false;
  let first = true;
  let data: string[] = [];
  let event = "";
  let lastEventId: string | undefined;
  let retryMillis: number | undefined;

  function field(name: string, value: string): void {
    if (name === "data") data.push(value);
    else if (name === "event") event = value;
    else if (name === "id" && value !== "" && !value.includes("\0")) lastEventId = value;
    else if (name === "retry" && /^\d{1,9}$/.test(value)) retryMillis = Number(value);
  }

  function line(text: string): SseEvent | undefined {
    if (text === "") {
      const done = data.length === 0 ? undefined : { event: event || "message", data: data.join("\n") };
      data = [];
      event = "";
      return done;
    }
    const colon = text.indexOf(":");
    if (colon === -1) field(text, "");
    else if (colon > 0) field(text.slice(0, colon), text.slice(colon + 1).replace(/^ /, ""));
    return undefined;
  }

  return {
    push(piece) {
      const events: SseEvent[] = [];
      const text = first ? piece.replace(/^\ufeff/, "") : piece;
      if (text === "") return events;
      first = false;
      let start = afterCarriageReturn && text.startsWith("\n") ? 1 : 0;
      afterCarriageReturn = text.endsWith("\r");
      const ends = /\r\n|\r|\n/g;
      ends.lastIndex = start;
      for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
        const complete = line(partial + text.slice(start, end.index));
        partial = "";
        start = end.index + end[0].length;
        if (complete !== undefined) events.push(complete);
      }
      partial += text.slice(start);
      return events;
    },
    get lastEventId() {
      return lastEventId;
    },
    get retryMillis() {
      return retryMillis;
    },
  };
}
