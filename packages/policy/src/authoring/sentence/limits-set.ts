import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** What a limit is set on: "transfers", "each transfer", "the refund amount". */
const things = "(?:the |each |every |any |all )?([a-z-]+(?: [a-z-]+)?)";
const cap = new RegExp(
  `^(?:cap|limit|restrict) ${things} (?:at|to) (?:at most |up to |a maximum of )?(#(?: [a-z]+)?)(?= \\.|$)`,
);
const keep = new RegExp(
  `^keep ${things} (under|below) (#(?: [a-z]+)?)(?: for (?:everyone|everybody|anyone|all users))?(?= \\.|$)`,
);

/** "Cap transfers at $100,000", "keep transfers under $5" as what transfers must be: it allows nothing of its own. */
const withCapAsDemand: Restating = (tokens) =>
  reworded(tokens, cap, "$1 must be at most $2") ?? reworded(tokens, keep, "$1 must be $2 $3");

/** "Limit each transfer by interns to $200" as what interns must not exceed. */
const withCapOfCallers: Restating = (tokens) =>
  reworded(
    tokens,
    new RegExp(
      `^(?:cap|limit|restrict) ${things} (?:by|of|from|for) ([^,;:.#]+?) (?:at|to) (?:at most |up to )?(#(?: [a-z]+)?)(?= \\.|$)`,
    ),
    "$1 by $2 must be at most $3",
  );

/** "No transfer may be larger than $5", "no transfer may exceed $5" as "transfers must not exceed $5". */
const withNoneLarger: Restating = (tokens) =>
  reworded(
    tokens,
    /^no (?:single |one )?([a-z]+) (?:may|can|must|should|shall) (?:ever )?(?:be (?:larger|higher|bigger|greater|more) than|exceed|be (?:above|over)) (#(?: [a-z]+)?)(?= \.|$)/,
    ({ text }) => `${text(1)}s must not exceed $2`,
  ) ??
  reworded(
    tokens,
    /^(?:an?|any|each|every) ([a-z]+) ((?:must|may|can|should|shall) (?:not|never) (?:ever )?(?:exceed|be (?:above|over|more than|larger than|higher than))) (#(?: [a-z]+)?)/,
    ({ text }) => `${text(1)}s must not exceed $3`,
  );

/** ", whoever makes it", ", no matter who asks" says that all callers are meant, as nobody named does. */
const withoutWhoever: Restating = (tokens) =>
  reworded(
    tokens,
    /, (?:whoever (?:makes|does|asks for|requests|wants|calls|is calling|is asking)(?: it| them)?|no matter who (?:asks|calls|makes it|does it|requests it|the caller is)|regardless of (?:who (?:asks|calls)|the (?:caller|user)))(?= \.|$)/,
    () => "for everyone",
  ) ??
  reworded(
    tokens,
    /, (?:however|no matter how) (?:long|short|large|small|big|high|much|many) (?:it|they|the [a-z]+) (?:is|are)(?= \.|$)/,
    "",
  );

/** "as long as no more than 20 dollars are moved at once" as "… when the number is at most …": said of the call's own sum. */
const withMovedAtOnce: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:as long as|provided|provided that|if|when) (?:no more than|at most|not more than) (#(?: [a-z]+)?) (?:is|are) (?:[a-z]+ed|paid|sent|spent|lent|sold|bought|given|taken|drawn)(?: at once| at a time| per call)?(?= \.|$)/,
    "up to $1",
  );

/** "When transferring more than $5, the user must have role x" as "transferring more than $5 requires role x". */
const withDeedAhead: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:when|for|while|if) ([a-z]+ing [^,;:.]+?) , (?:the |a )?(?:user|caller|agent|requester)s? (?:must|should|has to|have to|needs to|need to) (?:have|hold|carry|be in|belong to) (?:the )?([^,;:.]+?)(?= \.|$)/,
    "$1 requires the $2",
  );

/** "at night (10 PM to 6 AM UTC)" as "between 10 PM and 6 AM UTC". */
const withHoursTold: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:at night|overnight|during the night|in the (?:evening|morning|afternoon)|during (?:the )?(?:day|night|working hours|office hours)) \( (?:from |between )?(#) (?:to|until|and|–|-) (#) ([a-z]+) \)/,
    "between $1 and $2 $3",
  );

/** "countries outside US and CA" as "countries other than US and CA". */
const withOtherThan: Restating = (tokens) =>
  reworded(
    tokens,
    /(countries|regions|accounts|environments|currencies|zones|cities|states) outside(?: of)?/,
    "$1 other than",
  );

/** "Approval limits: managers $5,000, directors $50,000", "The refund limit for clerks is $50": what each must not exceed. */
const withLimitsListed: Restating = (tokens, { tools }) => {
  const toolOf = (...nouns: readonly string[]): string | undefined => {
    const noun = nouns.find((each) => each !== "") ?? "";
    const [tool, other] = tools.filter(({ nameStems }) => nameStems.includes(stem(noun)));
    return other === undefined ? tool?.action : undefined;
  };
  return (
    reworded(
      tokens,
      /^([a-z]+) limits? : ([^,;:.#]+?) (?:up to )?(#) , (?:and )?([^,;:.#]+?) (?:up to )?(#)(?= \.|$)/,
      ({ text }) => {
        const tool = toolOf(text(1));
        return tool === undefined
          ? undefined
          : `$2 must not use ${tool} with more than $3 and $4 must not use ${tool} with more than $5`;
      },
    ) ??
    reworded(
      tokens,
      /^(?:the )?(?:max(?:imum)? ([a-z]+)(?: (?:amount|sum|value|limit))?|([a-z]+) limit) for ([^,;:.#]+?) (?:is|:) (#)(?= \.|$)/,
      ({ text }) => {
        const tool = toolOf(text(1), text(2));
        return tool === undefined ? undefined : `$3 must not use ${tool} with more than $4`;
      },
    )
  );
};

/** Limits that are set, and when and where they hold, in words that the grammar knows. */
export const limitsSet: readonly Restating[] = [
  withCapAsDemand,
  withCapOfCallers,
  withNoneLarger,
  withoutWhoever,
  withMovedAtOnce,
  withDeedAhead,
  withHoursTold,
  withOtherThan,
  withLimitsListed,
];
