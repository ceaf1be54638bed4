/** What a text came to, from a running Toolgate or made here from a list of tools. */
import type { DiffReport, JudgedFragment } from "@toolgate/server";

/** One requirement, its policy, and what that changes. */
export interface ShownFragment extends JudgedFragment {
  /** Against the policies in force; absent where there are none to compare with, or no policy. */
  readonly change?: DiffReport | undefined;
  /** Of an asset of a running Toolgate. */
  readonly assetId?: string | undefined;
}

export interface GeneratedPolicies {
  readonly fragments: readonly ShownFragment[];
  /** Absent where nothing runs that a policy could be created in. */
  readonly place?: GenerationPlace | undefined;
}

/** Where the assets are. */
export interface GenerationPlace {
  readonly policyEngineId: string;
  readonly policyGenerationId: string;
}

/** Whether every finding is VALID; nothing else is applied. */
export function isValid({ statement, findings }: JudgedFragment): boolean {
  return statement !== undefined && findings.length > 0 && findings.every(({ type }) => type === "VALID");
}
