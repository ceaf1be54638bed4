import { z } from "zod";
import { dotted, refuse, refuseMember } from "./violation.ts";

/**
 * One of a set of strings. `notBuilt` are values of AWS's set that Toolgate does not act on yet: they are refused
 * by name rather than taken for something else.
 */
export function enumeration<const V extends string>(
  values: readonly V[],
  notBuilt: readonly string[] = [],
): z.ZodType<V, V> {
  const known: ReadonlySet<string> = new Set(values);
  const all = [...values, ...notBuilt].join(", ");
  const schema = z.string().superRefine((value, context) => {
    if (known.has(value)) return;
    if (notBuilt.includes(value)) {
      refuse(
        context,
        (path) => `'${dotted(path)}' ${value} is not built yet in Toolgate; use ${values.join(" or ")}.`,
      );
    } else refuseMember(context, `Member must satisfy enum value set: [${all}]`);
  });
  return schema as unknown as z.ZodType<V, V>;
}
