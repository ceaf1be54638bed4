import { refuse } from "../refusal.ts";
import { splitPoints } from "../sentence/split-points.ts";
import { objectOf } from "../tools/place-in-tool.ts";
import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import { allows, denials, offs, verdicts } from "../words/effect-words.ts";
import { spanOf } from "../words/reader.ts";
import { sameNoun, sameVerb } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";

/** The tool that itself does what a verb of refusal or permission says to the thing it is said of: "reject customers" is reject_customer's own deed. */
export function ownDeed(
  verb: readonly Token[],
  object: readonly Token[],
  vocabulary: Vocabulary,
): VocabularyTool | undefined {
  const [first, particle] = verb;
  const heads = headsOf(object);
  if (first?.kind !== "word" || heads.length === 0) return undefined;
  return vocabulary.tools.find(
    (tool) =>
      isVerbOf(first, tool) &&
      (particle?.kind !== "word" || tool.nameStems.includes(particle.stem)) &&
      heads.some((head) => isThingOf(head, tool, vocabulary)),
  );
}

/** Throws where words of refusal or permission may as well be what a tool itself does. */
export function refuseOwnDeed(
  verb: readonly Token[],
  object: readonly Token[],
  vocabulary: Vocabulary,
): void {
  const tool = ownDeed(verb, object, vocabulary);
  if (tool === undefined || isOnlyOne(tool, verb, object, vocabulary)) return;
  const said = verb.map(({ text }) => text).join(" ");
  refuse(`"${said}" may be what this rule does, or what the tool ${tool.name} does`, spanOf(verb), {
    candidates: [tool.action],
    advice: `Write "Allow …" or "Forbid …" before what is done, or name the tool, as in "Forbid using ${tool.name} …".`,
    telling: true,
  });
}

/** "Allow overdrafts" of allow_overdraft is a permission, where no other tool has to do with them. */
function isOnlyOne(
  tool: VocabularyTool,
  [verb]: readonly Token[],
  object: readonly Token[],
  vocabulary: Vocabulary,
): boolean {
  if (verb?.kind !== "word" || !allows.includes(verb.lower)) return false;
  const heads = headsOf(object);
  return vocabulary.tools.every(
    (each) => each === tool || !heads.some((head) => isThingOf(head, each, vocabulary)),
  );
}

function isVerbOf({ lower, stem }: WordToken, { nameStems: [act = ""] }: VocabularyTool): boolean {
  if (act === stem) return true;
  const denies = verdicts.get(lower) === "forbid" || denials.includes(lower) || offs.includes(lower);
  return denies && sameVerb(act, stem);
}

/** The last word of each thing that is acted on, before anything more is said of them; none where the words begin with an act of their own. */
function headsOf(object: readonly Token[]): readonly WordToken[] {
  const [first] = object;
  if (first?.kind === "word" && /\p{L}{2,}ing$/u.test(first.lower)) return [];
  const end = splitPoints(object, "longest").at(-1) ?? object.length;
  return object.slice(0, Math.max(end, 1)).filter((token, at, all): token is WordToken => {
    const next = all[at + 1];
    const isLast = next === undefined || next.kind === "mark" || /^(?:and|or|nor)$/.test(next.text);
    return token.kind === "word" && isLast;
  });
}

/** Whether the noun is what the tool acts on, and no act of another tool. */
function isThingOf(head: WordToken, tool: VocabularyTool, { tools }: Vocabulary): boolean {
  const named = [...tool.nameStems.slice(1), ...objectOf(tool)];
  const things = named.length > 0 ? named : tool.descriptionStems.slice(1);
  if (things.some((each) => each === head.stem || sameNoun(each, head.stem))) return true;
  const act = verbOfAct(head.lower) ?? head.stem;
  const isAct = tools.some(({ nameStems }) => nameStems[0] === act);
  return !isAct && tool.descriptionStems.slice(1).some((each) => each === head.stem);
}
