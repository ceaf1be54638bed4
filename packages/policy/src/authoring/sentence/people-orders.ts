import { rolesNamed } from "../callers/claims.ts";
import { doesDeed } from "../tools/does-deed.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { givenNames } from "../words/given-names.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { patternText } from "./inserted-words.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

const place =
  "(?:when|if|where|while|during|between|for|to|in|with|after|before|at|on|from|under|below|over|above|up)";

/** "Only ship packages to US" as "ship packages only to US", where a tool does what the verb says. */
const withOnlyBehindVerb: Restating = (tokens, { tools }) =>
  reworded(tokens, new RegExp(`^only ([a-z]+) ([^,;:.]+?) (${place})(?= )`), ({ text }) =>
    tools.some((tool) => doesDeed(tool, text(1))) ? "$1 $2 only $3" : undefined,
  ) ??
  reworded(
    tokens,
    /^only ([a-z]+) ([a-z]+ (?:that|which|whose|beginning|starting|ending|containing))(?= )/,
    ({ text }) => (tools.some((tool) => doesDeed(tool, text(1))) ? "$1 only $2" : undefined),
  );

const callers =
  /^(?:users?|callers?|members?|people|employees|staff|anyone|those|roles?|groups?|scopes?|principals?)$/;

/** "Restrict transfers to the finance group" as "transfers are restricted to the finance group". */
const withRestrictedTo: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:restrict|limit|reserve|confine) (?:access to )?(?:the )?([^,;:.]+?) (?:to|for) ((?:the )?[a-z-]+(?: [a-z-]+)?)/,
    ({ text }) =>
      text(2)
        .split(" ")
        .some((word) => callers.test(word) || rolesNamed(word) !== undefined) &&
      !/ (?:not|only|never|unless|except) /.test(` ${text(1)} `)
        ? "$1 are restricted to $2"
        : undefined,
  );

/** "Deny bob access to …" as "deny user bob access to …"; a name with a capital may be spelt otherwise in the token. */
const withPersonAsUser: Restating = (tokens) =>
  reworded(tokens, /^(deny|refuse|give|grant) ([a-z]+) (?:any |all )?access to/, ({ text, tokens: group }) =>
    givenNames.has(text(2)) && group(2)[0]?.text === text(2) ? "$1 user $2 access to" : undefined,
  );

/** "as much as $1,000" as "at most $1,000"; of a denial it is the least that is denied. */
const withAtMost: Restating = (tokens) =>
  /(?:^| )(?:not|no|nobody|never|block|deny|forbid|unless|except)(?: |$)/.test(patternText(tokens))
    ? undefined
    : reworded(tokens, /(?<!twice |half |times )as (?:much|many|high|long) as (#)/, "at most $1");

/** "missing or empty": an empty text is as good as none. */
const withEmptyAlone: Restating = (tokens) =>
  reworded(
    tokens,
    /(is|are) (?:(?:missing|absent|omitted|not given|not provided) or (?:is |are )?(?:empty|blank)|(?:empty|blank) or (?:is |are )?(?:missing|absent|omitted|not given|not provided))/,
    "$1 empty",
  );

/** "from an account to itself" as both of a tool's two accounts being the same. */
const withSameThing: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /from (?:an?|one|any) ([a-z]+) to (?:itself|the same ([a-z]+)|the same)(?= (?:is|are|may|must|can)| ,| \.|$)/,
    ({ text }) => {
      if (text(2) !== "" && text(2) !== text(1)) return undefined;
      const pairs = tools
        .map(({ fields }) => fields.filter(({ nameStems }) => nameStems.includes(stem(text(1)))))
        .filter((fields) => fields.length > 1);
      const [pair, another] = pairs;
      const [one, two, more] = pair ?? [];
      const isCertain = one !== undefined && two !== undefined && more === undefined && another === undefined;
      return isCertain ? `where ${one.path.join(".")} and ${two.path.join(".")} are the same` : undefined;
    },
  );

/** "the account in their account_id claim", "their own account (claim account_id)" as "the account that equals their account_id claim". */
const withEqualsOwnClaim: Restating = (tokens) =>
  reworded(
    tokens,
    /the ([a-z_ -]+?) (?:given |named |stated |told |that is )?(?:in|by|from) (?:their|his|her|its|the caller ' s|the user ' s) ([a-z_-]+) claim/,
    "the $1 that equals their $2 claim",
  ) ??
  reworded(
    tokens,
    /(?:an?|the) ([a-z_-]+) (?:that is )?(?:equal to|identical to|matching) (?:their|his|her|its) ([a-z_-]+) claim/,
    "the $1 that equals their $2 claim",
  ) ??
  reworded(
    tokens,
    /their own ([a-z_-]+) \( (?:(?:the |their )?([a-z_-]+) claim|(?:the )?claim ([a-z_-]+)) \)/,
    "the $1 that equals their $2 $3 claim",
  );

/** "users with the email domain example.com" as "users whose email ends with @example.com". */
const withEmailDomain: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:(?:with|having) (?:an? |the )?email (?:domain|domain of|address(?:es)? (?:at|from|in|of)(?: the domain)?)|whose email (?:address )?(?:domain is|is (?:at|from|in)(?: the domain)?)) ([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?= |$)/,
    ({ tokens: group }) => `whose email ends with @${group(1)[0]?.text ?? ""}`,
  );

/** ", with amounts under 5" as "with amounts under 5"; of what is said with "only" it may be a case of its own. */
const withoutCommaBefore: Restating = (tokens) =>
  tokens.some((token) => token.kind === "word" && token.lower === "only")
    ? undefined
    : reworded(tokens, /, (?:and )?(with|for|to|from|at)(?= )/, "$1");

/** "Refunds must include a reason and cannot exceed $300" as two demands on refunds. */
const withDemandsApart: Restating = (tokens) =>
  reworded(
    tokens,
    /^((?:all |any |every )?[a-z]+(?: [a-z]+)?) ((?:must|need|needs|require|requires|should|have to|has to)(?: [a-z-]+)+?) and ((?:must|may|can|should|shall) (?:not|never) [^,;:.]+|(?:must|should|have to|has to) [^,;:.]+)(?= \.|$)/,
    "$1 $2 and $1 $3",
  );

/** "critical risk approvals" as "approvals of critical risk", where an argument of the tool that approves is its risk. */
const withValueBehind: Restating = (tokens, { tools }) =>
  reworded(tokens, /((?:[a-z]+ (?:and|or) )?([a-z]+)) ([a-z]+) ([a-z]+s)/, ({ text }) =>
    riskOf(tools, text(1), text(3), text(4)) ? "$4 of $1 $3" : undefined,
  ) ??
  reworded(tokens, /([a-z]+-[a-z]+) ([a-z]+s)/, ({ text }) => {
    const [value = "", noun = "", more] = text(1).split("-");
    return more === undefined && riskOf(tools, value, noun, text(2)) ? `$2 of ${value} ${noun}` : undefined;
  });

function riskOf(tools: Vocabulary["tools"], said: string, noun: string, thing: string): boolean {
  const values = said.split(/ (?:and|or) /);
  const owners = tools.filter(
    ({ nameStems, fields }) =>
      nameStems.includes(stem(thing)) &&
      !nameStems.includes(stem(noun)) &&
      fields.some(
        (field) =>
          field.nameStems.includes(stem(noun)) &&
          values.every((each) => [...field.values, ...field.examples].includes(each)),
      ),
  );
  return owners.length === 1;
}

/** "applications from the EU" as "… for region EU", where EU is known of one argument alone. */
const withCodeNamed: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(?:from|in|for|to|within|inside) (?:either )?((?:the )?([a-z]+)(?: , (?:the )?([a-z]+))?(?: ,)?(?: (?:or|and) (?:the )?([a-z]+))?)(?= (?:need|require|when|if|unless|may|can|must|is|are|under|over|above|below|up|with|of|at)| ,| \.|$)/,
    ({ tokens: group }) => {
      const codes = [2, 3, 4].flatMap((number) => group(number).map(({ text }) => text));
      const owners = tools.flatMap(({ fields }) =>
        fields.filter(({ values, examples }) =>
          codes.every((code) => [...values, ...examples].includes(code)),
        ),
      );
      const isCode = codes.every((code) => /^[A-Z]{2,}$/.test(code));
      const [owner, other] = owners;
      return isCode && owner !== undefined && other === undefined
        ? `for ${owner.path.join(".")} ${codes.join(" or ")}`
        : undefined;
    },
  );

/** "Ship packages everywhere except to RU" as an order that allows. */
const withPlacesAllowed: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^([a-z]+) ([^,;:.]+?) (?:everywhere|anywhere) (?:except|but)(?: to| for| in)?(?= )/,
    ({ text }) =>
      tools.some((tool) => doesDeed(tool, text(1))) ? "allow everyone to $1 $2 anywhere except" : undefined,
  );

/** Orders as people give them, in words that the grammar knows. */
export const peopleOrders: readonly Restating[] = [
  withOnlyBehindVerb,
  withRestrictedTo,
  withPersonAsUser,
  withAtMost,
  withEmptyAlone,
  withSameThing,
  withEqualsOwnClaim,
  withEmailDomain,
  withoutCommaBefore,
  withCodeNamed,
  withPlacesAllowed,
  withDemandsApart,
  withValueBehind,
];
