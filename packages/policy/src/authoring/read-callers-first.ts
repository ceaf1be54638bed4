import { meant } from "./claim-or-argument.ts";
import type { Context } from "./context.ts";
import { modalAllows, modalDenials } from "./effect-words.ts";
import type { Who } from "./intermediate.ts";
import { anyone, type Opening, opening, word } from "./opening.ts";
import { readWho } from "./read-who.ts";
import { Reader } from "./reader.ts";
import { refuse } from "./refusal.ts";

/** "Managers can approve expenses", "Only managers may …", "No one but managers may …". */
export function callersFirst(reader: Reader, context: Context): Opening | undefined {
  const noOne = reader.take(
    "no one",
    "nobody",
    "no user",
    "no users",
    "no caller",
    "no callers",
    "no agent",
    "none",
  );
  const only = noOne === undefined && reader.take("only") !== undefined;
  if (noOne !== undefined) {
    const restricted = reader.attempt(() => {
      if (!/user|caller|agent/.test(noOne)) return undefined;
      return readWho(new Reader([word("users"), ...reader.slice(reader.at, reader.end)]), context);
    });
    const exempt = reader.attempt(() => {
      reader.take(",");
      if (reader.take("except for", "except", "other than", "but", "apart from", "besides") === undefined)
        return undefined;
      const who = readWho(reader, context);
      reader.take(",");
      return who?.kind === "users" ? meant(who.condition, "caller") : undefined;
    });
    void restricted;
    if (
      reader.take(
        "can ever",
        "may ever",
        "should ever",
        "must ever",
        "can",
        "may",
        "must",
        "should",
        "shall",
        "is allowed to",
        "are allowed to",
        "is permitted to",
        "should be able to",
        "is authorized to",
        "should be allowed to",
      ) === undefined
    ) {
      if (noOne !== "nobody" && noOne !== "no one") return undefined;
    }
    const who: Who = /user/.test(noOne) ? { kind: "users", condition: undefined } : anyone;
    return opening("forbid", who, reader, context, exempt === undefined ? {} : { exempt });
  }
  const who = readWho(reader, context);
  if (who === undefined) return undefined;
  reader.take(",");
  const denied = reader.take(...modalDenials);
  if (denied !== undefined) {
    if (only) refuse('"Only" before a denial can be understood in two ways', reader.here());
    if (/^(?:block|deny|forbid|prevent)$/.test(reader.word())) return undefined;
    if (reader.sees("be")) return undefined;
    return opening("forbid", who, reader, context);
  }
  const allowed = reader.take(...modalAllows);
  if (allowed === undefined || reader.sees("be")) return undefined;
  return opening("permit", who, reader, context, { only: only || allowed.includes("only") });
}

/** "Premium users: transfers up to $50,000". */
export function colon(reader: Reader, context: Context): Opening | undefined {
  const who = readWho(reader, context);
  if (who === undefined || reader.take(":") === undefined || reader.done) return undefined;
  // "Department x1: refunds" may say which refunds
  return { ...opening("permit", who, reader, context), who };
}
