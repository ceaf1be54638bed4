import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

/** A sentence in its rule and a reason that is called one. */
export interface WithReason {
  readonly own: readonly Token[];
  readonly reason: readonly Token[];
  /** Whether it may be a condition after all: only "since", "as" or "which" begins it. */
  readonly loosely?: boolean;
}

const called =
  /^(?:because|due to|owing to|on account of|thanks to|for (?:\S+ ){1,3}reasons?|for the sake of|in (?:the )?light of|in view of|in response to|considering|as a result of|as a consequence of|by (?:order|decision|decree|instruction) of|on (?:the )?(?:orders|advice|instructions?) of|at the request of|(?:after|following) (?:the|our|this|last|recent|yesterday) (?:[^\s#]+ ){0,3}(?:incident|accident|breach|outage|fraud|scandal|theft|robbery|attack)s?\b|in line with|in accordance with|according to|pursuant to|in keeping with|as required by|as per|given that|to (?:prevent|avoid|protect|comply with|reduce|limit|stop) |in order to|so that|per (?:\S+ ){1,4}(?:policy|policies|law|rules?|regulations?|guidelines?|requirements?|standards?|agreement|contract|request|memo|memorandum|instructions?|notice|bulletin|directive|decision|manual|handbook|code|charter|statute|terms)\b|as (?:a |an |the )?(?:\S+ ){1,3}(?:i|we) )/;
const behind =
  /^(?:because|due to|owing to|on account of|for (?:\S+ ){1,3}reasons?$|in order to|so that|for the sake of|as required by|as per|in line with|in accordance with|according to|pursuant to)(?: |$)/;
/** A reason when a comma is before it and a clause of its own behind it: "…, since the owner is away". */
const clause =
  /^(?:since|as) (?!(?:long|soon|well|far|for|if|per|of|is|are|was|were|do|does|did|has|have|had|must|may|can|cannot|should|shall|will|would|with|to|and|or|be|being)\b)/;
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
  const ahead = sinceAhead(tokens);
  if (ahead > 0) {
    found.push({ own: tokens.slice(ahead + 1), reason: tokens.slice(0, ahead), loosely: true });
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

/** Where "Since the accident last winter, …" or "As the dock was robbed, …" ends; 0 where a sentence begins otherwise. */
function sinceAhead(tokens: readonly Token[]): number {
  const comma = tokens.findIndex((token) => token.kind === "mark" && token.text === ",");
  const text = patternText(tokens.slice(0, Math.max(0, comma)));
  if (comma < 3 || !clause.test(text) || /[#":;()]|\b(?:users?|callers?|then)\b/.test(text)) return 0;
  return /^since /.test(text) || verb.test(text) ? comma : 0;
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

/** The places where a remark may follow a rule: "- the gym is closed then", ", which are closed". */
export function withoutRemark(tokens: readonly Token[]): readonly WithReason[] {
  const found: WithReason[] = [];
  for (const [at, token] of tokens.entries()) {
    if (at < 3 || at > tokens.length - 3 || token.kind !== "mark" || !/^[–—.!,-]$/.test(token.text)) continue;
    // ", which are closed" tells something of what was named
    const which = /^(?:which|who) (?:is|are|was|were|has|have|had) /.test(patternText(tokens.slice(at + 1)));
    if (token.text === "," && !which) continue;
    const reason = tokens.slice(at + (which ? 2 : 1));
    if (!isRemark(reason)) continue;
    found.push({ own: tokens.slice(0, at), reason, loosely: which });
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
