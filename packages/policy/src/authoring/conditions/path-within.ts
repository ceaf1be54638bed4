import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import { fieldForKinds, kindsOfValue } from "../words/value-kinds.ts";
import { stem } from "../words/word-stem.ts";
import { sameInAll } from "./argument-noun.ts";

const lying = [
  "located",
  "stored",
  "lying",
  "kept",
  "found",
  "anywhere",
  "somewhere",
  "that lie",
  "which lie",
];
const withins = [
  "underneath",
  "under",
  "below",
  "beneath",
  "inside of",
  "inside",
  "within",
  "in",
  "into",
  "from",
  "to",
  "at",
];
const folders = ["folder", "directory", "path", "tree", "prefix", "subtree"];
/** Arguments that name a folder itself: "in /data" may be that folder alone or one within it. */
const ofFolders = [...folders, "dir"].map(stem);

/** Whatever lies in a folder: "under /data/", "in the folder /tmp or the folder /var/tmp". */
export function pathWithin(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    reader.take("that are", "that is", "which are", "which is");
    const denied = reader.take("not") !== undefined;
    reader.take(...lying);
    const said = reader.take(...withins);
    const within = said === undefined ? undefined : withinFolders(reader, context, said);
    return within === undefined || !denied ? within : { kind: "not", of: within };
  });
}

/** The same, where the word that says "in" is read already. */
export function withinFolders(reader: Reader, context: Context, said: string): Condition | undefined {
  return reader.attempt(() => {
    const values: string[] = [];
    let field: VocabularyField | undefined;
    let joined = false;
    for (;;) {
      const next = reader.attempt(() => {
        const comma = values.length > 0 && reader.take(",") !== undefined;
        const word = values.length > 0 ? reader.take("or", "and") : undefined;
        if (values.length > 0 && !comma && word === undefined) return undefined;
        if (values.length > 0) reader.take(said);
        const folder = folderAhead(reader, said, context);
        return folder === undefined ? undefined : { ...folder, joins: word !== undefined };
      });
      if (next === undefined || (field !== undefined && next.field.path.join() !== field.path.join())) break;
      field = next.field;
      values.push(next.value);
      joined ||= next.joins;
    }
    if (field === undefined || (values.length > 1 && !joined)) return undefined;
    return { kind: "text", field, test: "starts", values };
  });
}

function folderAhead(
  reader: Reader,
  said: string,
  context: Context,
): { readonly field: VocabularyField; readonly value: string } | undefined {
  return reader.attempt(() => {
    reader.take("the", "a", "any");
    const before = reader.take(...folders);
    const token = reader.peek();
    if (token?.kind !== "word" && token?.kind !== "quoted") return undefined;
    const kinds = kindsOfValue(token.text);
    if (!kinds.some((kind) => kind === "path" || kind === "url") || !isFolder(token.text)) return undefined;
    reader.at += 1;
    const behind = reader.take(...folders);
    const last = said.split(" ").at(-1) ?? "";
    const field = sameInAll(context.tools, (tool) => fieldForKinds(kinds, tool, last));
    if (field?.shape.kind !== "string") return undefined;
    // "deletion of /etc/shadow" may be of that file itself
    const isBelow = /^(?:under|underneath|below|beneath|inside|within)$/.test(last);
    const ends = token.text.endsWith("/");
    const namesFolder = field.nameStems.some((name) => ofFolders.includes(name) && name !== stem("path"));
    if (namesFolder && !isBelow) return undefined;
    // "to /data/report" may be the file itself
    if (!ends && !isBelow && before === undefined && behind === undefined) return undefined;
    return { field, value: ends ? token.text : `${token.text}/` };
  });
}

/** No pattern, and no single file such as `/data/report.csv`. */
function isFolder(text: string): boolean {
  return !/[*?]/.test(text) && /[/~]/.test(text) && (text.endsWith("/") || !/\.[\p{L}\d]{1,5}$/u.test(text));
}
