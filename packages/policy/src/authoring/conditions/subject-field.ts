import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { argumentByNoun, identityByNoun } from "./argument-noun.ts";
import { type FieldKind, isOfKind, matchField, refuseField } from "./match-fields.ts";

/** Claims that arguments are often named like, too. */
const homonyms = new Set(["role", "roles", "scope", "scopes", "group", "groups", "username"]);

/** Throws where the subject is a name that both claims and arguments commonly have. */
export function refuseHomonym(subject: readonly Token[]): void {
  const words = subject.filter((token) => token.kind !== "word" || !/^(?:the|a|an)$/.test(token.lower));
  const [only] = words;
  if (words.length === 1 && only?.kind === "word" && homonyms.has(only.lower)) {
    refuse(`"${only.text}" may be the caller's claim or the tool's argument`, only, {
      advice: `Write "the user's ${only.lower}" or "the argument ${only.lower}".`,
    });
  }
}

/** The argument that the subject names; throws {@link Refusal} where none or several fit. */
export function fieldOf(subject: readonly Token[], kind: FieldKind, context: Context): VocabularyField {
  refuseHomonym(subject);
  const pointsBack = isPronoun(subject);
  if (pointsBack && context.last !== undefined && isOfKind(context.last, kind)) return context.last;
  const meant = pointsBack && context.noun !== undefined ? [context.noun] : subject;
  const match = matchField(meant, context.tools, kind);
  if (match.kind !== "one") {
    const own =
      kind === "text" && !pointsBack
        ? (ownName(subject, context) ?? calledById(subject, context))
        : undefined;
    if (own !== undefined) {
      context.last = own;
      return own;
    }
    // one that exists with another type is named, since its type is what does not fit
    const any = matchField(subject, context.tools, "any");
    if (any.kind === "one") {
      const vague = any.field.shape.kind;
      refuse(
        `"${any.field.path.join(".")}" is of the type ${vague}, which cannot be compared so`,
        spanOf(subject),
        {},
      );
    }
    refuseField(match, subject, context.tools, { start: 0, end: 0 });
  }
  context.last = match.field;
  return match.field;
}

/** Whether the subject is left out or only points back to what was spoken of: "it", "they". */
export function isPronoun([only, more]: readonly Token[]): boolean {
  return (
    more === undefined &&
    (only === undefined || (only.kind === "word" && /^(?:it|they|that|which|this)$/.test(only.lower)))
  );
}

/** What is tested of a thing that nothing more is said of: "a branch that starts with feature/". */
export function testedField(subject: readonly Token[], context: Context): VocabularyField {
  const own = subject.length === 0 && context.last === undefined ? identityOf(context) : undefined;
  return own ?? fieldOf(subject, "text", context);
}

/** The "name" of shelves is the argument that says which shelf. */
function ownName(subject: readonly Token[], context: Context): VocabularyField | undefined {
  const [only, more] = subject.filter(
    (token) => token.kind !== "word" || !/^(?:the|its|their|whose)$/.test(token.lower),
  );
  const named = more === undefined && only?.kind === "word" && /^(?:name|id|title|path)$/.test(only.lower);
  return named ? identityOf(context) : undefined;
}

/** "the charge" of refund tools with a chargeId. */
function calledById(subject: readonly Token[], { tools }: Context): VocabularyField | undefined {
  const [only, more] = subject.filter((token) => token.kind !== "word" || !/^(?:the|an?)$/.test(token.lower));
  if (only?.kind !== "word" || more !== undefined || /[^s]s$/.test(only.lower)) return undefined;
  return argumentByNoun([only], tools);
}

function identityOf({ noun, tools }: Context): VocabularyField | undefined {
  return noun === undefined ? undefined : (argumentByNoun([noun], tools) ?? identityByNoun([noun], tools));
}
