import { noRule } from "../rule/read-rule.ts";
import type { TranslatedFragment } from "../translation.ts";
import type { VocabularyTool } from "../vocabulary.ts";
import { tokensOf, type WordToken } from "../words/tokens.ts";

const backward =
  /^(?:\(|but\b|however|except|unless|otherwise|else|only|it|this|that|they|these|those|the same|and|or|not|nobody else|no one else|everyone else|others)\b/i;

/** With these a line or sentence only goes on with what stands before it. */
const goesOn =
  /^(?:in|on|at|to|into|with|without|within|of|up to|at most|at least|under|over|below|above|less than|more than|provided|as long as)\b/i;

const ownRule =
  /^(?:allow|permit|authori[sz]e|let|grant|block|deny|forbid|disallow|prevent|prohibit|reject|disable|never|do not|don't|require|users?|all users|anyone|everyone|nobody|no one)\b/i;

/** Words that may take something from the permission before them. */
const takingBack = [
  /^(?:never|none|no)\b/i,
  /\b(?:excluded|exempt(?:ed)?|off[- ]limits|out of bounds)\b/i,
  /^(?:the )?[\w-]+(?: (?:and |or )?[\w-]+)? (?:is|are) (?:not(?: \w+)?|never(?: \w+)?|forbidden|prohibited|denied|blocked|banned)\W*$/i,
  // "Privacy is for admins"
  /^(?:the )?[\w-]+(?: [\w-]+){0,3} (?:is|are) (?:only )?(?:for|up to|left to|reserved|restricted)\b/i,
  // "The amount must not exceed $100"
  /^the (?:[\w-]+ ){1,4}(?:must|may|can|cannot|should|shall|has to|have to|is limited|are limited|is capped|are capped)\b/i,
  // "Both parties must have signed", "Larger amounts need a note", "Max $500"
  /^(?!users? with |role )[\w\s$,.%-]{0,60}\b(?:must|needs?|requires?|required|max(?:imum)?|min(?:imum)?|limit)\b/i,
  /^(?:\w+: )?(?:deny|block|forbid|not) [\w-]+\W*$/i,
  // "Allow only if A", "Deny the call unless B": no rule of its own
  /^(?:allow|permit|accept|approve|grant|deny|block|forbid|reject|refuse)(?: (?:it|this|that|(?:the|such|all)? ?(?:calls?|requests?)))?(?: only)? (?:if|when|whenever|unless|where|provided)\b/i,
];

/** Words within a rule that speak of the rule before it. */
const pointing =
  /\b(?:it|them|then|such|(?:this|that|these|those) (?:roles?|users?|groups?|callers?|tools?|calls?|cases?|accounts?))\b/i;

/** What follows a semicolon, or points back, may restrict what stands before: where it is refused, so is the permission. */
export function dependsOnRefused(
  text: string,
  parts: readonly (readonly TranslatedFragment[])[],
  index: number,
): boolean {
  if (isSpokenOfElsewhere(parts, index)) return true;
  // "Under $500 only. Role x may …"
  const ahead = parts[index - 1]?.every((each) => goesOnSpeaking(each) && bounds.test(each.text)) === true;
  if (ahead && parts[index - 1]?.length !== 0) return true;
  const next = parts[index + 1];
  const [own] = parts[index] ?? [];
  const [first] = next ?? [];
  if (next === undefined || first === undefined || own === undefined) return false;
  const between = text.slice(parts[index]?.at(-1)?.end ?? 0, first.start);
  const joined = (between.includes(";") && !ownRule.test(first.text)) || backward.test(first.text);
  const refused = next.some(({ result }) => result.kind !== "policy");
  if (refused && next.some(goesOnSpeaking)) return true;
  if (refused && (goesOn.test(first.text) || takingBack.some((each) => each.test(first.text)))) return true;
  if (refused && next.some(({ text: own }) => pointing.test(own))) return true;
  return joined && (refused || dependsOnRefused(text, parts, index + 1));
}

/** Whether a refused fragment decides nothing by itself, and so may restrict what stands before it: "IR excepted.", "Office hours only.", "Interns are out." */
function goesOnSpeaking({ result, text }: TranslatedFragment): boolean {
  return result.kind !== "policy" && !ownRule.test(text) && !verdict.test(text);
}

const bounds =
  /\b(?:only|under|over|below|above|up to|at most|at least|less than|more than|until|during|between|except|without|never|no|not)\b/i;
const verdict =
  /\b(?:allow\w*|permit\w*|may|can|cannot|can't|must|mustn't|shall|should|(?:is|are|be) (?:not |never |only )?(?:allowed|permitted|authori[sz]ed|forbidden|blocked|denied|prohibited|able|free)|allowed to|may not)\b/i;

/**
 * "Payments above 5000 are out of scope", "secret files only for admins": what names what a permission beside it allows, and
 * is more than a permission of its own, may take from it.
 */
function isSpokenOfElsewhere(parts: readonly (readonly TranslatedFragment[])[], index: number): boolean {
  const tools = (parts[index] ?? []).flatMap(({ result }) =>
    result.kind === "policy" &&
    result.intermediate.effect === "permit" &&
    result.intermediate.tools.kind === "tools"
      ? result.intermediate.tools.tools
      : [],
  );
  return parts.some(
    (part, at) =>
      at !== index &&
      part.some(
        ({ result, text }) =>
          result.kind !== "policy" &&
          (denies.test(text) ||
            (at > index && ((result.kind === "refused" && result.reason === noRule) || takes.test(text)))) &&
          tokensOf(text).some(
            (token) => token.kind === "word" && tools.some((tool) => speaksOf(token, tool, at > index)),
          ),
      ),
  );
}

/** Whether a word names what a tool does, or behind a permission ("Private means admin") one of its arguments. */
function speaksOf({ stem }: WordToken, { nameStems, fields }: VocabularyTool, behind: boolean): boolean {
  return nameStems.includes(stem) || (behind && fields.some((field) => field.nameStems.includes(stem)));
}

/** What no permission says that is nothing but one. */
const denies =
  /\b(?:only|except|unless|must|limited|capped|exceed|block\w*|den(?:y|ies|ied)|forbid\w*|never|not?|nobody|cannot|prohibit\w*|reserved|is for|are for)\b/i;
const takes = /\b(?:only|except|unless|must|needs?|requires?d?|limited|capped|exceed)\b/i;

const restricted =
  "Another part of the text may restrict this permission and is not understood, so neither is written";

/** Why a permission that answers a question is not written: the question says for whom. */
export const answersQuestion = "It answers a question that is not understood, so nothing is allowed";

/** Why neither of two permissions is written of which one is the other with a condition more. */
export const narrowed =
  "Two rules allow the same to the same callers, or to everyone, one of them under a condition more: that would allow it without the condition";

/** The fragment with its permission, if it is one, refused. */
export function withdrawn(fragment: TranslatedFragment, why = restricted): TranslatedFragment {
  const { result } = fragment;
  if (result.kind !== "policy" || result.intermediate.effect === "forbid") return fragment;
  const span = { start: fragment.start, end: fragment.end };
  return {
    ...fragment,
    result: {
      kind: "refused",
      reason: why,
      span,
      candidates: [],
      advice: "Write each rule in a sentence that says all.",
    },
  };
}
