import type { ToolChoice } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Vocabulary, VocabularyTarget, VocabularyTool } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import { respelt } from "../words/respelt.ts";
import { isVerb, sameNoun } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { isVague, vagueAdvice } from "../words/vague-words.ts";
import { glossedTool } from "./glossed-tool.ts";
import { matchTools } from "./match-tools.ts";
import { refusePeople } from "./people-in-phrase.ts";
import { chosenByReading, readingPhrase, scopeOfTargets } from "./reading-tools.ts";
import { refuseTools } from "./refuse-tools.ts";
import { severalTargets } from "./several-targets.ts";

/** What a phrase says of tools: one choice, or single tools of which only the conditions can tell which is meant. */
export type ReadTools =
  | { readonly kind: "choice"; readonly choice: ToolChoice }
  | { readonly kind: "candidates"; readonly tools: readonly VocabularyTool[] };

const every =
  /^(?:(?:to )?(?:use|using|call|calling|invoke|invoking|access|accessing|perform|performing|run|running|execute|executing|do|doing|used|called|invoked|accessed|run|the use of|use of|calls to|access to) )?(?:(?:all|any|every|each)(?: of)?(?: the| available| other)? (?:tools?|actions?|operations?|functions?|tool calls?|calls?|requests?|things?)|everything|anything|all)(?: (?:at all|whatsoever|(?:on|of|in|from|behind|through|via) (?:the|this) gateway|at this gateway|available))?$/;
const plural = /^(?:tools|operations|actions|functions|calls|requests|endpoints|apis)$/;
const anyTool = /\b(?:any|every|each|no) (?:\S+ )?(?:tool|operation|action|function|endpoint)\b/;
const grouped = /^(?:target|api|service|server|tools?|operations?|actions?|functions?|endpoints?)$/;
const small = new Set(
  "a an the all any every each of in on from to for use using call calling invoke invoking access accessing perform performing run running execute executing target api service server tools tool operations operation actions action functions function endpoints endpoint".split(
    " ",
  ),
);

/** The tools that the phrase names; throws {@link Refusal} with the word that fits none. */
export function readTools(phrase: readonly Token[], vocabulary: Vocabulary, notes: string[]): ReadTools {
  refusePeople(phrase, vocabulary);
  const text = phrase.map((token) => (token.kind === "word" ? token.lower : token.text)).join(" ");
  const byReading = readingPhrase(phrase);
  const targets = byReading === undefined ? undefined : scopeOfTargets(byReading, vocabulary);
  if (byReading !== undefined && targets !== undefined)
    return { kind: "choice", choice: chosenByReading(byReading, targets, vocabulary, notes) };
  const scope = byReading === undefined ? undefined : readTools(byReading.all, vocabulary, notes);
  if (byReading !== undefined && scope?.kind === "choice" && scope.choice.kind !== "tools")
    return { kind: "choice", choice: chosenByReading(byReading, scope.choice, vocabulary, notes) };
  if (every.test(text)) return { kind: "choice", choice: { kind: "all" } };
  const glossed = glossedTool(phrase, vocabulary);
  if (glossed !== undefined) return { kind: "choice", choice: { kind: "tools", tools: [glossed] } };
  const ofTargets = severalTargets(phrase, vocabulary);
  if (ofTargets !== undefined) return { kind: "choice", choice: { kind: "tools", tools: ofTargets } };
  const listed = readList(phrase, vocabulary);
  if (listed !== undefined && listed.length > 1 && actsTwice(phrase))
    return { kind: "choice", choice: { kind: "tools", tools: listed } };
  const single = actsTwice(phrase) ? [] : matchTools(phrase, vocabulary);
  const target = targetOf(phrase, vocabulary);
  if (
    target !== undefined &&
    (single.length !== 1 ||
      anyTool.test(text) ||
      phrase.some((token) => token.kind === "word" && plural.test(token.lower)))
  ) {
    return { kind: "choice", choice: { kind: "target", target: target.name } };
  }
  const [only] = single;
  // "the Shell tool" of a target Shell that has several
  const others = target?.tools.filter((tool) => tool !== only) ?? [];
  if (only !== undefined && others.length > 0 && !phrase.some((token) => isOf(token, only.nameStems))) {
    refuse("These words fit several tools", spanOf(phrase), {
      candidates: [only, ...others].map(({ action }) => action).slice(0, 10),
      advice: "Name the tool.",
    });
  }
  // "book appointments and cancel appointments" is two tools, though all of its words fit one
  const several = single.length === 1 ? readList(phrase, vocabulary) : undefined;
  if (several !== undefined && several.length > 1)
    return { kind: "choice", choice: { kind: "tools", tools: several } };
  if (only !== undefined && single.length === 1)
    return { kind: "choice", choice: { kind: "tools", tools: [only] } };
  if (listed !== undefined) return { kind: "choice", choice: { kind: "tools", tools: listed } };
  if (single.length > 1) return { kind: "candidates", tools: single };
  const mended = respelt(phrase, vocabulary);
  if (mended !== undefined) {
    const again = readTools(mended.phrase, vocabulary, notes);
    notes.push(...mended.notes);
    return again;
  }
  const vague = phrase.find((token) => token.kind === "word" && isVague(token.lower));
  if (vague !== undefined) refuse(`"${vague.text}" has no exact meaning`, vague, { advice: vagueAdvice });
  refuseTools(phrase, vocabulary, spanOf(phrase));
}

function isOf(token: Token, stems: readonly string[]): boolean {
  return token.kind === "word" && stems.some((each) => each === token.stem || sameNoun(each, token.stem));
}

/** "all tools of the InsuranceAPI target", "payment operations". */
function targetOf(phrase: readonly Token[], { targets }: Vocabulary): VocabularyTarget | undefined {
  if (!phrase.some((token) => token.kind === "word" && grouped.test(token.lower))) {
    const [only] = phrase.filter((token) => token.kind !== "word" || !small.has(token.lower));
    const exact = phrase.filter((token) => token.kind !== "word" || !small.has(token.lower)).length === 1;
    return exact && only !== undefined && (only.kind === "word" || only.kind === "quoted")
      ? targets.find(({ name }) => name === only.text)
      : undefined;
  }
  const words = phrase.filter((token) => !(token.kind === "word" && small.has(token.lower)));
  if (words.length === 0) return undefined;
  const fits = targets.filter((target) => {
    const [only] = words;
    if (
      words.length === 1 &&
      only !== undefined &&
      (only.kind === "word" || only.kind === "quoted") &&
      only.text.toLowerCase() === target.name.toLowerCase()
    )
      return true;
    return (
      words.every(
        (token) =>
          token.kind === "word" &&
          target.stems.some((each) => each === token.stem || sameNoun(each, token.stem)),
      ) &&
      target.stems.every((each) =>
        words.some((token) => token.kind === "word" && (each === token.stem || sameNoun(each, token.stem))),
      )
    );
  });
  return fits.length === 1 ? fits[0] : undefined;
}

/** Whether two verbs are joined, as in "book appointments and cancel appointments": then no one tool is all that is meant. */
function actsTwice(phrase: readonly Token[]): boolean {
  return phrase.some((token, at) => {
    const [before, after] = [phrase[0], phrase[at + 1]];
    const joins = token.kind === "word" && /^(?:and|or|nor)$/.test(token.lower);
    return (
      joins && before?.kind === "word" && isVerb(before.stem) && after?.kind === "word" && isVerb(after.stem)
    );
  });
}

/** "get policy and get claim status", "approve or reject transfers", "read contract details and claim status". */
function readList(phrase: readonly Token[], vocabulary: Vocabulary): readonly VocabularyTool[] | undefined {
  const parts: Token[][] = [[]];
  for (const token of phrase) {
    const joins =
      (token.kind === "word" && /^(?:and|or|nor)$/.test(token.lower)) ||
      (token.kind === "mark" && /^[,&/]$/.test(token.text));
    if (joins) parts.push([]);
    else if (!(token.kind === "word" && /^(?:both|either|to|from)$/.test(token.lower)))
      parts.at(-1)?.push(token);
  }
  const some = parts.filter((part) => part.length > 0);
  if (some.length < 2) return undefined;
  const [first = []] = some;
  const object = (some.at(-1) ?? []).slice(1);
  const found: VocabularyTool[] = [];
  for (const part of some) {
    const tries = [
      part,
      ...(part === some.at(-1) ? [] : [[...part, ...object]]),
      ...(part === first ? [] : [[...first.slice(0, 1), ...part]]),
    ];
    const [tool] = tries
      .map((each) => matchTools(each, vocabulary))
      .filter((tools) => tools.length === 1)
      .flat();
    if (tool === undefined) return undefined;
    if (!found.includes(tool)) found.push(tool);
  }
  return found;
}
