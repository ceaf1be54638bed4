import { nameWords, type Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

const particles = /^(?:up|out|off|in|on|down|over|back|away)$/;
const farthest = 5;
/** Behind these the small word is the verb's: "check guests in if …", not "in the lobby". */
const follows =
  /^(?:when|whenever|if|unless|except|only|provided|once|as|but|and|or|while|where|before|after|for|with|without|by|at|from|until)$/;
const ends =
  /^(?:when|whenever|if|unless|except|only|provided|once|and|or|but|may|can|must|is|are|not|to|that|which|who|with|for)$/;

/** "check attendees in" as "check in attendees", where a tool is called so; undefined where no verb stands apart from its small word. */
export function withParticleBeside(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  const verbs = tools.flatMap(({ name }) => {
    const [verb = "", particle = ""] = nameWords(name);
    return particles.test(particle) ? [{ verb: stem(verb), particle }] : [];
  });
  if (verbs.length === 0) return undefined;
  for (const [at, token] of tokens.entries()) {
    const own = token.kind === "word" ? verbs.filter(({ verb }) => verb === token.stem) : [];
    if (own.length === 0) continue;
    for (let to = at + 2; to <= at + farthest; to += 1) {
      const particle = tokens[to];
      const between = tokens.slice(at + 1, to);
      if (between.some((each) => each.kind !== "word" || ends.test(each.lower))) break;
      if (particle?.kind !== "word" || !own.some((each) => each.particle === particle.lower)) continue;
      const next = tokens[to + 1];
      const isLast =
        next === undefined || next.kind === "mark" || (next.kind === "word" && follows.test(next.lower));
      if (!isLast) continue;
      return [...tokens.slice(0, at + 1), particle, ...between, ...tokens.slice(to + 1)];
    }
  }
  return undefined;
}
