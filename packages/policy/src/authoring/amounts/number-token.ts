/** A number with what is written next to it. */
export interface NumberToken {
  readonly kind: "number";
  readonly text: string;
  /** The exact value in plain decimal digits, such as `1000.5`. */
  readonly value: string;
  readonly currency: string | undefined;
  readonly percent: boolean;
  /** The word or letter that multiplies it, such as `million`, as written in lower case but for `M`. */
  readonly scale: string | undefined;
  /** Written so that a point may part thousands, such as `1.000`. */
  readonly doubtful: boolean;
  /** The literal digits as written, where they could be an identifier such as `007` or an account id. */
  readonly plain: string | undefined;
}
