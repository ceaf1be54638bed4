import type { z } from "zod";
import { structure } from "./structure.ts";
import { refuse, slashed } from "./violation.ts";

/** Exactly one of the members of `S`. */
type OneOf<S extends Record<string, z.ZodType>> = {
  [Member in keyof S]: { readonly [Only in Member]: z.output<S[Only]> };
}[keyof S];

/**
 * A union of AWS's model: exactly one member is present. `notBuilt` are the arms that Toolgate does not act on yet.
 */
export function union<S extends Record<string, z.ZodType>>(
  arms: S,
  notBuilt: Readonly<Record<string, z.ZodType>> = {},
): z.ZodType<OneOf<S>> {
  const optional = Object.fromEntries(Object.entries(arms).map(([name, arm]) => [name, arm.optional()]));
  const names = [...Object.keys(arms), ...Object.keys(notBuilt)];
  const schema = structure({ ...optional, ...notBuilt }).superRefine((value, context) => {
    const present = Object.keys(value);
    if (present.length === 1) return;
    const came = present.length === 0 ? "none came" : `${present.join(" and ")} came`;
    refuse(
      context,
      (path) =>
        `Value at '${slashed(path)}' failed to satisfy constraint: exactly one of [${names.join(", ")}] must be set, but ${came}`,
    );
  });
  return schema as unknown as z.ZodType<OneOf<S>>;
}
