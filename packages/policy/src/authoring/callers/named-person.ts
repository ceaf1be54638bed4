import { isOfKind } from "../conditions/match-fields.ts";
import { thingAhead } from "../conditions/owner-phrase.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { nameWords, type VocabularyField, type VocabularyTool } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import { reflexives } from "../words/reflexives.ts";
import { sameNoun } from "../words/synonyms.ts";

/** Behind "they are": "the applicant themselves", "its assigned counselor", where one argument of the tools says who that is. */
export function namedPerson(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    if (context.behind !== true || reader.take("the", "its") === undefined) return undefined;
    for (let length = 3; length > 0; length -= 1) {
      const noun = Array.from({ length }, (_, ahead) => reader.word(ahead)).join(" ");
      const field = personCalled(noun, context.tools);
      if (field === undefined) continue;
      reader.at += length;
      if (reflexives.has(reader.word())) reader.at += 1;
      // "the owner of the shop" is of something else
      if (!takeThing(reader, context) || /^(?:of|in|for)$/.test(reader.word())) return undefined;
      context.notes.push(`The caller is compared with "${field.path.join(".")}" by the claim username.`);
      return { kind: "same", field, claim: "username" };
    }
    return undefined;
  });
}

/** The one argument of every tool that is called so, but for "id" or "name" behind it. */
function personCalled(noun: string, tools: readonly VocabularyTool[]): VocabularyField | undefined {
  const fields = tools.map((tool) => tool.fields.filter((field) => isCalled(field, noun)));
  const [field] = fields[0] ?? [];
  const path = field?.path.join(".");
  return fields.every((own) => own.length === 1 && own[0]?.path.join(".") === path) ? field : undefined;
}

function isCalled(field: VocabularyField, noun: string): boolean {
  if (!isOfKind(field, "text") || field.shape.kind !== "string" || field.values.length > 0) return false;
  const words = nameWords(field.path.at(-1) ?? "");
  const last = /^(?:id|name)$/.test(words.at(-1) ?? "") ? -1 : words.length;
  return words.slice(0, last).join(" ") === noun;
}

/** "… of the visit", where that is what all of the tools are about; false where it is something else. */
function takeThing(reader: Reader, { tools }: Context): boolean {
  if (reader.take("of") === undefined) return true;
  const thing = thingAhead(reader);
  return (
    thing?.every(
      (token) =>
        token.kind === "word" &&
        tools.every(({ nameStems }) =>
          nameStems.slice(1).some((name) => name === token.stem || sameNoun(name, token.stem)),
        ),
    ) === true
  );
}
