import type { Vocabulary } from "../vocabulary.ts";
import { hasParticipleForm } from "../words/participles.ts";
import { sameVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

/** A clause that says that a tool is called: "a bill is adjusted by more than $25". */
export interface ActClause {
  readonly object: readonly Token[];
  readonly verb: Token;
  readonly rest: readonly Token[];
}

const mostWords = 8;

/** The clause in its parts, if its verb is one that a tool is named after. */
export function actClause(tokens: readonly Token[], { tools }: Vocabulary): ActClause | undefined {
  const copula = tokens.findIndex(
    (token, at) => at > 0 && token.kind === "word" && /^(?:is|are|was|were|gets|get)$/.test(token.lower),
  );
  if (copula < 1 || copula > mostWords) return undefined;
  const being = /^(?:being|to be)\b/.exec(patternText(tokens.slice(copula + 1, copula + 3)))?.[0];
  const at = copula + 1 + (being === undefined ? 0 : being.split(" ").length);
  const [object, verb] = [tokens.slice(0, copula), tokens[at]];
  if (object.some((token) => token.kind === "mark" || (token.kind === "word" && joints.test(token.lower))))
    return undefined;
  if (verb?.kind !== "word" || !hasParticipleForm(verb)) return undefined;
  const isAct = tools.some(
    ({ nameStems: [own = ""], fields }) =>
      sameVerb(own, verb.stem) &&
      !fields.some(({ shape, nameStems }) => shape.kind === "bool" && nameStems.includes(verb.stem)),
  );
  return isAct ? { object, verb, rest: tokens.slice(at + 1) } : undefined;
}

const joints = /^(?:and|or|nor|that|which|who|whose|not|no|only)$/;
const requirement =
  /^[^,:#(]+ (?:is|are) (?:required|needed|necessary|mandatory|compulsory|obligatory)$|^[^,:#(]+ (?:must|has to|have to|needs to|need to|shall|should) (?:be (?:given|provided|specified|stated|supplied|included|attached|present|entered|set)|have|include|carry|contain|give|state)\b/;

/** "When a bill is adjusted, a reason code is required" as "a reason code is required when a bill is adjusted". */
export function requirementFirst(tokens: readonly Token[], vocabulary: Vocabulary): readonly Token[] {
  const [first] = tokens;
  if (first?.kind !== "word" || !/^(?:when|whenever|if|where|once)$/.test(first.lower)) return tokens;
  const comma = tokens.findIndex((token) => token.kind === "mark" && token.text === ",");
  const end = tokens.findLastIndex((token) => token.kind !== "mark") + 1;
  const act = comma < 3 ? undefined : actClause(tokens.slice(1, comma), vocabulary);
  if (act === undefined) return tokens;
  const then = tokens[comma + 1];
  const main = tokens.slice(comma + (then?.kind === "word" && then.lower === "then" ? 2 : 1), end);
  const text = patternText(main);
  // "…, it must be insured" speaks of what the clause does
  const isOfIt = /^(?:it|they) (?:must|has to|have to|needs to|need to) be /.test(text);
  if (!isOfIt && !requirement.test(text)) return tokens;
  const subject = isOfIt ? [...act.object, ...main.slice(1)] : main;
  return [...subject, ...tokens.slice(0, comma), ...tokens.slice(end)];
}
