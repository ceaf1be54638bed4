import { doesDeed } from "../tools/does-deed.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

const joined = /(?:^| )(?:and|or|but|only|except|unless|not|never)(?: |$)/;

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "Allow everyone to do A, but only W for …" as "everyone may do A, but for … only W may". */
const withOnlyBehind: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:(?:allow|let|permit) )?(everyone|anyone|all users|all callers) (?:to|may|can) ([^,;:.#]+) , but only ([^,;:.]+?)(?: (?:may|can)(?: do so| [^,;:.#]+?)?)? (when|if|where|for) ([^,;:.]+?)(?= \.|$)/,
    // "… and only in May" bounds what they may, and not what is theirs alone
    ({ text }) =>
      joined.test(text(5)) || joined.test(text(2))
        ? undefined
        : `$1 may $2 , but ${text(4) === "for" ? "for" : "when"} $5 only $3 may`,
  );

/** "Managers can refund any amount, agents only up to $100" with the limited ones first. */
const withFreeBehind: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^([^,;:.#]+?) (can|may) ([a-z]+) any amount ,? ?(?:and |but |while |whereas )?([^,;:.#]+?) (?:(?:can|may) )?(?:only )?((?:up to|at most|less than|under|below|no more than) #)(?= \.|$)/,
    ({ text }) =>
      tools.some((tool) => doesDeed(tool, text(3))) ? "$4 $2 $3 $5 and $1 $2 $3 any amount" : undefined,
  );

/** "Role a can approve expenses of up to 5,000, role b all expenses" as "…, and role b can approve expenses of any amount". */
const withAllBehind: Restating = (tokens) =>
  reworded(
    tokens,
    /^([^,;:.#]+?) (can|may) ([a-z]+ [a-z]+(?: (?!of )[a-z]+)?) ((?:of )?(?:up to|at most|less than|under|below|no more than) #) ,? ?(?:and |but |while |whereas )?([^,;:.#]+?) (?:(?:can|may)(?: [a-z]+)? )?(?:all|any) ([a-z]+|of them|amounts?)(?= \.|$)/,
    ({ text }) =>
      text(6) === text(3).split(" ").at(-1) || /^(?:of them|amounts?)$/.test(text(6))
        ? "$1 $2 $3 $4 and $5 $2 $3 of any amount"
        : undefined,
  );

/** "Don't accept claims that …", where no tool accepts anything, as "block claims that …". */
const withoutAccept: Restating = (tokens, { tools }) =>
  tools.some((tool) => doesDeed(tool, "accept"))
    ? undefined
    : reworded(tokens, /^(?:we )?(?:do not|never|must not|may not) (?:accept|take)(?: any)?(?= )/, "block");

/** "Refunds must have a reason and be less than $1,000": what they must be, with the refunds named again. */
const withSubjectAgain: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:all |any |every |each )?([a-z]+) must (have|include|carry|contain|state) ([^,;:.#]+?) and (?:must )?be ([^,;:.]+?)(?= \.|$)/,
    "$1 must $2 $3 and $1 must be $4",
  );

/** "Cap refunds at $500 for everyone except managers" as a denial above. */
const withCapForOthers: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:cap|limit) ([a-z]+(?: [a-z]+)?) (?:at|to) (#) (?:for (?:everyone|anyone|all|all users) )?(except|unless|but) ([^,;:.]+?)(?= \.|$)/,
    ({ text }) => (text(3) === "unless" ? "block $1 above $2 unless $4" : "block $1 above $2 except for $4"),
  );

/** "Refunds are closed from A to B" as "block refunds from A to B". */
const withClosed: Restating = (tokens) =>
  reworded(
    tokens,
    /^([a-z]+(?: [a-z]+)?) (?:is|are) (?:closed|shut|frozen|suspended|off|paused) (from|between|on|until|during|after|before)(?= )/,
    "block $1 $2",
  );

/** "Allow approvals to be recorded" as "allow approvals". */
const withoutToBeDone: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^(allow|permit|let) ([^,;:.#]+?) to be (recorded|made|done|performed|processed|carried out|executed|submitted)(?= |\.|$)/,
    ({ text }) => (tools.some((tool) => doesDeed(tool, text(3))) ? undefined : "$1 $2"),
  );

/** "Allow recording an approval" as "allow an approval". */
const withoutRecording: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^(allow|permit|block|forbid) (recording|making|performing|executing) (an? |the )?([a-z]+(?:al|als|ion|ions|ment|ments|ance))(?= |\.|$)/,
    ({ text }) => (tools.some((tool) => doesDeed(tool, text(2))) ? undefined : `$1 ${text(3)} $4`),
  );

/** "Allow claims to be approved when …" as "allow everyone to approve claims when …", where one tool does that. */
const withEveryoneDoing: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^(allow|permit) ([^,;:.#]+?) to be ([a-z]+ed)(?= (?:when|if|only|unless|for|by|with)|\.|$)/,
    ({ text }) => {
      const [tool, other] = tools.filter((each) => doesDeed(each, text(3)));
      const [act] = tool === undefined || other !== undefined ? [] : nameWords(tool.name);
      return act === undefined || stem(act) !== stem(text(3)) ? undefined : `$1 everyone to ${act} $2`;
    },
  );

/** "Only by W, only for X, and only when C": each bound is one of the rule. */
const withOneOnly: Restating = (tokens) =>
  reworded(
    tokens,
    /^(allow|permit) ([^,;:.#]+?) only by ([^,;:.#]+?) , (?:and )?only (for|in|with|when|if) ([^,;:.]+?)(?= , and only|\.|$)/,
    "$1 $2 by $3 only $4 $5",
  );

/** Two rules of one sentence, and rules told of what is done, in words that the grammar knows. */
export const rulesInTurn: readonly Restating[] = [
  withOnlyBehind,
  withFreeBehind,
  withAllBehind,
  withoutAccept,
  withSubjectAgain,
  withCapForOthers,
  withClosed,
  withoutToBeDone,
  withoutRecording,
  withEveryoneDoing,
  withOneOnly,
];
