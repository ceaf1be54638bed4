import type { Context } from "../context.ts";
import type { Reader } from "./reader.ts";
import { isVerb } from "./synonyms.ts";
import type { Token } from "./tokens.ts";

/** Whether the word's stem is one that the gateway's tools, or tools in general, are named after as a verb. */
export function isToolVerb(token: Token | undefined, { vocabulary }: Context): boolean {
  return (
    token?.kind === "word" &&
    (isVerb(token.stem) ||
      vocabulary.tools.some(
        ({ nameStems, descriptionStems }) =>
          nameStems[0] === token.stem || descriptionStems[0] === token.stem,
      ))
  );
}

/** "issued", "created, edited or deleted": the verbs behind "is", taken from the reader. */
export function takeParticiples(reader: Reader, context: Context): readonly Token[] | undefined {
  const from = reader.at;
  if (!isParticiple(reader.peek(), context)) return undefined;
  reader.at += 1;
  takeParticle(reader, context);
  for (;;) {
    const more = reader.attempt(() => {
      const comma = reader.take(",");
      const join = reader.take("and", "or", "nor");
      if (comma === undefined && join === undefined) return undefined;
      if (!isParticiple(reader.peek(), context)) return undefined;
      reader.at += 1;
      takeParticle(reader, context);
      return true;
    });
    if (more === undefined) break;
  }
  return reader.slice(from, reader.at);
}

/** "checked in": the small word that a tool's name has behind its verb. */
function takeParticle(reader: Reader, { vocabulary }: Context): void {
  const verb = reader.tokens[reader.at - 1];
  if (verb?.kind !== "word" || !/^(?:in|out|off|on|up|down|over|back)$/.test(reader.word())) return;
  const named = vocabulary.tools.some(
    ({ nameStems: [act, particle] }) => act === verb.stem && particle === reader.word(),
  );
  const next = reader.word(1);
  if (
    named &&
    (reader.peek(1) === undefined || /^[,.;!]$|^(?:when|if|unless|by|without|with|except|for)$/.test(next))
  )
    reader.at += 1;
}

const irregular =
  /^(?:sent|sold|paid|made|built|bought|read|run|shown|seen|given|taken|written|withdrawn|set|put|lent|held|drawn|done|cut|kept|shut|begun|found|lost|left|got|spent|told|brought|thrown|chosen|frozen|known|hidden|broken|driven|undone|reset|overridden|sealed|spoken|stolen|ridden|flown|grown|fed|led|won|hung|dug|stuck|struck|spun|caught|taught|sought|bound|ground|heard|laid|burnt|learnt|torn|worn|shaken)$/;

function isParticiple(token: Token | undefined, context: Context): boolean {
  return hasParticipleForm(token) && (isToolVerb(token, context) || isDone(token));
}

/** Whether the word looks like "issued" or "written", which "production" does not. */
export function hasParticipleForm(token: Token | undefined): boolean {
  return token?.kind === "word" && (/(?:ed|wn|[kpsdt]en)$/.test(token.lower) || irregular.test(token.lower));
}

/** "done", "performed": what is done, the subject says. */
function isDone(token: Token | undefined): boolean {
  return token?.kind === "word" && /^(?:done|performed|executed|used|called|invoked|made)$/.test(token.lower);
}
