import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

/** A sentence in its rule and a reason that is called one. */
export interface WithReason {
  readonly own: readonly Token[];
  readonly reason: readonly Token[];
  /** Whether only "since" or "as" calls it one, so that it may be a condition where it speaks of an argument. */
  readonly loosely?: boolean;
}

const called =
  /^(?:because|due to|owing to|on account of|thanks to|for (?:\S+ ){1,3}reasons?|for the sake of|in line with|in accordance with|according to|pursuant to|in keeping with|as required by|as per|given that|to (?:prevent|avoid|protect|comply with|reduce|limit|stop) |in order to|so that|per (?:\S+ ){1,4}(?:policy|policies|law|rules?|regulations?|guidelines?|requirements?|standards?|agreement|contract|request|memo|memorandum|instructions?|notice|bulletin|directive|decision|manual|handbook|code|charter|statute|terms)\b|as (?:a |an |the )?(?:\S+ ){1,3}(?:i|we) )/;
const behind =
  /^(?:because|due to|owing to|on account of|for (?:\S+ ){1,3}reasons?$|in order to|so that|for the sake of|as required by|as per|in line with|in accordance with|according to|pursuant to)(?: |$)/;
/** A reason when a comma is before it and a clause of its own behind it: "…, since the owner is away". */
const clause = /^(?:since|as) (?!(?:long|soon|well|far|for|if|per|of|is|are|was|were|with|to|and|or)\b)/;
const verb =
  /\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|cannot|must|will|would|may|might|needs?|matters?|ends?|costs?|takes?|leads?|means?|got|happened|lost|belongs?|depends?|requires?|exists?|applies|runs?|remains?|breaks?|causes?|expires?|stops?|starts?|stays?|works?|fails?)\b/;
/** A reason with these says when or for whom, after all. */
const restricts = /\b(?:if|unless|when|whenever|except|only|otherwise|until|while|provided|where|but)\b/;

/** The ways to take a reason that is called one off a sentence: "Because of the fire, …", "…, because it is risky". */
export function withoutStatedReason(tokens: readonly Token[]): readonly WithReason[] {
  const found: WithReason[] = [];
  if (called.test(patternText(tokens))) {
    for (const [at, token] of tokens.entries()) {
      if (at < 2 || token.kind !== "mark" || !/^[,:]$/.test(token.text)) continue;
      found.push({ own: tokens.slice(at + 1), reason: tokens.slice(0, at) });
    }
  }
  for (const [at, token] of tokens.entries()) {
    if (at < 3 || token.kind !== "word") continue;
    const comma = tokens[at - 1]?.kind === "mark" ? 1 : 0;
    const text = patternText(tokens.slice(at));
    const loosely = comma === 1 && tokens[at - 1]?.text === "," && isClause(text);
    if (!behind.test(text) && !loosely) continue;
    found.push({ own: tokens.slice(0, at - comma), reason: tokens.slice(at), loosely });
    break;
  }
  return found.filter(({ reason }) => !restricts.test(patternText(reason))).slice(0, 4);
}

/** Whether "since" or "as" gives a reason: a number, a date or a quotation would say since when, or as what. */
function isClause(text: string): boolean {
  return (
    clause.test(text) &&
    verb.test(text) &&
    !/[#",:;()]|\b(?:users?|callers?)\b/.test(text) &&
    text.split(" ").length > 3
  );
}

const whetherAhead = /^(?:whether or not (?:[^,#":]+ )|(?:whether )?(?:[^,#": ]+ ){1,5}or not ),/;
const whetherBehind = /, (?:whether or not [^,#":]+|(?:whether )?(?:[^,#": ]+ ){1,5}or not)(?: [.!])?$/;

const rules =
  /\b(?:may|can|must|shall|should|cannot|only|allow\w*|permit\w*|block\w*|den(?:y|ied)|forbid\w*|if|unless|when|except)\b/;

/** The sentence without what says that something is the same in both cases: "Urgent or not, …", "…, whether it is urgent or not". */
export function withoutEitherWay(tokens: readonly Token[]): WithReason | undefined {
  const text = patternText(tokens);
  if (!/\bor not\b/.test(text)) return undefined;
  const commas = tokens.flatMap((token, at) => (token.kind === "mark" && token.text === "," ? [at] : []));
  const first = commas[0] ?? 0;
  const last = commas.at(-1) ?? 0;
  const found = whetherAhead.test(text)
    ? { own: tokens.slice(first + 1), reason: tokens.slice(0, first) }
    : whetherBehind.test(text)
      ? { own: tokens.slice(0, last), reason: tokens.slice(last + 1) }
      : undefined;
  return found === undefined || rules.test(patternText(found.reason)) ? undefined : found;
}

/** The places where a remark may follow a rule: "- the gym is closed then". */
export function withoutRemark(tokens: readonly Token[]): readonly WithReason[] {
  const found: WithReason[] = [];
  for (const [at, token] of tokens.entries()) {
    if (at < 3 || at > tokens.length - 3 || token.kind !== "mark" || !/^[–—.!-]$/.test(token.text)) continue;
    const reason = tokens.slice(at + 1);
    if (!isRemark(reason)) continue;
    found.push({ own: tokens.slice(0, at), reason });
  }
  return found.slice(-2);
}

/** Whether a sentence of its own only tells something: it has a verb, and no word that could rule or restrict. */
export function isRemark(tokens: readonly Token[]): boolean {
  const text = patternText(tokens);
  return /\b(?:is|are|was|were|has|have|had|lost|costs?|happened|got)\b/.test(text) && !effects.test(text);
}

const effects =
  /\b(?:may|can|must|shall|should|cannot|not|no|never|only|unless|except|if|when|while|until|provided|but|or|and|allow\w*|permit\w*|block\w*|den(?:y|ied|ies)|forbid\w*|refus\w*|reject\w*|who|whose|which|where)\b/;
