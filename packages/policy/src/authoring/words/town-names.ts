import type { VocabularyField } from "../vocabulary.ts";
import { countryCodes } from "./code-lists.ts";
import { stem } from "./word-stem.ts";

const towns = new Set(
  "city town location site venue campus warehouse office facility plant district building store shop depot hall gallery station terminal"
    .split(" ")
    .map(stem),
);
/** What says that the argument holds something shorter than a name. */
const coded = new Set(
  "code iso id identifier abbreviation slug lowercase number country state nation region"
    .split(" ")
    .map(stem),
);

/** Whether a town's name may be the argument's value: a location, and no code of one. */
export function holdsTowns({ nameStems, descriptionStems }: VocabularyField): boolean {
  return (
    nameStems.every((name) => towns.has(name) || name === "name") &&
    !descriptionStems.some((each) => coded.has(each))
  );
}

const named = new Intl.DisplayNames(["en"], { type: "region" });
/** Names in capitals that hold many towns, or none: countries, parts of the world, states, languages, months, departments. */
const others = new Set([
  ...[...countryCodes].map((code) => named.of(code)?.toLowerCase() ?? code),
  ...(
    "europe asia africa america americas oceania antarctica scandinavia benelux england scotland wales britain great-britain holland czechia korea russia turkey vietnam syria iran laos " +
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming " +
    "ontario quebec alberta manitoba saskatchewan bavaria saxony hesse tuscany lombardy catalonia brittany normandy " +
    "english german french spanish italian portuguese dutch chinese japanese korean arabic russian polish swedish danish norwegian finnish hindi turkish greek hebrew latin czech hungarian " +
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter " +
    "monday tuesday wednesday thursday friday saturday sunday christmas easter " +
    "finance sales engineering marketing legal operations support research security procurement production staging development test testing prod dev " +
    "euros dollars pounds yen excel word slack jira github gitlab teams zoom salesforce utc gmt"
  ).split(" "),
]);
const firstHalves =
  /^(?:north|south|east|west|northern|southern|eastern|western|central|latin|new|great|united|saudi|sri|costa|puerto)$/i;

/** Whether the words are written as a town's name is, and name no country, month, language or the like: "Lisbon", "New York". */
export function isTownName(words: readonly string[]): boolean {
  const name = words.join(" ").toLowerCase();
  if (words.length === 0 || words.length > 3 || others.has(name) || others.has(name.replaceAll(" ", "-")))
    return false;
  if (!words.every((word) => /^\p{Lu}\p{Ll}{2,}$/u.test(word))) return false;
  const [first = "", second] = words;
  if (second === undefined) return !firstHalves.test(first);
  if (/^(?:greater|inner|outer|downtown|metropolitan)$/i.test(first)) return false;
  // "South America", "New South Wales"
  return !others.has(words.at(-1)?.toLowerCase() ?? "");
}
