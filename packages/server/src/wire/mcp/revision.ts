/** What a revision of MCP is to the gateway: which methods it has, what it asks of a request, how it answers. */
import type { IncomingHttpHeaders } from "node:http";
import type { JsonObject } from "@toolgate/policy";
import type { LiveGateway } from "../../gateway/live-gateway.ts";
import type { Identity, RequestTrace } from "../../gateway/tool-call.ts";
import type { McpLogLevel } from "../../mcp-log-level.ts";
import type { Answer, ErrorAnswer } from "./answer.ts";
import type { AnswerStream } from "./answer-stream.ts";
import type { MessageId } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";

/** Newest first. */
export const versions = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"] as const;

export type Version = (typeof versions)[number];

/** Those in which `initialize` agrees on the revision, newest first. */
export const handshakeVersions: readonly Version[] = ["2025-11-25", "2025-06-18", "2025-03-26"];

export interface Revision {
  readonly version: Version;
  /** How many messages one POST may hold as an array; 0 where there are no batches. */
  readonly batchLimit: number;
  /** A client may post responses; the gateway asks nothing, so they are dropped. */
  readonly takesResponses: boolean;
  readonly methods: ReadonlyMap<string, Method>;
  /** What the revision asks of every request; a refusal outranks the method. */
  readonly check: (exchange: Exchange) => ErrorAnswer | undefined;
  /** The JSON text of a result. */
  readonly resultJson: (answer: Exclude<Answer, ErrorAnswer>, live: LiveGateway) => string;
  /** The HTTP status of a method that the gateway does not have, and of a request that can be read in two ways. */
  readonly statuses: { readonly unknownMethod: 200 | 404; readonly ambiguous: 200 | 400 };
  /** How an error says that the request's id could not be read. */
  readonly unreadId: "null" | "absent";
  /** The code of a denial that is answered as an error. */
  readonly deniedCode: number;
  /** What a caller gets for an error code of an MCP server behind the gateway. */
  readonly upstreamCode: (code: number) => Pick<ErrorAnswer, "code" | "status">;
  /** Structured content, and the schema for it, may be of any JSON type; else they are objects. */
  readonly anyStructuredContent: boolean;
  /** The least severe log messages that a request asks to be told of; undefined for none. */
  readonly logLevel: (params: JsonObject | undefined) => McpLogLevel | undefined;
}

/** One request, from whom, and in which revision. */
export interface Exchange {
  readonly live: LiveGateway;
  readonly identity: Identity;
  readonly message: {
    readonly id: MessageId;
    readonly method: string;
    readonly params: JsonObject | undefined;
  };
  readonly headers: IncomingHttpHeaders;
  readonly requestId: string;
  readonly trace: RequestTrace;
  /** Characters of the request's body, all messages of a batch together. */
  readonly bodyLength: number;
  readonly revision: Revision;
  /** The versions that the gateway accepts, newest first. */
  readonly accepted: readonly Version[];
  /** Set when the body could only be read by overlooking a fault, e.g. a duplicate key. */
  readonly fault: string | undefined;
  /** Where the answer may be a stream. */
  readonly stream?: AnswerStream | undefined;
}

export type Method = (deps: McpDeps, exchange: Exchange) => Answer | Promise<Answer>;
