import { isArgumentToo } from "../checks/claim-or-argument.ts";
import type { Context } from "../context.ts";
import { heads } from "../sentence/clause-ahead.ts";
import { isPersonalAttribute } from "../words/personal-attributes.ts";
import { Reader } from "../words/reader.ts";
import { takeClaim } from "./take-claim.ts";

/** "cost_center CC-4410": a name as only claims have it, before a value. */
export function identifierClaim(reader: Reader, context: Context): string | undefined {
  const token = reader.peek();
  if (token?.kind !== "word" || !/^\p{L}[\p{L}\p{N}]*(?:[_:][\p{L}\p{N}]+)+$/u.test(token.text))
    return undefined;
  const ahead = new Reader(reader.tokens, reader.at + 1, reader.end);
  if (ahead.peek()?.kind === "mark" || takeClaim(ahead, context) !== undefined) return undefined;
  reader.at += 1;
  return token.text;
}

const noClaims = new Set(
  "id name names access permission permissions right rights account title tag value argument the a an not all any".split(
    " ",
  ),
);

/** `site "Rotterdam"`, "the caller's site is x": a claim of any name, where the words can name nothing else. */
export function unusualClaim(reader: Reader, context: Context): string | undefined {
  const token = reader.peek();
  if (token?.kind !== "word" || !/^\p{L}[\p{L}\p{N}_-]*$/u.test(token.text)) return undefined;
  if (noClaims.has(token.lower) || heads.has(token.lower) || isArgumentToo(token.text, context))
    return undefined;
  const verb = /^(?:is|are|equals|=|==|includes|contains)$/.test(reader.word(1)) ? 1 : 0;
  const not = reader.word(1 + verb) === "not" ? 1 : 0;
  const value = reader.peek(1 + verb + not);
  // "a status of active"; "status updates" are none
  const isOf = isPersonalAttribute(token.lower) && /^(?:of|=|:)$/.test(reader.word(1));
  const told =
    context.anyClaim === true ? verb === 1 : context.behind !== true && (value?.kind === "quoted" || isOf);
  if (!told) return undefined;
  reader.at += 1;
  context.notes.push(`"${token.text}" is read as a claim of the caller's token.`);
  return token.text;
}

const tests = /^(?:is|are|equals|=|==|contains|includes|starts|begins|ends)$/;
const named = /^\p{L}[\p{L}\p{N}]*(?:[_:.][\p{L}\p{N}]+)+$|^\p{Ll}+(?:\p{Lu}[\p{Ll}\p{N}]*)+$/u;

/** "users whose employment_type is …", `whose "contractType" is`, "whose status is": a claim by how its name is written, or what people have. */
export function claimOfPeople(reader: Reader, context: Context): string | undefined {
  const token = reader.peek();
  if (token === undefined || !tests.test(reader.word(1))) return undefined;
  const isName =
    token.kind === "word"
      ? named.test(token.text) || isPersonalAttribute(token.lower)
      : token.kind === "quoted" && /^\p{L}[\p{L}\p{N}_:.-]*$/u.test(token.text);
  if (!isName || (token.kind !== "word" && token.kind !== "quoted")) return undefined;
  reader.at += 1;
  context.notes.push(`"${token.text}" is read as a claim of the caller's token.`);
  return token.text;
}
