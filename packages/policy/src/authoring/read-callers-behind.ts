import type { Context } from "./context.ts";
import type { Who } from "./intermediate.ts";
import { readWho } from "./read-who.ts";
import type { Reader } from "./reader.ts";

/** "for users with role X", "by managers", "from account 123456789012". */
export function readCallersBehind(reader: Reader, context: Context): Who | undefined {
  if (
    reader.take(
      "for use by",
      "for",
      "by",
      "to",
      "from",
      "performed by",
      "made by",
      "requested by",
      "initiated by",
      "submitted by",
      "called by",
      "when called by",
      "as",
    ) === undefined
  )
    return undefined;
  reader.take("only");
  const who = readWho(reader, context);
  if (who === undefined) return undefined;
  return reader.done ||
    /^(?:,|and|or|but|when|whenever|if|unless|except|only|provided|as|so|where|during|between|before|after|until|from|outside|\.|for|under|over|up|to|at|with|in|on)$/.test(
      reader.word(),
    )
    ? who
    : undefined;
}
