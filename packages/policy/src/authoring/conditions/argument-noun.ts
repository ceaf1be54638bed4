import { nameWords, type VocabularyField, type VocabularyTool } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { type FieldKind, isOfKind, matchField } from "./match-fields.ts";

/** Parts of an argument's name that people leave out before a value: the line "L7" is its `lineId`. */
const labels = new Set(
  ["id", "name", "code", "key", "identifier", "number", "no", "ref", "reference", "slug", "target"].map(stem),
);
/** Names of arguments that tell one thing from others of its kind, the usual one first. */
const identities = ["name", "title", "path", "filename", "url", "id"].map(stem);
const contents = new Set(
  [
    "content",
    "contents",
    "body",
    "text",
    "items",
    "sql",
    "statement",
    "query",
    "command",
    "script",
    "prompt",
    "message",
  ].map(stem),
);
const people = new Set(
  ["assignee", "recipient", "to", "user", "username", "login", "member", "employee", "person", "owner"].map(
    stem,
  ),
);

/** The argument that a noun before or behind a value means in each of the tools: "course" is `courseId`, "HS codes" `hsCode`. */
export function argumentByNoun(
  words: readonly Token[],
  tools: readonly VocabularyTool[],
): VocabularyField | undefined {
  const nouns = words.filter((token): token is WordToken => token.kind === "word");
  if (nouns.length === 0 || nouns.length < words.length) return undefined;
  return sameInAll(tools, (tool) => nounIn(nouns, tool));
}

/** The one argument whose name is the thing and a word for what tells it from others: a ticket is given where `ticketId` is. */
export function identifierOf(
  words: readonly Token[],
  tools: readonly VocabularyTool[],
): VocabularyField | undefined {
  const nouns = words.filter((token) => token.kind !== "word" || !/^(?:a|an|the)$/.test(token.lower));
  // "without a manager" may be without one there
  if (nouns.some((token) => token.kind === "word" && isPersonNoun(token.lower))) return undefined;
  const field = sameInAll(tools, (tool) => {
    const found = tool.fields.filter(
      ({ nameStems }) => nouns.length === nameStems.length - 1 && identifying.has(nameStems.at(-1) ?? ""),
    );
    const fits = found.filter(({ nameStems }) =>
      nouns.every((token, at) => token.kind === "word" && token.stem === nameStems[at]),
    );
    const [only, more] = fits;
    return only !== undefined && more === undefined && isOfKind(only, "text") ? only : undefined;
  });
  return field?.shape.kind === "string" && field.guards.length > 0 ? field : undefined;
}

const identifying = new Set(["id", "code", "number", "no", "ref", "reference", "key"].map(stem));

function nounIn(nouns: readonly WordToken[], tool: VocabularyTool): VocabularyField | undefined {
  const head = nouns.at(-1);
  const fits = tool.fields.flatMap((field) => {
    if (!isOfKind(field, "text") || head === undefined) return [];
    const hits = nouns.filter((noun) => isIn(noun, field.nameStems));
    if (!hits.includes(head)) return [];
    if (nouns.some((noun) => !hits.includes(noun) && !isIn(noun, toolWords(tool)))) return [];
    const missing = field.nameStems.filter(
      (name) => !nouns.some((noun) => noun.stem === name || sameNoun(noun.stem, name)),
    );
    const parents = field.path.slice(0, -1).flatMap(nameWords).map(stem);
    return missing.every(
      (name) => labels.has(name) || tool.nameStems.slice(1).includes(name) || parents.includes(name),
    )
      ? [{ field, missing: missing.length }]
      : [];
  });
  const least = Math.min(...fits.map(({ missing }) => missing));
  const [first, second] = fits.filter(({ missing }) => missing === least);
  return second === undefined ? first?.field : undefined;
}

/** The argument that names the thing itself which the tools are about: a branch is its `name`, a file its `path`. */
export function identityByNoun(
  words: readonly Token[],
  tools: readonly VocabularyTool[],
): VocabularyField | undefined {
  const noun = words.at(-1);
  if (noun?.kind !== "word") return undefined;
  return sameInAll(tools, (tool) => {
    // no word before it may be lost: "transfers from account A-1" closes no account
    if (!words.every((token) => token.kind === "word" && isIn(token, toolWords(tool)))) return undefined;
    if (!tool.nameStems.slice(1).some((name) => name === noun.stem || sameNoun(name, noun.stem)))
      return undefined;
    const fields = tool.fields.filter(
      (field) =>
        field.shape.kind === "string" &&
        field.nameStems.some((name) => identities.includes(name)) &&
        field.nameStems.every((name) => identities.includes(name) || name === noun.stem),
    );
    return fields.length === 1 ? fields[0] : undefined;
  });
}

/** The one argument that holds what is in the thing: "messages containing …". */
export function contentArgument(tools: readonly VocabularyTool[]): VocabularyField | undefined {
  return sameInAll(tools, (tool) => onlyNamed(tool, contents));
}

/** The one argument that names a person: "to anyone other than …". */
export function personArgument(tools: readonly VocabularyTool[]): VocabularyField | undefined {
  return sameInAll(tools, (tool) => onlyNamed(tool, people));
}

function onlyNamed(tool: VocabularyTool, names: ReadonlySet<string>): VocabularyField | undefined {
  const fields = tool.fields.filter(
    (field) =>
      isOfKind(field, "text") &&
      field.nameStems.every((name) => names.has(name) || labels.has(name)) &&
      field.nameStems.some((name) => names.has(name)),
  );
  return fields.length === 1 ? fields[0] : undefined;
}

/** What is found in each of the tools, where that is an argument of one name and type. */
export function sameInAll(
  tools: readonly VocabularyTool[],
  find: (tool: VocabularyTool) => VocabularyField | undefined,
  kind: FieldKind = "text",
): VocabularyField | undefined {
  const names = new Set<string>();
  for (const tool of tools) {
    const field = find(tool);
    if (field === undefined) return undefined;
    names.add(field.path.join("."));
  }
  const [name] = names;
  if (name === undefined || names.size > 1) return undefined;
  const match = matchField(
    [{ kind: "word", text: name, lower: name.toLowerCase(), stem: "", start: 0, end: 0 }],
    tools,
    kind,
  );
  return match.kind === "one" ? match.field : undefined;
}

/** Stems by which a tool is known: of its name, its target and its description. */
export function toolWords({ nameStems, targetStems, descriptionStems }: VocabularyTool): readonly string[] {
  return [...nameStems, ...targetStems, ...descriptionStems];
}

/** Whether the noun is one of the stems, or means the same as one. */
export function isIn(noun: WordToken, stems: readonly string[]): boolean {
  return stems.some((each) => each === noun.stem || sameNoun(each, noun.stem));
}
