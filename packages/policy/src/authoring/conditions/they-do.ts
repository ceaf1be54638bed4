import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { sameVerb } from "../words/synonyms.ts";
import { shorthand } from "./read-shorthand.ts";

/** "they exercise no more than 1,000 shares": the callers do what the tool does, so much of it. */
export function theyDo(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    if (reader.take("they", "he", "she", "the user", "the caller") === undefined) return undefined;
    const verb = reader.peek();
    if (verb?.kind !== "word" || /(?:ing|ed)$/.test(verb.lower) || context.named !== true) return undefined;
    const isDeed = context.tools.every(
      ({ nameStems: [act = ""] }) => act === verb.stem || sameVerb(act, verb.stem),
    );
    if (!isDeed || context.tools.length === 0) return undefined;
    reader.at += 1;
    return shorthand(reader, context);
  });
}
