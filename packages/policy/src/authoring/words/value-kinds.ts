import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { stem } from "./word-stem.ts";

/** What a text is by the way it is written. */
export type ValueKind =
  | "region"
  | "network"
  | "address"
  | "email"
  | "currency"
  | "country"
  | "branch"
  | "path"
  | "url"
  | "environment"
  | "channel";

const currencies = new Set(
  "USD EUR GBP JPY CHF SEK NOK DKK CAD AUD NZD INR CNY HKD SGD KRW BRL MXN ZAR PLN CZK HUF TRY RUB AED ILS THB".split(
    " ",
  ),
);
const countries = new Set(
  (
    "AE AF AL AM AO AR AT AU AZ BA BD BE BG BH BO BR BY CA CD CH CL CM CN CO CR CU CY CZ DE DK DO DZ EC EE EG ER ES ET FI FR GB GE GH GR GT HK HN HR HU ID IE IL IN IQ IR IS IT JM JO JP " +
    "KE KH KP KR KW KZ LB LI LK LT LU LV LY MA MC MD ME MK ML MM MN MT MX MY NG NI NL NO NP NZ OM PA PE PH PK PL PT PY QA RO RS RU SA SD SE SG SI SK SN SO SS SV SY TH TN TR TW TZ UA UG UK US UY UZ VE VN YE ZA ZM ZW"
  ).split(" "),
);

/** What the text is, if it can only be one of these. */
export function kindOfValue(text: string): ValueKind | undefined {
  if (/^(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-gov)?-(?:north|south|east|west|central)[a-z]*-\d$/.test(text))
    return "region";
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return "address";
  if (/^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/.test(text)) return "network";
  if (/^[^@\s]+@[^@\s]+\.\p{L}+$/u.test(text)) return "email";
  if (currencies.has(text)) return "currency";
  if (countries.has(text)) return "country";
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

/** The one argument of the tool that is for texts of the kind; "to" and "from" tell a destination from an origin. */
export function fieldForKind(
  kind: ValueKind,
  tool: VocabularyTool,
  preposition: string | undefined,
): VocabularyField | undefined {
  const texts = tool.fields.filter(
    ({ shape, values }) =>
      (shape.kind === "string" || (shape.kind === "set" && shape.items.kind === "string")) &&
      values.length === 0,
  );
  const has = (field: VocabularyField, words: readonly string[]): boolean =>
    words.some((word) => field.nameStems.includes(stem(word)));
  const fit = texts.filter((field) => has(field, names[kind]));
  const way = directions.get(preposition ?? "") ?? [];
  const against = otherWay.get(preposition ?? "") ?? [];
  const placed = kind === "country" || kind === "region" || kind === "address" || kind === "email";
  if (fit.length === 0 && placed && way.length > 0) {
    const there = texts.filter((field) => has(field, way));
    return there.length === 1 ? there[0] : undefined;
  }
  if (fit.length < 2) return fit.some((field) => has(field, against)) ? undefined : fit[0];
  const there = fit.filter((field) => has(field, way));
  return there.length === 1 ? there[0] : undefined;
}
