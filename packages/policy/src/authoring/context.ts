import type { UnitName } from "./amounts/units.ts";
import type { Refusal } from "./refusal.ts";
import type { Vocabulary, VocabularyField, VocabularyTool } from "./vocabulary.ts";
import type { Token } from "./words/tokens.ts";

/** What is known while the conditions of one sentence are read. */
export interface Context {
  readonly vocabulary: Vocabulary;
  /** The tools that the sentence is about. */
  readonly tools: readonly VocabularyTool[];
  /** Whether the sentence names each of them; "all tools" are not named. */
  readonly named?: boolean;
  /** Whether the words stand behind the tools, where they may speak of the call instead of its caller. */
  readonly behind?: boolean;
  /** Whether the words certainly name a claim, of whatever name. */
  readonly anyClaim?: boolean;
  /** Whether "to …" behind the tools names callers. */
  readonly gives?: boolean;
  /** Arguments that the callers before the tools are known by. */
  readonly spokenOf?: readonly VocabularyField[];
  /** What the sentence says its amounts are in. */
  readonly stated: UnitName | undefined;
  /** What the reader of the policy should know. */
  readonly notes: string[];
  /** The noun before the conditions, which "that …" speaks of. */
  readonly noun?: Token | undefined;
  /** What the rule does; where it denies, "when A and when B" may be two denials. */
  readonly effect?: "permit" | "forbid";
  /** The argument last spoken of, for "and less than …". */
  last: VocabularyField | undefined;
  /** What stopped a reading that was far enough to say more than that words have no place. */
  hint?: Refusal | undefined;
}
