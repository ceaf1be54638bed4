import { isIdentifier } from "./certain-values.ts";
import { meant } from "./claim-or-argument.ts";
import type { Context } from "./context.ts";
import type { Who } from "./intermediate.ts";
import { isOfKind } from "./match-fields.ts";
import { takeClaim } from "./read-claim-terms.ts";
import { readWho } from "./read-who.ts";
import { Reader } from "./reader.ts";
import { stem } from "./word-stem.ts";

/** "for users with role X", "by managers", "from account 123456789012". */
export function readCallersBehind(reader: Reader, context: Context): Who | undefined {
  const said = reader.take(
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
  );
  if (said === undefined) return undefined;
  // "share a file as owner": what the tool is asked for, and no caller
  if (/^(?:as|to|from)$/.test(said) && isValue(reader, context)) return undefined;
  // "send it to bob@corp.example": whom the tool is about, and no caller
  if (/^(?:as|to|from|for)$/.test(said) && isNamed(reader) && takesPerson(context)) return undefined;
  reader.take("only");
  // "by department x1" may be how a report is split
  const isAgent = /by$/.test(said) && !startsWithClaim(reader, context);
  const read = readWho(reader, context);
  if (read === undefined) return undefined;
  const who: Who =
    read.kind === "users" && isAgent ? { ...read, condition: meant(read.condition, "caller") } : read;
  return reader.done ||
    /^(?:,|and|or|but|when|whenever|if|unless|except|only|provided|as|so|where|during|between|before|after|until|from|outside|\.|for|under|over|up|to|at|with|in|on)$/.test(
      reader.word(),
    )
    ? who
    : undefined;
}

function startsWithClaim(reader: Reader, context: Context): boolean {
  const ahead = new Reader(reader.tokens, reader.at, reader.end);
  ahead.take("the", "a", "an");
  return takeClaim(ahead, context) !== undefined;
}

function isValue(reader: Reader, { tools }: Context): boolean {
  const token = reader.peek(/^(?:a|an|the)$/.test(reader.word()) ? 1 : 0);
  return (
    token?.kind === "word" &&
    tools.some(({ fields }) =>
      fields.some(({ values }) => values.some((value) => value.toLowerCase() === token.lower)),
    )
  );
}

function isNamed(reader: Reader): boolean {
  const token = reader.peek();
  return (
    token?.kind === "quoted" ||
    (token?.kind === "word" && isIdentifier(token) && !/^(?:IAM|AWS)$/.test(token.text))
  );
}

const persons = new Set(
  (
    "email mail recipient to assignee user username login member employee person owner customer client guest traveler traveller patient student attendee " +
    "player driver applicant payee beneficiary recipients contact address phone number account"
  )
    .split(" ")
    .map(stem),
);

function takesPerson({ tools }: Context): boolean {
  return tools.some(({ fields }) =>
    fields.some((field) => isOfKind(field, "text") && field.nameStems.some((name) => persons.has(name))),
  );
}
