import { word } from "../rule/opening.ts";
import { denials } from "../words/effect-words.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** What announces a rule and says nothing of it; "that" may follow. */
const announcements = [
  "let it be known",
  "be it known",
  "it is the policy",
  "it is our policy",
  "our policy is",
  "the policy is",
  "the rule is",
  "it is a rule",
  "the following applies",
  "make sure",
  "please make sure",
  "be sure",
  "ensure",
  "please ensure",
  "see to it",
  "it must be ensured",
  "it shall be ensured",
  "please note",
  "note",
  "remember",
  "as a rule",
  "as a matter of policy",
  "by policy",
  "for the record",
  "effective immediately",
  "with immediate effect",
  "from now on",
  "until further notice",
  "for the time being",
  "to be clear",
  "notwithstanding anything else",
  "notwithstanding anything to the contrary",
];

const enforcers = [
  "the system",
  "the gateway",
  "the server",
  "this gateway",
  "this policy",
  "the policy",
  "policy",
  "we",
  "i want you to",
  "i want the gateway to",
  "we want the gateway to",
  "we want you to",
];

const must = ["must", "shall", "should", "will", "do", "does"];
const allowing = new Set("allow permit authorize let grant allows permits authorizes lets grants".split(" "));
const deniers = new Set(denials);

/** What "we" do not do, or feel, and forbid to nobody by saying so. */
const ofState =
  /^(?:need|require|want|have|care|mind|know|think|expect|like|wish|believe|see|recommend|support|plan|be|only|always|yet|usually|normally|often|generally|typically|$)/;

/** The rule without what announces it: "Make sure that …", "The gateway shall reject …", "We do not allow …". */
export function withoutPreamble(tokens: readonly Token[]): readonly Token[] {
  const reader = new Reader(tokens);
  if (reader.take(...announcements) !== undefined) {
    const said = reader.take("that", ":", ",") !== undefined;
    // "note" and "remember" alone may be what a tool does
    const alone = /^(?:note|remember)$/i.test(tokens[0]?.text ?? "");
    return said || !alone ? withoutPreamble(reader.slice(reader.at, reader.end)) : tokens;
  }
  return commanded(tokens) ?? tokens;
}

/** "The gateway must not allow X" is "do not allow X". */
function commanded(tokens: readonly Token[]): readonly Token[] | undefined {
  const reader = new Reader(tokens);
  const enforcer = reader.take(...enforcers);
  if (enforcer === undefined) return undefined;
  reader.take(...must);
  const negated = reader.take("not", "never") !== undefined;
  const only = reader.take("only") !== undefined;
  const verb = reader.word();
  // "we do not sell wine to …" is "do not sell wine to …"
  if (
    enforcer === "we" &&
    negated &&
    !only &&
    !allowing.has(verb) &&
    !deniers.has(verb) &&
    !ofState.test(verb)
  )
    return [word("do"), word("not"), ...reader.slice(reader.at, reader.end)];
  if (!allowing.has(verb) && !deniers.has(verb)) return undefined;
  const rest = reader.slice(reader.at, reader.end);
  if (negated && only) return undefined;
  return [...(negated ? [word("do"), word("not")] : only ? [word("only")] : []), ...rest];
}
