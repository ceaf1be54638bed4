import { z } from "zod";

/** restJson1 takes a null member of a structure for an absent one. */
function withoutNullMembers(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value);
  return members.some(([, member]) => member === null)
    ? Object.fromEntries(members.filter(([, member]) => member !== null))
    : value;
}

/** A structure of AWS's model: members that are not in `shape` are refused by name. */
export function structure<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(withoutNullMembers, z.strictObject(shape));
}

/** What {@link structure} builds; `out.shape` holds its members. */
export type Structure = ReturnType<typeof structure>;
