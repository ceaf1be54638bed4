import { accountedFor } from "./checks/accounted-for.ts";
import type { TextSpan } from "./refusal.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Why a sentence belongs to no Cedar policy, and the words that show it. */
export interface OutsideCedar {
  readonly reason: string;
  readonly span: TextSpan;
}

const duration =
  "(?:\\d+|a|an|one|two|three|five|ten|fifteen|thirty|sixty|few)?[ -]?(?:second|sec|minute|min|hour|day|week|month|year)s?";

const history =
  "It depends on earlier calls. A Cedar policy sees one call at a time; limits over time and orders of calls need AWS's temporal policies, which are not supported yet.";
const session =
  "It depends on the session. A Cedar policy sees one call at a time and nothing of the session it belongs to.";
const calendar =
  "Weekdays and holidays cannot be told by a Cedar policy here; hours of the day in UTC and dates can.";
const output = "It depends on what the tool answers. A policy decides before the tool is called.";
const content =
  "It depends on what a text means. That takes a guardrail, which is not supported yet; a policy can test for exact words only.";
const approval = "It asks for an action, such as an approval or a message. A policy can only allow or deny.";

/** What Cedar cannot express here; the first that fits tells the reason. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `\\b(?:within|in|during|over|for|of) (?:the )?(?:last|past|previous|preceding|prior) ${duration}\\b`,
      "i",
    ),
    history,
  ],
  [
    new RegExp(
      `\\b(?:in|within|during|over) (?:any|a|an|each|every|one)\\b ?(?:given |rolling |sliding )?${duration}\\b`,
      "i",
    ),
    history,
  ],
  [
    // "longer than a day", "up to half a second" are no rate
    /\b(?:per|each|every|(?<!\b(?:half|than|most|least|to|about|exactly|exceeds?|exceeding|lasts?|lasting|takes?|taking) )a) (?:second|minute|hour|day|week|month|year|session|conversation|user per)\b/i,
    history,
  ],
  [
    /\b(?:daily|hourly|weekly|monthly|yearly|annual(?:ly)?|cumulative(?:ly)?|rolling) (?:limit|total|cap|budget|quota|sum|amount|spend|maximum)\b/i,
    history,
  ],
  [
    /\b(?:\d+|two|three|four|five|six|ten) times\b|\b(?:twice|thrice|more than once|only once|at most once|rate[- ]limit\w*|throttl\w+|cool ?down|in a row|consecutive(?:ly)?|repeated(?:ly)?)\b/i,
    history,
  ],
  [new RegExp(`\\b(?:within|for|after|in) ${duration} (?:of|after|before|since)\\b`, "i"), history],
  [
    /\b(?:sum|total|count|number) of (?:the |all )?(?:\w+ ){0,4}(?:so far|across|transfers?|requests?|calls|refunds|payments)\b/i,
    history,
  ],
  [
    /\b(?:has|have|had) (?:already |previously |first |not |never |been |just ){0,3}(?:been )?(?:called|completed|accessed|looked up|verified|approved|confirmed|requested|consumed|run|executed|used|transferred|sent|read|viewed|checked|failed|succeeded)\b/i,
    history,
  ],
  [
    /\b(?:once|after|until|before|unless|if) (?:\S+ ){0,6}(?:has|have|had) (?:been |already )?(?!been\b)\p{L}+(?:ed|en|un)\b/iu,
    history,
  ],
  [
    /\b(?:previously|earlier|beforehand|already(?: \p{L}+)?|most recent(?:ly)?|last call|previous calls?|prior calls?|first call\w*|history of|followed by|preceded by|so far)\b/iu,
    history,
  ],
  [
    /\b(?:completed|called|ran|failed|succeeded) within\b|\bwithin (?:\d+|one|two|five|ten) (?:seconds|minutes|hours|days)\b/i,
    history,
  ],
  [/\b(?:session|conversation|transcript|chat|context window|remainder of)\b/i, session],
  [
    /\b(?:week ?days?|week ?ends?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|holidays?|business days?|working days?|work days?)\b/i,
    calendar,
  ],
  [
    /\b(?:response|output|answer|result|reply)s? (?:of|from|contains?|includes?|is|are|has|have|must|should|returned)\b|\b(?:returns?|returned|responds?)\b/i,
    output,
  ],
  [
    /\b(?:social security|ssns?|pii|personally identifiable|personal (?:data|information)|credit card numbers?|prompt[- ]?injections?|jailbreak\w*|toxic\w*|profan\w+|hate(?:ful)? speech|offensive|harmful|sexual|violen\w+|malware|sensitive (?:data|information|content)|sentiment|sarcas\w+|abusive|phishing|spam|confidential (?:data|information)|secrets?|passwords? in|sounds?|seems?|appears?|looks like)\b/i,
    content,
  ],
  [
    /\b(?:ask|asks|asking|require|requires|requiring|need|needs|request|requests|get|gets|seek|wait for|waits for|with|without|until|obtain)\b(?: \S+){0,4} (?:approval|confirmation|consent|sign-off|permission from|mfa|second factor)\b/i,
    approval,
  ],
  [
    /\b(?:notify|notifies|alert|alerts|redact|redacts|mask|masks|escalate|escalates|warn|warns|human review|double[- ]check|prompt the user|ask the user|approved by|confirmed by|supervisor approves|manager approves|human approves)\b/i,
    approval,
  ],
];

/**
 * The words of the sentence that no Cedar policy can act on, if there are any. Quoted text is not looked at, nor words
 * that name something of a tool: a "session" may be what a tool books.
 */
export function outsideCedar(
  sentence: string,
  start: number,
  vocabulary: Vocabulary,
): OutsideCedar | undefined {
  const unquoted = sentence
    .replaceAll(/"[^"]*"|“[^”]*”/g, (quoted) => " ".repeat(quoted.length))
    .replaceAll("’", "'");
  for (const [pattern, reason] of patterns) {
    for (const found of unquoted.matchAll(new RegExp(pattern, `g${pattern.flags}`))) {
      const rest = `${unquoted.slice(0, found.index)} ${unquoted.slice(found.index + found[0].length)}`;
      if (accountedFor(found[0], rest, vocabulary)) continue;
      return { reason, span: { start: start + found.index, end: start + found.index + found[0].length } };
    }
  }
  return undefined;
}
