import type { Context } from "../context.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import { kindsOfValue } from "../words/value-kinds.ts";
import { sameInAll } from "./argument-noun.ts";
import type { NamedValue } from "./named-value.ts";

/** What is quoted where the thing itself might stand: `deleting "infra"`, `the logs of "payments" or "billing"`; the tools have one text alone. */
export function valueOfThing(reader: Reader, context: Context): NamedValue | undefined {
  return reader.attempt(() => {
    reader.take("of");
    const first = reader.peek();
    if (reader.at === 0 || first?.kind !== "quoted") return undefined;
    const field = sameInAll(context.tools, onlyText);
    if (field === undefined) return undefined;
    const values: string[] = [];
    let joined = false;
    for (;;) {
      const next = reader.attempt(() => {
        const comma = values.length > 0 && reader.take(",") !== undefined;
        const word = values.length > 0 ? reader.take("or", "and") : undefined;
        if (values.length > 0 && !comma && word === undefined) return undefined;
        const token = reader.peek();
        if (token?.kind !== "quoted" || !isPlain(token.text)) return undefined;
        reader.at += 1;
        return { text: token.text, joins: word !== undefined };
      });
      if (next === undefined) break;
      values.push(next.text);
      joined ||= next.joins;
    }
    if (values.length === 0 || (values.length > 1 && !joined)) return undefined;
    return { condition: { kind: "text", field, test: "is", values }, noun: [] };
  });
}

/** The one argument that can hold any text; where another could be meant there is none. */
function onlyText({ fields }: VocabularyTool): VocabularyField | undefined {
  const [field, other] = fields.filter(
    ({ shape, values }) => shape.kind === "set" || (shape.kind === "string" && values.length === 0),
  );
  return other === undefined && field?.shape.kind === "string" ? field : undefined;
}

function isPlain(text: string): boolean {
  return text !== "" && !text.includes("*") && kindsOfValue(text).length === 0;
}
