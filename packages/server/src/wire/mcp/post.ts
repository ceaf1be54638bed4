import type { IncomingHttpHeaders } from "node:http";
import type { LiveGateway } from "../../gateway/live-gateway.ts";
import type { Identity } from "../../gateway/tool-call.ts";
import type { AnswerStream } from "./answer-stream.ts";

/** What the messages of one POST have in common. */
export interface Post {
  readonly live: LiveGateway;
  readonly identity: Identity;
  readonly headers: IncomingHttpHeaders;
  readonly requestId: string;
  /** When it arrived, in microseconds as the gateway's clock for durations has them. */
  readonly arrived: number;
  /** Characters of the body. */
  readonly bodyLength: number;
  /** Where the answer may be a stream; never that of a batch. */
  readonly stream?: AnswerStream | undefined;
}
