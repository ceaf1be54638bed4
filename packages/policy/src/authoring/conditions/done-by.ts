import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import { isOfKind, matchField } from "./match-fields.ts";

const ends =
  /^(?:,|;|\.|!|\)|and|or|but|nor|when|if|unless|except|only|must|may|can|cannot|shall|should|is|are|for|to|in|on|at|with)$/;

/** "have not been reviewed", "that nobody has signed": whether an argument such as reviewedBy says by whom. */
export function doneBy(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const nobody = reader.take("nobody", "no one", "no person") !== undefined;
    const someone = !nobody && reader.take("somebody", "someone") !== undefined;
    if (!nobody && !someone) reader.take("it", "they");
    reader.take("has been", "have been", "had been", "has", "have", "is", "are", "was", "were");
    const denied =
      reader.take("not been", "never been", "not yet been", "not yet", "not", "never") !== undefined;
    if (nobody && denied) return undefined;
    reader.take("yet", "already", "been");
    const token = reader.peek();
    if (token?.kind !== "word" || !/(?:ed|en|wn|t|d)$/.test(token.lower)) return undefined;
    const field = byField(token.stem, context);
    if (field === undefined) return undefined;
    reader.at += 1;
    reader.take("yet");
    if (!reader.done && !ends.test(reader.word())) return undefined;
    const present: Condition = { kind: "present", field };
    return denied || nobody ? { kind: "not", of: present } : present;
  });
}

/** The argument of every tool that says by whom it was done, where none says whether. */
function byField(done: string, { tools }: Context): VocabularyField | undefined {
  const names = new Set(tools.map((tool) => fieldIn(done, tool)?.path.join(".")));
  const [name, other] = names;
  if (name === undefined || other !== undefined || names.size > 1) return undefined;
  const match = matchField(
    [{ kind: "word", text: name, lower: name.toLowerCase(), stem: "", start: 0, end: 0 }],
    tools,
    "text",
  );
  return match.kind === "one" ? match.field : undefined;
}

/** The tool's argument that says who did it: `reviewedBy` of "reviewed". */
export function fieldIn(done: string, { fields }: VocabularyTool): VocabularyField | undefined {
  if (fields.some((field) => isOfKind(field, "flag") && field.nameStems.includes(done))) return undefined;
  const found = fields.filter(
    (field) =>
      isOfKind(field, "text") &&
      field.nameStems.length === 2 &&
      field.nameStems[0] === done &&
      field.nameStems[1] === "by",
  );
  return found.length === 1 ? found[0] : undefined;
}
