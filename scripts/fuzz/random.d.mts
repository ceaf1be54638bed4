/** What is random, and the same for the same seed. */
export interface RandomSource {
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export declare function randomSource(seed: number): RandomSource;
