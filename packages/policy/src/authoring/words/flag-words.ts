import { stem } from "./word-stem.ts";

/** Words before a flag that say it is true. */
export const withFlag = [
  "with",
  "having",
  "has",
  "have",
  "had",
  "contains",
  "contain",
  "containing",
  "includes",
  "including",
];

/** Words before a flag that say it is not true. */
export const withoutFlag = [
  "without",
  "lacking",
  "lacks",
  "lack",
  "has no",
  "have no",
  "had no",
  "having no",
  "with no",
  "contains no",
  "contain no",
  "containing no",
  "there is no",
  "there was no",
  "there has been no",
  "not containing",
  "no",
];

/** Words before a flag that something brings about: it is true then. */
export const onceFlag = [
  "as soon as",
  "not until after",
  "not until",
  "not before",
  "only after",
  "after",
  "once",
  "upon",
  "following",
];

/** Words before a flag that something brings about: it is not true then. */
export const untilFlag = ["before", "until", "till"];

/** Words before a flag that names a place, a time or a kind. */
export const insideFlag = [
  "in case of",
  "in the case of",
  "in the event of",
  "inside of",
  "inside",
  "within",
  "during",
  "under",
  "in",
  "on",
  "for",
  "as",
];

/** The same, denied. */
export const outsideFlag = [
  "outside of",
  "outside",
  "not inside",
  "not within",
  "not during",
  "not in",
  "not on",
  "not for",
  "not as",
];

/** Words of a statement about a flag that name nothing. */
export const silentInFlag = new Set(
  "a an the any its it this that these those which there their his her is are was were has have had been be being having gets got get already yet still actually truly really also all such do does did them who made done given obtained received granted performed conducted carried place requested asked wanted chosen selected".split(
    " ",
  ),
);

/** Words that leave a statement about a flag unfinished where they come last. */
export const unfinished = new Set(
  "a an the any its this that these those which who there their his her is are was were has have had been being be do does did not no never all such by from for in to on with of".split(
    " ",
  ),
);

/** Prepositions between the words of a flag: "reviewed by counsel", "consent of the owner". */
export const joinsInFlag = new Set("by from for in to off on out up with of".split(" "));

/** Words of a flag's name that a statement about it need not repeat. */
export const silentInName = new Set(
  ["is", "are", "was", "has", "have", "the", "a", "of", "be", "been", "by"].map(stem),
);

/** Verbs of a flag's name that "with" and "without" stand for. */
export const havingInName = new Set(
  ["contains", "contain", "includes", "include", "has", "have", "with"].map(stem),
);

/** Words that end what is said of a flag. */
export const endsFlag = new Set(
  "and or but nor when whenever if unless except only provided whose then otherwise else who where because since must may can shall should will would".split(
    " ",
  ),
);

/** Words that go on with something else behind what is said of a flag. */
export const goesOn = new Set(
  "with without for to in into on at from during before after until over under above below between outside inside within up via through as while where".split(
    " ",
  ),
);

/** Words that turn a statement around. */
export const denials = new Set("not no never missing absent lacking without".split(" "));

/** People whom a flag such as "notified" means without naming them. */
export const toldPeople = new Set(
  "customer customers client clients resident residents people public household households passengers guests".split(
    " ",
  ),
);

/** Flags that say that someone was told. */
export const telling = new Set(["notified", "informed", "warned", "told", "alerted"].map(stem));

const identities = ["id", "identity"].map(stem);

/** Whether a flag's name and a sentence may say the same with these stems: idChecked is "the identity has been checked". */
export function sameInFlag(a: string, b: string): boolean {
  return identities.includes(a) && identities.includes(b);
}
