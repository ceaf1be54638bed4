import { stem } from "./word-stem.ts";

/** Nouns of what is done, and the verb that a tool is named after; only those whose stem is another than the verb's. */
const acts: readonly (readonly [string, string])[] = [
  ["sale", "sell"],
  ["resale", "resell"],
  ["closure", "close"],
  ["disclosure", "disclose"],
  ["departure", "depart"],
  ["seizure", "seize"],
  ["issuance", "issue"],
  ["acceptance", "accept"],
  ["admission", "admit"],
  ["admittance", "admit"],
  ["submission", "submit"],
  ["transmission", "transmit"],
  ["suspension", "suspend"],
  ["extension", "extend"],
  ["expansion", "expand"],
  ["conversion", "convert"],
  ["reduction", "reduce"],
  ["publication", "publish"],
  ["prescription", "prescribe"],
  ["transcription", "transcribe"],
  ["acquisition", "acquire"],
  ["resolution", "resolve"],
  ["dissolution", "dissolve"],
  ["redemption", "redeem"],
  ["resumption", "resume"],
  ["settlement", "settle"],
  ["entry", "enter"],
  ["storage", "store"],
  ["clearance", "clear"],
  ["rescission", "rescind"],
  ["remission", "remit"],
  ["merger", "merge"],
  ["division", "divide"],
  ["emission", "emit"],
  ["omission", "omit"],
  ["exclusion", "exclude"],
  ["inclusion", "include"],
  ["exposure", "expose"],
  ["erasure", "erase"],
  ["insurance", "insure"],
  ["signature", "sign"],
  ["agreement", "agree"],
  ["prepayment", "prepay"],
  ["attendance", "attend"],
  ["coverage", "cover"],
  ["notification", "notify"],
  ["modification", "modify"],
  ["verification", "verify"],
  ["certification", "certify"],
  ["breakage", "break"],
  ["waiver", "waive"],
  ["payout", "pay"],
  ["denial", "deny"],
  ["provision", "provide"],
  ["consumption", "consume"],
  ["production", "produce"],
  ["introduction", "introduce"],
  ["subscription", "subscribe"],
  ["supervision", "supervise"],
  ["detention", "detain"],
  ["rental", "rent"],
  ["burial", "bury"],
  ["classification", "classify"],
  ["qualification", "qualify"],
  ["authorization", "authorize"],
  ["authorisation", "authorize"],
  ["utilization", "utilize"],
];

const verbs: ReadonlyMap<string, string> = new Map(
  acts.flatMap(([noun, verb]): [string, string][] => [
    [noun, stem(verb)],
    [noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`, stem(verb)],
  ]),
);

/** The stem of the verb that the noun in lower case is made of: "sell" of "sales". */
export function verbOfAct(noun: string): string | undefined {
  return verbs.get(noun) ?? ofEment(noun);
}

/** "replacement" is what is done by replacing. */
function ofEment(noun: string): string | undefined {
  const verb = /^(\p{L}{3,}e)ments?$/u.exec(noun)?.[1];
  return verb === undefined ? undefined : stem(verb);
}
