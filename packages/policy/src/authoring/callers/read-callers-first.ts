import { meant } from "../checks/claim-or-argument.ts";
import type { Context } from "../context.ts";
import type { Who } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { restriction } from "../rule/caller-restriction.ts";
import { anyone, type Opening, opening } from "../rule/opening.ts";
import { ownerFirst } from "../rule/owner-first.ts";
import { plainStatement } from "../rule/read-plain-statement.ts";
import { modalAllows, modalDenials } from "../words/effect-words.ts";
import type { Reader } from "../words/reader.ts";
import { readWho } from "./read-who.ts";

/** What stands between "nobody" and the verb. */
const noneModals = [
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
  "are permitted to",
  "is entitled to",
  "should be able to",
  "is authorized to",
  "should be allowed to",
];

/** "No intern may …", "No users in group temp can …": those callers are denied. */
function noneOf(reader: Reader, context: Context): Opening | undefined {
  reader.take("no");
  const who = readWho(reader, context);
  if (who === undefined || who.kind === "anyone" || (who.kind === "users" && who.condition === undefined))
    return undefined;
  if (reader.take(...noneModals) === undefined || reader.sees("be")) return undefined;
  return opening("forbid", who, reader, context);
}

/** "is allowed everything": what follows names the tools. */
function takeAll(reader: Reader): string | undefined {
  return reader.attempt(() => {
    const said = reader.take("are allowed", "is allowed", "are permitted", "is permitted");
    return /^(?:everything|anything|all|any)$/.test(reader.word()) ? said : undefined;
  });
}

/** "Never may interns delete files", "Under no circumstances can users …". */
function inverted(reader: Reader, context: Context): Opening | undefined {
  reader.take("never");
  if (reader.take("may", "can", "should", "shall", "must") === undefined) return undefined;
  const who = readWho(reader, context);
  return who === undefined || reader.sees("be") ? undefined : opening("forbid", who, reader, context);
}

/** "Managers can approve expenses", "Only managers may …", "No one but managers may …". */
export function callersFirst(reader: Reader, context: Context): Opening | undefined {
  if (reader.word() === "never") return inverted(reader, context);
  const noIam = reader.attempt(() => {
    const found = reader.word() === "no" ? noneOf(reader, context) : undefined;
    return found?.who.kind === "iam" ? found : undefined;
  });
  if (noIam !== undefined) return noIam;
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
  if (noOne === undefined && reader.word() === "no") return noneOf(reader, context);
  const only = noOne === undefined && reader.take("only") !== undefined;
  if (noOne !== undefined) {
    const restricted = reader.attempt(() => restriction(reader, context));
    const exempt = reader.attempt(() => {
      reader.take(",");
      if (reader.take("except for", "except", "other than", "but", "apart from", "besides") === undefined)
        return undefined;
      const who = readWho(reader, context);
      reader.take(",");
      return who?.kind === "users" ? meant(who.condition, "caller") : undefined;
    });
    if (reader.take(...noneModals) === undefined) {
      if (noOne !== "nobody" && noOne !== "no one") return undefined;
    }
    const who: Who =
      restricted !== undefined || /user/.test(noOne) ? { kind: "users", condition: restricted } : anyone;
    return opening("forbid", who, reader, context, {
      named: true,
      ...(exempt === undefined ? {} : { exempt }),
    });
  }
  const owner = ownerFirst(reader, context, only);
  if (owner !== undefined) return owner;
  const start = reader.at;
  const who = readWho(reader, context);
  if (who === undefined) return undefined;
  const callers = reader.slice(start, reader.at);
  const alone = reader.attempt(() => reader.take("only")) !== undefined;
  reader.take(",");
  const denied = reader.take(...modalDenials);
  if (denied !== undefined) {
    if (only || alone) refuse('"Only" before a denial can be understood in two ways', reader.here());
    if (/^(?:block|deny|forbid|prevent)$/.test(reader.word())) return undefined;
    // "should not be deleting" is "should not delete"
    if (/ing$/.test(reader.word(1))) reader.take("be");
    if (reader.sees("be")) return undefined;
    return opening("forbid", who, reader, context);
  }
  const allowed = reader.take(...modalAllows) ?? takeAll(reader);
  if (allowed === undefined) {
    const plain = plainStatement(reader, context, who, callers);
    return plain === undefined ? undefined : { ...plain, only: plain.only || only || alone };
  }
  if (reader.sees("be")) return undefined;
  return opening("permit", who, reader, context, { only: only || alone || allowed.includes("only") });
}

/** "Premium users: transfers up to $50,000". */
export function colon(reader: Reader, context: Context): Opening | undefined {
  const who = readWho(reader, context);
  if (who === undefined) return undefined;
  const only = reader.take("only") !== undefined;
  if (reader.take(":") === undefined || reader.done) return undefined;
  if (reader.take("no") !== undefined) return opening("forbid", who, reader, context);
  // "Department x1: refunds" may say which refunds
  return { ...opening("permit", who, reader, context, { only }), who };
}
