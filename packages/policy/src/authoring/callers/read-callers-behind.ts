import { isIdentifier } from "../checks/certain-values.ts";
import { meant } from "../checks/claim-or-argument.ts";
import { isOfKind } from "../conditions/match-fields.ts";
import type { Context } from "../context.ts";
import type { Who } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { Reader } from "../words/reader.ts";
import { stem } from "../words/word-stem.ts";
import { isUserNoun, rolesNamed } from "./claims.ts";
import { readWho } from "./read-who.ts";
import { takeClaim } from "./take-claim.ts";

/** "for users with role X", "by managers", "from account 123456789012". */
export function readCallersBehind(reader: Reader, context: Context): Who | undefined {
  const from = reader.at;
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
  // "for groups of 5 to 25": how many there are
  if (/^groups?$/.test(reader.word()) && reader.word(1) === "of" && reader.peek(2)?.kind === "number")
    return undefined;
  reader.take("only");
  // "by department x1" may be how a report is split
  const isAgent = /by$/.test(said) && !startsWithClaim(reader, context);
  const read = readWho(reader, context);
  if (read === undefined) return undefined;
  if (!/by$/.test(said) && namesPersonOf(reader, context)) return undefined;
  if (read.kind === "users" && !/by$/.test(said) && mayBeActedOn(reader, from, said, context)) {
    refuse(
      "These people may be those who call or those who are acted on",
      reader.tokens[from] ?? reader.here(),
      {
        advice: 'Write "by …" for those who call.',
      },
    );
  }
  const who: Who =
    read.kind === "users" && isAgent ? { ...read, condition: meant(read.condition, "caller") } : read;
  return reader.done ||
    /^(?:,|and|or|but|when|whenever|once|if|unless|except|only|provided|as|so|where|during|between|before|after|until|from|outside|\.|for|under|over|up|to|at|with|without|within|in|on)$/.test(
      reader.word(),
    )
    ? who
    : undefined;
}

const receiving = new Set(
  "send mail email message notify transfer assign add invite share forward ship deliver pay issue grant give write post move lend sell offer hand refer promote appoint prescribe dispense administer loan rent lease teach show"
    .split(" ")
    .map(stem),
);
const receivers = new Set(
  "to recipient recipients assignee addressee receiver grantee beneficiary payee invitee"
    .split(" ")
    .map(stem),
);

/** "send mail to managers", "add a member as admin", "search for users with role x". */
function mayBeActedOn(reader: Reader, from: number, said: string, context: Context): boolean {
  const { tools, gives } = context;
  if (said === "as") return true;
  const isObject = tools.some(({ nameStems, name, action }) => {
    const noun = reader
      .slice(from, reader.at)
      .find((token) => token.kind === "word" && isPerson(token.lower) && nameStems.includes(token.stem));
    if (noun?.kind !== "word") return false;
    const before = reader.slice(0, from);
    return !before.some(
      (token) =>
        (token.kind === "word" && token.stem === noun.stem) ||
        ((token.kind === "word" || token.kind === "quoted") &&
          (token.text === name || token.text === action)),
    );
  });
  if (isObject) return true;
  const before = reader.tokens[from - 1];
  const apart = before?.kind === "mark" && before.text === ",";
  if (said !== "to" || gives === true || apart) return false;
  return tools.some(
    ({ nameStems, fields }) =>
      nameStems.some((each) => receiving.has(each)) ||
      fields.some((field) => field.nameStems.some((each) => receivers.has(each))),
  );
}

/** "rented to drivers", of a tool with a driverAge: for whom it is done, and no caller. */
function namesPersonOf(reader: Reader, { tools }: Context): boolean {
  const noun = reader.tokens[reader.at - 1];
  return (
    noun?.kind === "word" &&
    rolesNamed(noun.lower) !== undefined &&
    tools.some(({ fields }) => fields.some(({ nameStems }) => nameStems.includes(noun.stem)))
  );
}

function isPerson(word: string): boolean {
  return isUserNoun(word) || isPersonNoun(word);
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
