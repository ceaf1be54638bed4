/** The least and the greatest that is accepted, both included. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** Whether `value` lies within the bounds. */
export function within(value: number, { min, max }: Bounds): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

/** AWS's words for bounds on a number, or on a length with `have length ` before them. */
export function boundsInWords({ min, max }: Bounds): string {
  if (min !== undefined && max !== undefined) return `between ${min} and ${max}, inclusive`;
  if (min !== undefined) return `greater than or equal to ${min}`;
  return `less than or equal to ${max}`;
}
