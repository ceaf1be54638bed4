/** Which log events a filter pattern lets through. Source: CloudWatch Logs user guide, "Filter pattern syntax". */
import { invalidPattern } from "./invalid-pattern.ts";
import { parseJsonPattern } from "./json-pattern.ts";
import { matchTerms, parseTerms } from "./term-pattern.ts";

/** A log event as patterns see it: its text, and the JSON in it. */
interface FilteredEvent {
  readonly message: string;
  readonly json: unknown;
}

export type FilterPattern = (event: FilteredEvent) => boolean;

/** @throws ServiceFault for a pattern that is none, or of a kind that is not built. */
export function filterPattern(text: string | undefined): FilterPattern {
  const pattern = text?.trim() ?? "";
  if (pattern === "") return () => true;
  if (pattern.startsWith("{")) {
    const matches = parseJsonPattern(pattern);
    return ({ json }) => matches(json);
  }
  if (pattern.startsWith("[")) {
    throw invalidPattern("patterns of fields between blanks, [a, b], are not built: the events are JSON");
  }
  const terms = parseTerms(pattern);
  return ({ message }) => matchTerms(terms, message);
}
