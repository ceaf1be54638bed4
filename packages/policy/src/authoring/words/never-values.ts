import { isKnownWord } from "./synonyms.ts";
import type { Token } from "./tokens.ts";

const describing = new Set(
  (
    "whole entire full complete right wrong correct current currently own other same different new old first last next previous final public private shared internal external local remote global common " +
    "active inactive open closed empty specific particular given certain various similar following best worst big large huge small tiny important necessary available existing original actual real true false " +
    "today tomorrow yesterday now then again alone together directly immediately itself themselves himself herself yourself myself here there anywhere somewhere everywhere elsewhere twice once forever always never " +
    "exact single double total overall main major minor primary secondary mine ours yours theirs someone anyone everyone nobody somebody anybody something anything everything nothing themself people persons things stuff " +
    "list system address addresses details information content contents name names number numbers code codes type types kind kinds field fields value values setting settings history request requests call calls used using named called"
  ).split(" "),
);

/** Whether an unquoted word describes or goes on rather than being what something is called: "the whole channel", "the channel itself". */
export function isNeverValue(token: Token): boolean {
  if (token.kind !== "word" || !/^\p{Ll}/u.test(token.text)) return false;
  if (/^(?:non|not)-/.test(token.lower)) return true;
  return describing.has(token.lower) || /^\p{Ll}{2,}(?:ly|self|selves)$/u.test(token.lower);
}

/** Whether an unquoted word behind a noun with an article may be the head of a compound: "the channel owners". */
export function isCompoundHead(token: Token): boolean {
  if (token.kind !== "word" || !/^\p{Ll}+$/u.test(token.text)) return false;
  // "the environment prod": nothing is made of an environment's name
  if (environments.test(token.lower)) return false;
  return /[^su]s$|(?:er|or|tion|ment|ing|ist)$/.test(token.lower) || isKnownWord(token.stem);
}

const environments = /^(?:dev|prod|staging|production|development|sandbox|preprod|qa|uat)$/;
