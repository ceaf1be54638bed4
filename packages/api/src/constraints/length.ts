import type { z } from "zod";
import { type Bounds, boundsInWords, within } from "./bounds.ts";
import { refuseMember } from "./violation.ts";

/** Holds the length of a string, list or map against its bounds. */
export function checkLength(context: z.core.$RefinementCtx<unknown>, length: number, bounds: Bounds): void {
  if (within(length, bounds)) return;
  refuseMember(context, `Member must have length ${boundsInWords(bounds)}`, `Value with length ${length}`);
}
