import type { WordToken } from "./tokens.ts";
import { stem } from "./word-stem.ts";

const nouns = new Set(
  (
    "role group scope channel folder database branch environment queue region space topic category template bucket project repo repository " +
    "schema workspace mailbox cluster namespace label tag table"
  )
    .split(" ")
    .map(stem),
);

/** Whether people name single things of that kind by a plain word beside the noun: "the admin role", "the folder inbox". */
export function isNameable({ stem: own }: WordToken): boolean {
  return nouns.has(own);
}

/** Whether whoever acts may be called by the noun's name: the role "manager". */
export function isNamedByPeople({ stem: own }: WordToken): boolean {
  return own === stem("role") || own === stem("group");
}

const gerunds = new Set(
  "billing marketing reporting accounting training testing staging shipping engineering trading pricing planning banking".split(
    " ",
  ),
);

/** Whether a word before a noun may say what is or was done to it: "archived", "pending"; "billing" is a name. */
export function isParticiple(lower: string): boolean {
  return /(?:ed|ing)$/.test(lower) && !gerunds.has(lower);
}

/** Words that tell kinds of things, or whose they are. */
const general = new Set(
  (
    "company corporate team user customer client group department organization organisation tenant owner parent child root base source target related associated matching corresponding " +
    "respective relevant proper required requested individual several many few such said above below real live cloud data default primary secondary master sub top-level high low high-level " +
    "critical confidential secret sensitive protected restricted archived expired deleted read-only readonly writable encrypted unencrypted legacy temp temporary permanent dedicated exclusive"
  ).split(" "),
);

/** Whether a word before a noun tells a kind, or whose it is, rather than a name. */
export function isGeneral(lower: string): boolean {
  return general.has(lower);
}
