import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

const permits = /^(?:please )?(?:allow|allows|permit|permits|let|lets|enable|authorize|grant)(?= )/;

/** A command to deny: what is denied at once is denied. */
const denies =
  /^(?:please )?(?:block|deny|forbid|prohibit|disable|suspend|revoke|stop|halt|freeze|ban|reject|no) /;

/** "…, even though the tool's schema makes it optional" tells why the rule is there. */
const withoutOptional: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:, )?(?:even though|although|though|even if) (?:the )?(?:tool )?(?:'s )?(?:input )?(?:schema|definition|tool) (?:makes|marks|lists|declares|says|treats|has) (?:it|that|this|them|it is)(?: (?:as|is|to be))? optional(?= \.|$)/,
    "",
  );

/** "… no matter which other policies apply", where the rule denies: nothing overrules a denial. */
const withoutOtherPolicies: Restating = (tokens) =>
  permits.test(patternText(tokens))
    ? undefined
    : reworded(
        tokens,
        /(?:, )?(?:no matter|regardless of|irrespective of|independent of|whatever) (?:which |what |any |the |all )*(?:other )?(?:policies|policy|rules|permits)(?: (?:apply|applies|exist|say|says|there are|are in place))?(?= \.|$)/,
        "",
      );

/** "… without affecting the rest of the gateway", where the rule denies: it names what it denies. */
const withoutTheRest: Restating = (tokens) =>
  permits.test(patternText(tokens))
    ? undefined
    : reworded(
        tokens,
        /(?:, )?(?:and )?without (?:affecting|touching|changing|blocking) (?:(?:the )?rest of the (?:gateway|tools)|(?:any |all |the )?(?:other|others|other tools|rest)|anything else|everything else)(?= \.|$)/,
        "",
      );

/** "… no matter who is asking", "…, regardless of who calls": everyone is meant. */
const withoutWhoAsks: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:, )?(?:no matter|regardless of|irrespective of) (?:who (?:is )?(?:asks?|asking|calls?|calling|requests?|requesting|(?:the )?(?:caller|user|requester)(?: is)?)|the (?:caller|user|requester)|caller|who)(?: (?:it|for it|for them|them))?(?= \.|$)/,
    "",
  );

/** "… immediately", "…, ever", "… under any circumstances" behind a rule says no more than the rule. */
const withoutEmphasis: Restating = (tokens) =>
  denies.test(patternText(tokens))
    ? reworded(
        tokens,
        /(?:, )?(?:immediately|at once|right away|with immediate effect|effective immediately|, ever|under any circumstances?|without exception|no matter what)(?= \.|$)/,
        "",
      )
    : undefined;

/** "regardless of amount", "regardless of the amount" as "of any amount". */
const withAnyOf: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(?:, )?(?:regardless|irrespective) of (?:the |its |their )?([a-z]+)(?= \.|$)/,
    ({ text }) =>
      tools.some(({ fields }) => fields.some(({ path }) => path.at(-1)?.toLowerCase() === text(1)))
        ? "of any $1"
        : undefined,
  );

/** What stands behind a rule and asks for nothing more is left out. */
export const asidesBehind: readonly Restating[] = [
  withoutOptional,
  withoutOtherPolicies,
  withoutTheRest,
  withoutWhoAsks,
  withoutEmphasis,
  withAnyOf,
];
