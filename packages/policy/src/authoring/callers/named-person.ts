import { isOfKind } from "../conditions/match-fields.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { nameWords } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import { reflexives } from "../words/reflexives.ts";

/** Behind "they are": "the applicant themselves", where one argument of the tools says who the applicant is. */
export function namedPerson(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    if (context.behind !== true || reader.take("the") === undefined) return undefined;
    const noun = reader.word();
    const fields = context.tools.map((tool) =>
      tool.fields.filter((field) => {
        const [word, ...more] = nameWords(field.path.at(-1) ?? "");
        return (
          word === noun &&
          more.every((each) => /^(?:id|name)$/.test(each)) &&
          isOfKind(field, "text") &&
          field.shape.kind === "string" &&
          field.values.length === 0
        );
      }),
    );
    const [field] = fields[0] ?? [];
    const path = field?.path.join(".");
    if (field === undefined || !fields.every((own) => own.length === 1 && own[0]?.path.join(".") === path))
      return undefined;
    reader.at += 1;
    if (reflexives.has(reader.word())) reader.at += 1;
    // "the owner of the shop" is of something else
    if (/^(?:of|in|for)$/.test(reader.word())) return undefined;
    context.notes.push(`The caller is compared with "${path}" by the claim username.`);
    return { kind: "same", field, claim: "username" };
  });
}
