import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { stem } from "./word-stem.ts";

const places = new Set(
  (
    "channel folder database schema space workspace project repo repository bucket queue region room site lot area zone board server host cluster " +
    "namespace warehouse vault city country facility plant location ward dock portal index collection dataset catalog topic stream device environment env branch " +
    "station terminal district building floor campus store shop depot hall gallery shelf archive mailbox forum tenant directory table gate door lane port field venue"
  )
    .split(" ")
    .map(stem),
);
/** Arguments for which people say "in" as well: "in CSV", "in German", "on hold". */
const others = new Set(
  (
    "format language lang locale currency unit style mode status state type kind category encoding color colour size period month year day date time phase stage step " +
    "order list group team department class course role view version plan tier"
  )
    .split(" ")
    .map(stem),
);
const labels = new Set(["id", "name", "code", "key", "no", "number", "slug"].map(stem));
const ends = new Set(["source", "from", "origin", "destination", "to", "target", "dest"].map(stem));

/** The one argument of the tool that says where: "in" a channel, "on" a database; undefined where another could be meant. */
export function placeArgument(tool: VocabularyTool): VocabularyField | undefined {
  const texts = tool.fields.filter(({ shape, values }) => shape.kind === "string" && values.length === 0);
  if (texts.some(({ nameStems }) => nameStems.some((name) => others.has(name)))) return undefined;
  const all = texts.filter(({ nameStems }) => nameStems.some((name) => places.has(name)));
  // a table that is dropped in a database is no place
  const fit =
    all.length < 2
      ? all
      : all.filter(({ nameStems }) => !nameStems.some((name) => tool.nameStems.slice(1).includes(name)));
  const [only] = fit;
  if (only === undefined || fit.length > 1) return undefined;
  return only.nameStems.every(
    (name) => places.has(name) || labels.has(name) || tool.targetStems.includes(name),
  ) && !only.nameStems.some((name) => ends.has(name))
    ? only
    : undefined;
}
