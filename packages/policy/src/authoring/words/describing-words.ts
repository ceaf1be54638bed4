import { isGeneral, isParticiple } from "./nameable-nouns.ts";
import { isVague } from "./vague-words.ts";
import { stem } from "./word-stem.ts";

const describing = new Set(
  (
    "active inactive open closed empty full complete incomplete external internal foreign domestic local remote public private secure insecure fake genuine false true wrong right correct incorrect " +
    "new old recent current former fresh stale live dead online offline busy free ready done dirty clean clear safe unsafe sensitive confidential secret anonymous unique duplicate blank long short " +
    "big small high low hot cold heavy light dangerous hazardous harmful harmless toxic fragile broken lost stolen missing overdue late early due outstanding pending available unavailable compliant " +
    "eligible ineligible legal illegal lawful official unofficial permanent temporary visible invisible readable writable editable deletable refundable taxable known unknown trusted untrusted adult minor " +
    "healthy sick ill well sound solvent bankrupt bald real virtual manual automatic regular irregular standard special general specific generic normal valid invalid void wet dry unsigned unpaid unread " +
    "male female single married present absent original important urgent critical expensive cheap suspicious fraudulent offensive rude polite abusive profane obscene vulgar"
  ).split(" "),
);
const notDescribing = new Set(
  "archive drive office executive olive native active-directory table cable stable capital hospital portal journal terminal hotel digital legal retail email canal jackal finance vehicle circle".split(
    " ",
  ),
);

/** Whether an unquoted word says what something is like, or what was done to it, rather than what it is called: "verified", "external", "offensive". */
export function isDescribing(lower: string): boolean {
  if (notDescribing.has(lower)) return false;
  return (
    describing.has(lower) ||
    isVague(lower) ||
    isGeneral(lower) ||
    isParticiple(lower) ||
    /^\p{L}{3,}(?:able|ible|ous|ful|less|ive)$/u.test(lower)
  );
}

const states = new Set(
  (
    "status state type kind category mode level class tier severity priority phase stage environment env visibility access condition result outcome sensitivity classification clearance label tag " +
    "plan size format method purpose policy setting scope segment channel region market zone quality grade rating risk urgency direction side position option variant color colour style theme tone decision verdict strategy gender sex"
  )
    .split(" ")
    .map(stem),
);

/** Whether an argument holds words that say what something is like, as a status does. */
export function holdsState(nameStems: readonly string[]): boolean {
  return nameStems.some((name) => states.has(name));
}
