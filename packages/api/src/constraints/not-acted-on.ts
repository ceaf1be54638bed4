import { z } from "zod";
import { dotted, refuse } from "./violation.ts";

/**
 * A member of AWS's model that Toolgate does not act on yet. It is refused by name, because a caller who sends it
 * expects its effect, e.g. an encryption key or an interceptor.
 */
export function notActedOn() {
  const schema = z.unknown().superRefine((value, context) => {
    if (value === undefined) return;
    refuse(
      context,
      (path) =>
        `'${dotted(path)}' is not acted on by Toolgate yet, so it is refused rather than ignored; leave it out.`,
    );
  });
  return (schema as unknown as z.ZodType<undefined, undefined>).optional();
}
