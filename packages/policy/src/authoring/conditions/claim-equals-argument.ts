import type { Context } from "../context.ts";
import type { Condition, Who } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import { isCalled, isOfKind, matchField } from "./match-fields.ts";

/** "… equals deviceId", "… matches the department argument": the argument that a claim is compared with, if one comes next. */
export function argumentAhead(reader: Reader, claim: string, context: Context): VocabularyField | undefined {
  const found = reader.attempt(() => namedAhead(reader, claim, context));
  if (found !== undefined) reader.take(...asked);
  return found;
}

/** What says again that an argument is of the call. */
const asked = [
  "that they ask for",
  "they ask for",
  "that they request",
  "they request",
  "that they give",
  "they give",
  "that they pass",
  "they pass",
  "that they send",
  "they send",
  "of the request",
  "in the request",
  "of the call",
  "in the call",
];

function namedAhead(reader: Reader, claim: string, context: Context): VocabularyField | undefined {
  return reader.attempt(() => {
    const determined = reader.take("the requested", "the given", "the") !== undefined;
    const before = reader.take("argument", "parameter", "field") !== undefined;
    const token = reader.peek();
    if (token?.kind !== "word") return undefined;
    const last = (field: VocabularyField): string => field.path.at(-1) ?? "";
    const fields = context.tools.flatMap((tool) => tool.fields).filter((field) => isOfKind(field, "text"));
    const exact = fields.find((field) => last(field) === token.text || field.path.join(".") === token.text);
    reader.at += 1;
    const after = reader.take("argument", "parameter", "field") !== undefined;
    const called = before || after;
    // a plain word such as "manager" may be a value; an identifier, or the claim's own name, is none
    const isIdentifier = /[_\p{Ll}]\p{Lu}|_|\./u.test(token.text) || token.lower === claim.toLowerCase();
    const start = reader.at;
    if (determined && exact === undefined && !called) {
      // "the patient ID"
      for (let length = 4; length > 1; length -= 1) {
        const words = reader.slice(start - 1, Math.min(start - 1 + length, reader.end));
        const named = words.length === length ? fields.find((field) => isCalled(words, field)) : undefined;
        if (named === undefined) continue;
        reader.at = start - 1 + length;
        return named;
      }
    }
    if (exact === undefined && /(?:[\p{Ll}\p{N}]I[Dd]|_id)$/u.test(token.text)) {
      refuse(`No argument of the tools is called "${token.text}"`, token, {
        candidates: fields.map(last).slice(0, 10),
        advice: "Put a value in quotes.",
      });
    }
    if (exact !== undefined && (called || determined || isIdentifier)) return exact;
    if (!called) return undefined;
    const match = matchField([token], context.tools, "text");
    return match.kind === "one" ? match.field : undefined;
  });
}

/** The callers with each argument that was named before the tools were known as the tools have it; throws where one of them has none. */
export function withArguments(who: Who, tools: readonly VocabularyTool[], span: TextSpan): Who {
  if (who.kind !== "users" || who.condition === undefined) return who;
  return { ...who, condition: resolved(who.condition, tools, span) };
}

function resolved(condition: Condition, tools: readonly VocabularyTool[], span: TextSpan): Condition {
  if (condition.kind === "all" || condition.kind === "any") {
    return { kind: condition.kind, of: condition.of.map((each) => resolved(each, tools, span)) };
  }
  if (condition.kind === "not") return { kind: "not", of: resolved(condition.of, tools, span) };
  if (condition.kind !== "same") return condition;
  const path = condition.field.path.join(".");
  const found = tools.map(({ fields }) => fields.find((field) => field.path.join(".") === path));
  const [first] = found;
  if (first === undefined || !found.every((field) => field?.shape.kind === "string")) {
    refuse(`Not all of the tools have an argument "${path}" that is text`, span);
  }
  const guards = [...new Set(found.flatMap((field) => field?.guards ?? []))].sort((a, b) => a - b);
  return { ...condition, field: { ...first, guards } };
}

/** The arguments that conditions on callers name. */
export function argumentsOf(condition: Condition | undefined): readonly VocabularyField[] {
  switch (condition?.kind) {
    case "all":
    case "any":
      return condition.of.flatMap(argumentsOf);
    case "not":
      return argumentsOf(condition.of);
    case "same":
      return [condition.field];
    default:
      return [];
  }
}
