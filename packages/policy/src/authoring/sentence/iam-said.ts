import type { Vocabulary } from "../vocabulary.ts";
import { restrictiveWords } from "../words/people-words.ts";
import type { Token } from "../words/tokens.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** What may stand right before callers. */
const ahead =
  "(?<=^|(?:allow|let|permit|authorize|enable|only|block|prevent|stop|forbid|prohibit|deny|ban|while|and|by|except|but|;|,) )" +
  "(?!(?:allow|let|permit|authorize|enable|only|block|prevent|stop|forbid|prohibit|deny|ban) )";
/** A word that tells of whom is spoken, and turns nothing round. */
const noun =
  "(?!(?:not|never|no|nobody|but|except|excluding|other|than|without|unless|save|besides|apart|minus|and|or|nor) )[a-z-]+";
const program =
  "(?:roles?|services?|agents?|callers?|clients?|identity|identities|principals?|workloads?|applications?|apps?|systems?|pipelines?|bots?|jobs?|functions?|lambdas?)";

/** "any claims role (IAM role whose name starts with X)", "a triage agent (the IAM role Y in account N)" as what the brackets say. */
const withRoleOfBrackets: Restating = (tokens) =>
  reworded(
    tokens,
    new RegExp(
      `${ahead}(?:any |every |all |the |an? )?((?:${noun} ){0,3}?${program}(?: (?:meant|intended|used) for [a-z]+)?) \\( (?:(?:an?|the|any|all) )?((?:aws )?(?:iam|assumed) roles?|aws roles?) ([^()]+) \\)`,
    ),
    ({ text }) => {
      if (
        text(1)
          .split(" ")
          .some((word) => restrictiveWords.has(word))
      )
        return undefined;
      return `${/(?:start|begin)/.test(text(3)) ? "any" : "the"} $2 $3`;
    },
  );

/** "any IAM role starting with X" as "any IAM role whose name starts with X". */
const withNameThatStarts: Restating = (tokens) =>
  reworded(
    tokens,
    /((?:aws )?iam|assumed|aws) (roles?) (?:starting|beginning|that (?:start|begin)s?|named) with/,
    "$1 $2 whose name starts with",
  );

/** "the vendor account 444455556666", "a vendor account (444455556666)" as "callers from AWS account 444455556666". */
const withAccountOfSomeone: Restating = (tokens, { tools }) =>
  // of a bank, it may be the account of a customer
  tools.some(({ fields }) => fields.some(({ nameStems }) => nameStems.includes("account")))
    ? undefined
    : reworded(
        tokens,
        new RegExp(
          `${ahead}(?:an?|the) (?:${noun} ){0,2}?(?:aws )?account (?:\\( (?:(?:aws )?(?:account )?(?:id )?)?(#) \\)|(#))`,
        ),
        ({ tokens: group }) => {
          const number = group(1)[0] === undefined ? 2 : 1;
          const [id] = group(number);
          return id?.kind === "number" && /^\d{12}$/.test(id.text)
            ? `callers from aws account $${number}`
            : undefined;
        },
      );

/** "role X (account 123456789012)" as "role X in account 123456789012". */
const withAccountOfRole: Restating = (tokens) =>
  reworded(
    tokens,
    /role (\S+) \( (?:(?:in|of|from) )?(?:the )?(?:aws )?account (#) \)/,
    "role $1 in account $2",
  );

/** "the service with IAM role X", "the claims service role X in account N" as "the IAM role X". */
const withRoleAlone: Restating = (tokens) =>
  reworded(
    tokens,
    new RegExp(
      `${ahead}(?:the |an? |any )?(?:${noun} ){0,2}?${program} (?:with|using|assuming|running as|running under|that assumes|that uses|which assumes|which uses) (?:the )?((?:aws )?iam role|aws role)`,
    ),
    "the $1",
  ) ??
  reworded(
    tokens,
    new RegExp(
      `${ahead}(?:the |an? )?(?:${noun} ){1,2}?(?:service|execution|agent) role (\\S*role\\S*) (in|of|from) ((?:aws )?account)`,
    ),
    "the iam role $1 $2 $3",
  );

/** "everyone outside AWS account N" as "everyone except callers from AWS account N". */
const withAccountLeftOut: Restating = (tokens) =>
  reworded(
    tokens,
    /(everyone|anyone|all users|all callers|callers|users|all principals|principals) (?:outside|outside of|not from|not in|who are not from) (?:the )?(?:aws )?account (#)/,
    "everyone except callers from aws account $2",
  );

/** "Deny all IAM principals from account N access to …" as "block callers from AWS account N from …". */
const withAccessDenied: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:deny|refuse) (?:all |any |the )?(?:iam )?(?:principals|callers|roles|identities) (?:from|in|of) (?:the )?(?:aws )?account (#) access to/,
    "block callers from aws account $1 from",
  );

/** Callers with AWS credentials, as people describe them, in words that the grammar knows. */
export const iamSaid: readonly Restating[] = [
  withAccountOfRole,
  withRoleOfBrackets,
  withNameThatStarts,
  withAccountOfSomeone,
  withRoleAlone,
  withAccountLeftOut,
  withAccessDenied,
];
