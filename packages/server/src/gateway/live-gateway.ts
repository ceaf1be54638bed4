/** A gateway as the request path sees it: tools by action, policies compiled, nothing to look up in the store. */
import type { Entity } from "@toolgate/policy";
import type { Gateway } from "../model.ts";
import type { ListQuestions, ListVerdict } from "./list-proofs.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { LiveRole } from "./live-role.ts";
import type { LiveTool } from "./live-tools.ts";

export interface LiveGateway {
  readonly gateway: Gateway;
  /** The same as policies see it. */
  readonly entity: Entity;
  /** In the order of target and tool names, by action. */
  readonly tools: ReadonlyMap<string, LiveTool>;
  readonly engine?: LiveEngine | undefined;
  /** What could be proved of its tools, by action. */
  readonly listQuestions?: ListQuestions | undefined;
  /** What is proved of a tool by now. */
  readonly listVerdict?: ((action: string) => ListVerdict) | undefined;
  /** An engine is attached but its policies could not be read: nothing may be decided. */
  readonly engineUnavailable?: string | undefined;
  /** What its role keeps it from; absent only until roles are looked up, before the snapshot is in force. */
  readonly role?: LiveRole | undefined;
}
