import type { ServerResponse } from "node:http";
import type { TrafficLease } from "./traffic-budget.ts";

/** How long a caller may leave an answer unread, in milliseconds. */
export const unreadMillis = 60_000;

/** The one answer to a POST, as JSON with its request id. */
export class Reply {
  readonly #response: ServerResponse;
  readonly #requestId: string;
  /** Counts the bytes of the answer, once there is a caller to count them for. */
  lease: TrafficLease | undefined;

  constructor(response: ServerResponse, requestId: string) {
    this.#response = response;
    this.#requestId = requestId;
  }

  /** `body` is JSON text, or empty where nothing is to be said. */
  send(status: number, body: string, more?: Readonly<Record<string, string>>): void {
    const response = this.#response;
    const length = Buffer.byteLength(body, "utf8");
    this.lease?.add(length);
    // Written out: to put headers together from parts takes longer than to send them.
    const headers =
      length === 0
        ? { "x-amzn-requestid": this.#requestId, "content-length": 0 }
        : {
            "x-amzn-requestid": this.#requestId,
            "content-type": "application/json",
            "content-length": length,
          };
    // Text, not bytes: so head and body are one write.
    response.writeHead(status, more === undefined ? headers : { ...more, ...headers }).end(body);
    // Who does not read the answer does not keep it here for ever. Most have it by now, as far as this process is concerned.
    if (response.writableLength > 0) response.setTimeout(unreadMillis, () => response.destroy());
  }
}
