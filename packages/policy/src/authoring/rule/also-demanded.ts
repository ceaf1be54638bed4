import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/**
 * Throws for "must be sent by role x with a note", "… by role x in csv", "… by role x for up to $50": whether that is demanded as
 * well, or tells which calls are meant, is not said. A place tells which: "… by role x in production".
 */
export function refuseAlsoDemanded(phrases: readonly (readonly Token[])[], { vocabulary }: Context): void {
  const found = phrases.find((phrase) => {
    const text = patternText(phrase);
    if (demanding.test(text)) return true;
    return /^in /.test(text) && phrase.slice(1, 4).some((token) => isManner(token, vocabulary.tools));
  });
  if (found === undefined) return;
  refuse("It is not certain whether this is demanded as well", spanOf(found), {
    advice:
      "Write what is demanded beside it in a sentence of its own, or say of which calls it is with “when”.",
  });
}

type Tools = Context["vocabulary"]["tools"];

const demanding =
  /^(?:with|without|using|via|as)\b|^(?:for .*)?\b(?:up to|at most|no more than|not more than|no longer than|below|under|less than)\b|^in [\w ]*\b(?:formats?|currency|currencies|languages?|dollars|euros|pounds|USD|EUR|GBP|CHF|JPY)\b/i;

/** Whether the word is a value of an argument that is no place: a format, a currency, a language. */
function isManner(token: Token, tools: Tools): boolean {
  if (token.kind !== "word" && token.kind !== "quoted") return false;
  const said = token.text.toLowerCase();
  return tools.some(({ fields }) =>
    fields.some(
      ({ path, values }) =>
        values.some((value) => value.toLowerCase() === said) && !places.test(path.at(-1) ?? ""),
    ),
  );
}

const places =
  /env|stage|region|countr|state|city|site|zone|area|ward|room|building|location|market|campus|district|cluster|account|channel|folder|project|department|team|tier|port|hub|store|branch|office/i;
