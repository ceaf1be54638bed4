import { meant } from "../checks/claim-or-argument.ts";
import { readValues } from "../conditions/read-values.ts";
import type { Context } from "../context.ts";
import type { Who } from "../intermediate.ts";
import { claim, functionWords, restricted } from "../rule/caller-restriction.ts";
import type { Reader } from "../words/reader.ts";
import { bracketedDefinition } from "./claim-definition.ts";
import { isRoleAhead } from "./role-ahead.ts";
import { kindInBrackets } from "./told-by-kind.ts";

/** "user refund-agent", "users Ann and Bob", "the user named …". */
export function usersByName(reader: Reader, context: Context, plural: boolean): Who | undefined {
  const said = reader.take(
    "whose username is one of",
    "whose username is in",
    "whose usernames are",
    "named",
    "called",
    "with username",
    "with the username",
    "with user name",
    "whose username is",
    "whose name is",
    "with usernames",
  );
  const byId = said === undefined && reader.take("id", "ids") !== undefined;
  const token = reader.peek();
  if (token === undefined) return undefined;
  if (said === undefined) {
    const isName =
      token.kind === "quoted" ||
      (token.kind === "word" &&
        (/[-_.@\d]/.test(token.text) ||
          /^\p{Lu}\p{Ll}/u.test(token.text) ||
          (!plural && !functionWords.has(token.lower))));
    if (!isName || (token.kind === "word" && functionWords.has(token.lower))) return undefined;
  }
  const values = readValues(
    reader,
    [],
    "and or",
    (ahead) => ahead.word() === "users" || ahead.word() === "user" || isRoleAhead(ahead),
  );
  if (values.length === 0) return undefined;
  // "the user h.lind (that is the username)"
  reader.attempt(() =>
    kindInBrackets(reader, context, values.length > 1) === "username" ? true : undefined,
  );
  const texts = values.map(({ text }) => text);
  // "user id ops-1 (sub claim ops-1)": the brackets say by which claim
  const defined = reader.attempt(() => {
    const found = bracketedDefinition(reader, context, true);
    return found?.kind === "claim" && found.values.join() === texts.join() ? found : undefined;
  });
  if (defined !== undefined)
    return restricted(reader, context, { kind: "users", condition: meant(defined, "caller") });
  if (byId) return undefined;
  return restricted(reader, context, { kind: "users", condition: claim("username", texts) });
}
