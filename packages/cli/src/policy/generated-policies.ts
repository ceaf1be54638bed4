/** What a text came to, from a running Toolgate or made here from a list of tools. */
import type { DiffReport, JudgedFragment, PolicyReading, PolicySource } from "@toolgate/server";

/** One requirement, its policy, and what that changes. */
export interface ShownFragment extends JudgedFragment {
  /** Against the policies in force; absent where there are none to compare with, or no policy. */
  readonly change?: DiffReport | undefined;
  /** The policy said back, with calls that it decides; absent where there is no policy. */
  readonly reading?: PolicyReading | undefined;
  /** Of an asset of a running Toolgate. */
  readonly assetId?: string | undefined;
}

/** The policies of fragments, to be read back: each named by the fragment's place. */
export function sourcesOf(fragments: readonly JudgedFragment[]): readonly PolicySource[] {
  return fragments.flatMap(({ statement }, place) =>
    statement === undefined ? [] : [{ source: String(place), text: statement }],
  );
}

/** The fragments with what was read back of {@link sourcesOf} them. */
export function withReadings(
  fragments: readonly ShownFragment[],
  readings: readonly PolicyReading[],
): readonly ShownFragment[] {
  return fragments.map((fragment, place) => {
    const reading = readings.find(({ at }) => at.source === String(place));
    return reading === undefined ? fragment : { ...fragment, reading };
  });
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
