import { comparatives, measures } from "../amounts/dimensions.ts";
import type { Token } from "../words/tokens.ts";

const endsTools = new Set(
  "when whenever if unless except only where whose while provided during without outside until assuming having excluding that which who but".split(
    " ",
  ),
);

const soft = new Set(
  "they everywhere once within inside upon lacking for with of in into to from at on against worth valued totaling by under over above below up less more at between before after exceeding greater no not through via as costing using ( and , : – — - higher lower fewer capped limited regardless since starting 's".split(
    " ",
  ),
);

const comparing = new Set([
  ...comparatives.keys(),
  ...measures.keys(),
  ..."max maximum minimum exactly strictly precisely whatever irrespective independent independently anywhere everywhere negative positive prior daily effective beginning throughout earlier later till other different > < >= <= ≥ ≤ =".split(
    " ",
  ),
]);

/** Names of tools are short: the shortest beginnings are tried. */
const mostSplits = 16;

/** Words behind which a noun may go on: `gates whose name starts with "B"`, `every channel except "announcements"`. */
const goesOn = new Set("whose that which except excluding other but".split(" "));

/** Where the words for the tools may end, longest first; the first word that must begin a modifier ends them. */
export function splitPoints(
  tail: readonly Token[],
  wanted: "longest" | "whole",
  nouns: "short" | "long" = "short",
): readonly number[] {
  const points: number[] = [];
  let end = tail.length;
  for (const [at, token] of tail.entries()) {
    const word = token.kind === "word" ? token.lower : token.kind === "mark" ? token.text : "";
    if (at > 0 && nouns === "long" && goesOn.has(word)) {
      points.push(at);
      continue;
    }
    if (at > 0 && endsTools.has(word) && word !== "but") {
      end = at;
      break;
    }
    if (at === 0 && endsTools.has(word)) {
      end = 0;
      break;
    }
    // "order a maximum of 10 parts"
    const before = tail[at - 1];
    if (/^(?:maximum|minimum|total)$/.test(word) && before?.kind === "word" && /^an?$/.test(before.lower))
      points.push(at - 1);
    if (
      soft.has(word) ||
      comparing.has(word) ||
      word === "but" ||
      isParticiple(tail, at) ||
      (/^(?:each|every)$/.test(word) && isWord(tail[at + 1], "day")) ||
      token.kind === "number" ||
      token.kind === "time" ||
      token.kind === "quoted"
    )
      points.push(at);
  }
  const all = [end, ...points.filter((at) => at < end).reverse()];
  return wanted === "whole" ? [tail.length] : all.slice(-mostSplits);
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.lower === word;
}

/** "insured for up to …", "asking between …": a participle before the words of a condition. */
function isParticiple(tail: readonly Token[], at: number): boolean {
  const [token, next] = [tail[at], tail[at + 1]];
  if (at === 0 || token?.kind !== "word" || !/\p{L}{3,}(?:ed|ing)$/u.test(token.lower)) return false;
  return (
    next?.kind === "number" || (next?.kind === "word" && (soft.has(next.lower) || comparing.has(next.lower)))
  );
}
