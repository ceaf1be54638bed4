import { americanSpelling, irregularForms } from "./irregular-forms.ts";

const irregular: ReadonlyMap<string, string> = new Map([
  ["sent", "send"],
  ["used", "use"],
  ["done", "do"],
  ["using", "use"],
  ["uses", "use"],
  ["lent", "lend"],
  ["held", "hold"],
  ["ids", "id"],
  ["ads", "ad"],
  ["tvs", "tv"],
  ["pcs", "pc"],
  ["cds", "cd"],
  ["ips", "ip"],
  ["apis", "api"],
  ["vms", "vm"],
  ["prs", "pr"],
  ["dbs", "db"],
  ["drew", "draw"],
  ["drawn", "draw"],
  ["set", "set"],
  ["sold", "sell"],
  ["paid", "pay"],
  ["made", "make"],
  ["built", "build"],
  ["overwritten", "overwrite"],
  ["overridden", "override"],
  ["hidden", "hide"],
  ["frozen", "freeze"],
  ["bought", "buy"],
  ["read", "read"],
  ["ran", "run"],
  ["shown", "show"],
  ["seen", "see"],
  ["given", "give"],
  ["taken", "take"],
  ["written", "write"],
  ["withdrawn", "withdraw"],
  ["gotten", "get"],
  ["got", "get"],
  ["people", "person"],
  ["children", "child"],
  ["data", "data"],
  ["payment", "pay"],
  ["payments", "pay"],
  ["shipment", "ship"],
  ["shipments", "ship"],
  ["refunds", "refund"],
  ["paying", "pay"],
  ["address", "address"],
  ["access", "access"],
  ["status", "status"],
  ["business", "business"],
  ["bus", "bus"],
  ["is", "is"],
  ["has", "has"],
  ["this", "this"],
  ["describe", "describ"],
  ["description", "descript"],
  ["news", "news"],
  // not "not"
  ["note", "note"],
  ["notes", "note"],
  ["noted", "note"],
  ["noting", "note"],
  ["series", "series"],
  ["analysis", "analyze"],
  ["analyses", "analyze"],
  ["cancellation", "cancel"],
  ["destruction", "destroy"],
  ["revocation", "revoke"],
  ["cancellations", "cancel"],
  ["subscription", "subscript"],
  ["subscriptions", "subscript"],
  ["invitation", "invit"],
  ["retrieval", "retriev"],
  ["application", "applic"],
  ["applications", "applic"],
  ["applicant", "applic"],
  ["applicants", "applic"],
  ["application's", "applic"],
  ["registration", "register"],
  ["registrations", "register"],
  ["enrolment", "enroll"],
  ["enrolments", "enroll"],
  ["enrol", "enroll"],
  ["revocation", "revoke"],
  ["revocations", "revoke"],
]);

/** Longest first; what is left must still be three letters long. */
const endings: readonly string[] = [
  "ations",
  "ation",
  "ments",
  "ating",
  "ated",
  "ates",
  "ate",
  "ment",
  "ings",
  "ions",
  "ing",
  "ion",
  "als",
  "ies",
  "ied",
  "al",
  "es",
  "ed",
  "e",
  "s",
  "y",
];

/** As many words as a large gateway and its texts have; beyond them all are forgotten. */
const mostStems = 20_000;
const stems = new Map<string, string>();

/** What different forms of an English word have in common: approve, approves, approving and approval are `approv`. */
export function stem(word: string): string {
  const before = stems.get(word);
  if (before !== undefined) return before;
  const found = stemOf(word);
  if (word.length > 40) return found;
  if (stems.size >= mostStems) stems.clear();
  stems.set(word, found);
  return found;
}

function stemOf(said: string): string {
  const word = americanSpelling(said);
  const known = irregular.get(said) ?? irregular.get(word) ?? irregularForms.get(word);
  if (known !== undefined) return known === word ? known : stem(known);
  // "x-rays", "check-ins"
  if (/^\p{L}+(?:-\p{L}+)*-\p{L}+[^\P{L}sui]s$/u.test(word)) return word.slice(0, -1);
  if (word.length <= 3 || !/^\p{L}+$/u.test(word)) return word;
  if (word.endsWith("ss")) return word;
  // notarization like notarize, and not like notary
  const made = /^(\p{L}{3,}iz)ations?$/u.exec(word)?.[1];
  if (made !== undefined) return stem(`${made}e`);
  // treating and floated like treat and float, where creating is like create
  const bare = /^(\p{L}*[^aeiou][eo]at)(?:ing|ed)$/u.exec(word)?.[1];
  if (bare !== undefined && !/(?:cre|line|perme|nause)at$/.test(bare)) return bare;
  for (const ending of endings) {
    if (!word.endsWith(ending)) continue;
    const left = word.slice(0, -ending.length);
    // "ssns" and "pdfs" are plurals of letters
    if (left.length < 3 || (!/[aeiouy]/.test(left) && ending !== "s")) continue;
    if ((ending === "al" || ending === "als") && left.length < 5) continue;
    if ((ending === "ment" || ending === "ments") && left.length < 4) continue;
    if (ending === "ion" || ending === "ions") {
      if (left.length < 4) continue;
      return undoubled(left);
    }
    if (ending === "s" || ending === "es") return singular(word);
    // provisioning like provision
    if (/^(?:ing|ed)s?$/.test(ending) && left.endsWith("ion") && left.length > 4) return stem(left);
    // deploying and deployed like deploy
    if (/^(?:ing|ed|ment)s?$/.test(ending) && left.length > 3 && left.endsWith("y")) return left.slice(0, -1);
    return undoubled(left);
  }
  return word;
}

/** "gpus" and "skus" are plurals, "plus" and "thus" are not. */
const pluralOfLetters = /^(?!plus$|thus$)(?:[bcdfghjklmnpqrstvwxz]{2,3}|ec|mo|vc)us$/;

/** A plural is stemmed like its singular: `files` like `file`. */
function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word) && !pluralOfLetters.test(word)) return word;
  const one = /(?:sses|shes|ches|xes|zes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
  return one.length < 4 && !one.endsWith("e") ? one : stem(one);
}

/** These verbs have a double letter themselves: `selling` like `sell`. */
const doubled =
  /^(?:en|re|sc|un|in|pay|ful|back|over|up|pre|mis|land|cross)?(?:sell|call|fill|bill|roll|pull|stall|kill|poll|drill|spell|spill|grill|chill|mill|till|thrill)$/;

/** `shipping` like `ship`. */
function undoubled(left: string): string {
  if (doubled.test(left)) return left;
  return /([bdgklmnprt])\1$/.test(left) && left.length > 3 ? left.slice(0, -1) : left;
}
