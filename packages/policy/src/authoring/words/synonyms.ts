import { stem } from "./word-stem.ts";

/** Verbs that ask for the same thing of a tool. A verb may be in several groups. */
const verbGroups = [
  "get read view retrieve fetch see show lookup look describe inspect access check",
  "list enumerate browse",
  "search find query lookup look",
  "create add make register open",
  "file submit lodge",
  "update change modify edit alter amend adjust revise",
  "set change adjust",
  "delete remove erase destroy purge wipe",
  "send dispatch deliver transmit",
  "transfer move wire",
  "process issue handle execute perform initiate",
  "approve authorize accept",
  "reject decline refuse",
  "cancel abort void",
  "revoke withdraw",
  "pay disburse remit",
  "deploy release launch",
  "restart reboot",
  "stop shutdown halt terminate kill",
  "start boot launch begin",
  "enable activate",
  "disable deactivate",
  "book reserve schedule",
  "calculate compute quote estimate",
  "ask request",
  "buy purchase order",
  "publish post",
  "archive",
  "copy duplicate clone",
  "rollback revert",
  "charge bill",
  "hire onboard",
  "email mail",
  "notify alert message",
  "grant give assign",
  "run execute invoke",
  "write save store",
  "upload put",
  "push install rollout",
  "lend loan",
  "issue give grant award",
];

/** Nouns and adjectives that name the same thing. */
const nounGroups = [
  "fund money",
  "sum amount",
  "price cost",
  "file document",
  "folder directory",
  "email mail",
  "message",
  "employee staff worker",
  "salary wage compensation",
  "database db",
  "repository repo",
  "environment env",
  "appointment booking",
  "meeting event",
  "invoice bill",
  "ticket case",
  "package parcel",
  "photo picture image",
  "admin administrator administrative administration",
  "config configuration setting settings",
  "temperature temp",
  "quantity qty number count",
  "id identifier",
  "organization organisation org",
  "department dept",
  "production prod",
  "development dev",
  "information info details detail data",
  "destination recipient",
  "destination dest",
  "recipient to addressee",
  "order purchase",
  "customer client",
  "medication drug medicine substance",
  "percent percentage pct",
  "maximum max",
  "minimum min",
  "description desc",
  "application app",
  "reference ref",
  "account acct",
  "medical health",
  "person people",
  "state status",
  "type kind category",
  "verified verification",
  "owner owns own",
];

const related = (groups: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const all = new Map<string, Set<string>>();
  for (const group of groups) {
    const stems = group.split(" ").map(stem);
    for (const each of stems) {
      const known = all.get(each) ?? new Set<string>();
      for (const other of stems) known.add(other);
      all.set(each, known);
    }
  }
  return all;
};

const verbs = related(verbGroups);
const nouns = related(nounGroups);

/** Whether two stems are verbs of one meaning. */
export function sameVerb(a: string, b: string): boolean {
  return a === b || verbs.get(a)?.has(b) === true;
}

/** Whether two stems are nouns of one meaning. */
export function sameNoun(a: string, b: string): boolean {
  return a === b || nouns.get(a)?.has(b) === true;
}

/** Whether the stem is a verb that tools are commonly named after. */
export function isVerb(word: string): boolean {
  return verbs.has(word);
}

/** Whether the stem belongs to the words whose meaning is known here, so that it is no misspelling of another. */
export function isKnownWord(word: string): boolean {
  return verbs.has(word) || nouns.has(word);
}

const reading = new Set(
  [
    "get",
    "read",
    "view",
    "list",
    "search",
    "find",
    "check",
    "show",
    "fetch",
    "retrieve",
    "describe",
    "query",
    "track",
    "lookup",
  ].map(stem),
);
/** Whether the stem is a verb of tools that only read. */
export function isReadingVerb(word: string): boolean {
  return reading.has(word);
}

const acting = new Set(
  [
    "process",
    "issue",
    "make",
    "create",
    "perform",
    "execute",
    "initiate",
    "do",
    "submit",
    "handle",
    "run",
    "invoke",
    "use",
    "call",
    "send",
  ].map(stem),
);
/** Whether a name's verb adds nothing to its noun: process_refund is what people call a refund. */
export function isActingVerb(word: string): boolean {
  return acting.has(word);
}
