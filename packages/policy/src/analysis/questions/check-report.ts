import type { EngineFinding } from "../engine-findings.ts";
import type { CallsOfTool, ShownRequest } from "./shown-request.ts";
import type { TextPlace } from "./written-policy.ts";

/** What a check of policies can find. */
export type FindingKind =
  /** The text is no policy, or does not fit the tools. */
  | "error"
  /** It names what there is not, so it is not in force yet. */
  | "waits"
  | EngineFinding["kind"];

/** One thing worth knowing about one policy. */
export interface CheckFinding {
  readonly kind: FindingKind;
  readonly at: TextPlace;
  readonly effect?: "permit" | "forbid" | undefined;
  /** What is so, for people. */
  readonly sentence: string;
  /** What to do about it. */
  readonly cure?: string | undefined;
  /** Text to put into the policy. */
  readonly paste?: string | undefined;
  /** For which calls it is so; none for errors in the text. */
  readonly calls: readonly CallsOfTool[];
  /** A request that shows it. */
  readonly request?: ShownRequest | undefined;
  /** The other policies that are the reason. */
  readonly because?: readonly TextPlace[] | undefined;
}
