import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { countryCodes, currencyCodes, stateCodes } from "./code-lists.ts";
import { stem } from "./word-stem.ts";

/** What a text is by the way it is written. */
export type ValueKind =
  | "region"
  | "network"
  | "address"
  | "email"
  | "currency"
  | "country"
  | "state"
  | "branch"
  | "path"
  | "url"
  | "environment"
  | "channel";

/** What the text may be by the way it is written: `CA` is a country and a state. */
export function kindsOfValue(text: string): readonly ValueKind[] {
  const codes: ValueKind[] = countryCodes.has(text) ? ["country"] : [];
  if (stateCodes.has(text)) codes.push("state");
  if (codes.length > 0) return codes;
  const kind = kindOfText(text);
  return kind === undefined ? [] : [kind];
}

function kindOfText(text: string): ValueKind | undefined {
  if (/^(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-gov)?-(?:north|south|east|west|central)[a-z]*-\d$/.test(text))
    return "region";
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return "address";
  if (/^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/.test(text)) return "network";
  if (/^[^@\s]+@[^@\s]+\.\p{L}+$/u.test(text)) return "email";
  if (currencyCodes.has(text)) return "currency";
  if (/^(?:main|master|develop|trunk)$/.test(text)) return "branch";
  if (/^(?:https?|s3|gs|ftp):\/\//.test(text)) return "url";
  if (/^(?:[/~]|\.\/|\.\p{L}{1,8}$)/u.test(text)) return "path";
  if (/^(?:production|prod|staging|dev)$/i.test(text)) return "environment";
  if (/^#\p{L}[\p{L}\d_-]*$/u.test(text)) return "channel";
  return undefined;
}

const names: Readonly<Record<ValueKind, readonly string[]>> = {
  region: ["region"],
  network: ["cidr", "network", "range", "prefix"],
  address: ["ip", "address", "host"],
  email: ["email", "mail", "recipient", "to"],
  currency: ["currency"],
  country: ["country", "nation"],
  state: ["state", "province"],
  branch: ["branch"],
  path: ["path", "file", "filename", "folder", "directory"],
  url: ["url", "uri", "link", "destination", "endpoint"],
  channel: ["channel", "room"],
  environment: ["environment", "env"],
};

const directions: ReadonlyMap<string, readonly string[]> = new Map([
  ["to", ["destination", "to"]],
  ["into", ["destination", "to"]],
  ["from", ["origin", "from", "source"]],
]);

/** Names of what lies at the other end: "from US" is no country of a beneficiary. */
const otherWay: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "from",
    ["destination", "to", "target", "beneficiary", "recipient", "receiver", "payee", "dest", "grantee"],
  ],
  ["to", ["origin", "from", "source", "sender", "payer", "departure"]],
  ["into", ["origin", "from", "source", "sender", "payer", "departure"]],
]);

/** The one argument of the tool that is for texts of one of the kinds; "to" and "from" tell a destination from an origin. */
export function fieldForKinds(
  kinds: readonly ValueKind[],
  tool: VocabularyTool,
  preposition: string | undefined,
): VocabularyField | undefined {
  const named = kinds.filter((kind) => namedFor(kind, tool).length > 0);
  // of a country and of a state alike: it may be either
  if (named.length > 1) return undefined;
  const [kind] = named.length > 0 ? named : kinds;
  return kind === undefined ? undefined : fieldForKind(kind, tool, preposition);
}

function fieldForKind(
  kind: ValueKind,
  tool: VocabularyTool,
  preposition: string | undefined,
): VocabularyField | undefined {
  const fit = namedFor(kind, tool);
  const way = directions.get(preposition ?? "") ?? [];
  const against = otherWay.get(preposition ?? "") ?? [];
  const placed = /^(?:country|state|region|address|email)$/.test(kind);
  if (fit.length === 0 && placed && way.length > 0) {
    const there = textsOf(tool).filter((field) => has(field, way));
    return there.length === 1 ? there[0] : undefined;
  }
  if (fit.length < 2) return fit.some((field) => has(field, against)) ? undefined : fit[0];
  const there = fit.filter((field) => has(field, way));
  return there.length === 1 ? there[0] : undefined;
}

function namedFor(kind: ValueKind, tool: VocabularyTool): readonly VocabularyField[] {
  const named = textsOf(tool).filter((field) => has(field, names[kind]));
  return kind === "state" ? named.filter((field) => isPlace(field, tool)) : named;
}

const places = "country city zip postal postcode address street live lives resides located location letter"
  .split(" ")
  .map(stem);

const placed = new Set(
  "property buyer seller customer debtor home residence billing shipping delivery pickup origin destination patient driver store site"
    .split(" ")
    .map(stem),
);

/** The state of an address; that of an order is its status. */
function isPlace({ nameStems, descriptionStems }: VocabularyField, tool: VocabularyTool): boolean {
  const beside = tool.fields.flatMap((field) => field.nameStems);
  const owner = nameStems.filter((name) => name !== "state" && name !== "province");
  return (
    [...nameStems, ...descriptionStems, ...beside].some((each) => places.includes(each)) ||
    (owner.length > 0 && owner.every((each) => placed.has(each)))
  );
}

function textsOf({ fields }: VocabularyTool): readonly VocabularyField[] {
  return fields.filter(
    ({ shape, values }) =>
      (shape.kind === "string" || (shape.kind === "set" && shape.items.kind === "string")) &&
      values.length === 0,
  );
}

function has({ nameStems }: VocabularyField, words: readonly string[]): boolean {
  return words.some((word) => nameStems.includes(stem(word)));
}
