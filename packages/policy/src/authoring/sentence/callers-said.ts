import { rolesNamed } from "../callers/claims.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "either the a or the b scope" as "scope a or b". */
const withClaimAhead: Restating = (tokens) =>
  reworded(tokens, /either (?:the )?([^ ]+) or (?:the )?([^ ]+) (scope|role|group|tier)/, "$3 $1 or $2");

/** "the sales department employees" as "users in the sales department". */
const withDepartmentOf: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:only )?([a-z-]+) (department|group|team) (?:employees|staff|members|people|workers|personnel)(?= (?:may|can|must|should|are|will) )/,
    ({ tokens: group, text }) =>
      /^(?:the|all|any|every|each)$/.test(text(1)) || text(2) === "team" || group(1).length === 0
        ? undefined
        : tokens[0]?.kind === "word" && tokens[0].lower === "only"
          ? "only $1 $2 users"
          : "$1 $2 users",
  );

/** "may neither transfer nor refund" as "must not transfer or refund". */
const withNeither: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:may|can|must|should|shall) neither ([^,;:.]+?) nor ([^,;:.]+?)(?= \.|$)/,
    "must not $1 or $2",
  );

/** "Admins have full access" as "admins may use all tools". */
const withFullAccess: Restating = (tokens) => {
  if (/(?:^| )(?:not|no|nobody|none|never|without|neither|nor)(?: |$)/.test(patternText(tokens)))
    return undefined;
  return (
    reworded(
      tokens,
      /(?:have|has|get|gets|are given|is given|are granted) (?:full|complete|unrestricted|unlimited) access(?: to (?:everything|all tools|every tool|all of the tools))?(?= \.|$)/,
      "may use all tools",
    ) ??
    reworded(
      tokens,
      /^(?:allow|permit|grant) ([^,;:.]+) (?:everything|full access)(?= \.|$)/,
      "allow $1 to use all tools",
    )
  );
};

/** "We want managers to be able to approve …" as "allow managers to approve …". */
const withWish: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:we|i) (?:want|need|would like|wish) ([^,;:.]+?) to be (?:able|allowed|permitted) to/,
    ({ text }) => (/(?:^| )(?:not|no|only|never)(?: |$)/.test(text(1)) ? undefined : "allow $1 to"),
  );

/** "Non-managers cannot …" as "users who are not managers cannot …"; whom a permission means by that is not certain. */
const withNonRole: Restating = (tokens) =>
  reworded(tokens, /^non-([a-z]+s)(?= (?:may|can|must|should|shall|are) (?:not|never) )/, ({ text }) =>
    rolesNamed(text(1)) === undefined ? undefined : `users who are not ${text(1)}`,
  );

/** "Approvals are manager-only" as "approvals are only for managers". */
const withRoleOnly: Restating = (tokens) =>
  reworded(tokens, /(is|are) ([a-z]+)(?:s)?-only(?= \.|$)/, ({ text }) =>
    rolesNamed(text(2)) === undefined ? undefined : `$1 only for ${text(2)}s`,
  );

/** "Remove the ability of interns to submit …" as "do not allow interns to submit …". */
const withAbilityRemoved: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:remove|revoke|take away|withdraw) (?:the )?(?:ability|right|permission) (?:of|from) ([^,;:.]+?) to/,
    "do not allow $1 to",
  );

/** "…, interns excepted" as "… except interns". */
const withExceptAhead: Restating = (tokens) =>
  reworded(tokens, /, ([^,;:.]+?) excepted(?= \.|$)/, "except $1");

/** "takes a manager" as "requires the role manager". */
const withRoleTaken: Restating = (tokens) =>
  reworded(tokens, /(takes|requires|needs|calls for) (?:an?|the) ([a-z]+)(?= \.|$)/, ({ text }) =>
    rolesNamed(text(2)) === undefined ? undefined : "requires the role $2",
  );

/** "in both the finance and audit groups" as "in group finance and in group audit". */
const withBothGroups: Restating = (tokens) =>
  reworded(
    tokens,
    /(in|with) both (?:the )?([^ ]+) and (?:the )?([^ ]+) (group|role|scope)s/,
    "$1 $4 $2 and $1 $4 $3",
  );

/** Callers, and what they have or lose, as people say it, in words that the grammar knows. */
export const callersSaid: readonly Restating[] = [
  withClaimAhead,
  withDepartmentOf,
  withNeither,
  withFullAccess,
  withWish,
  withNonRole,
  withRoleOnly,
  withAbilityRemoved,
  withExceptAhead,
  withRoleTaken,
  withBothGroups,
];
