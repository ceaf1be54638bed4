import { isClaimOfDomain } from "../callers/claim-of-domain.ts";
import { takeClaim } from "../callers/take-claim.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { inTokens } from "../words/in-tokens.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { fieldOf } from "./subject-field.ts";

/** "is the user's own username", "matches their department". */
export function sameAsClaim(
  reader: Reader,
  subject: readonly Token[],
  context: Context,
): Condition | undefined {
  if (reader.word() === "the" && reader.peek(1)?.text.toLowerCase() === "one") {
    reader.at += 2;
    if (reader.take("in", "of", "from") === undefined) return undefined;
  }
  const inToken = reader.attempt(() => claimInToken(reader));
  if (inToken !== undefined) return sameText(fieldOf(subject, "text", context), inToken, subject);
  reader.take("that in", "that of", "the value in", "the value of", "what is in", "what stands in");
  const own = reader.take(
    "their own",
    "their",
    "his own",
    "her own",
    "the user 's own",
    "the user 's",
    "the caller 's own",
    "the caller 's",
    "the principal 's",
    "the requester 's",
    "the requesting user 's",
    "the calling user 's",
    "his",
    "her",
    "your own",
    "your",
    "the users '",
    "user 's",
    "caller 's",
  );
  const bare = own === undefined ? reader.attempt(() => bareIdentity(reader, subject, context)) : undefined;
  if (bare !== undefined) return sameText(fieldOf(subject, "text", context), bare, subject);
  const stated = own === undefined ? reader.attempt(() => claimNamedAhead(reader, context)) : undefined;
  if (stated !== undefined) return sameText(fieldOf(subject, "text", context), stated, subject);
  if (own === undefined) {
    if (
      reader.take(
        "the caller",
        "the user",
        "the requester",
        "themselves",
        "the calling user",
        "the requesting user",
      ) === undefined
    )
      return undefined;
    const field = fieldOf(subject, "text", context);
    context.notes.push("The caller is compared by the claim username.");
    return sameText(field, "username", subject);
  }
  reader.take("own");
  const literal = reader.attempt(() => claimNamedAhead(reader, context));
  const named =
    literal ??
    takeClaim(reader, context) ??
    claimLike(reader) ??
    anyName(reader, own) ??
    userIdentifier(reader, context);
  if (named === undefined) return undefined;
  reader.take("claim");
  return sameText(fieldOf(subject, "text", context), named, subject);
}

/** "the label in their token", "the value of the label claim in the caller's token": what stands in a token is a claim. */
function claimInToken(reader: Reader): string | undefined {
  reader.take("the value of", "the value in");
  reader.take("the", "their", "its");
  const claim = reader.peek();
  if (claim?.kind !== "word" && claim?.kind !== "quoted") return undefined;
  reader.at += 1;
  const called = reader.take("claim", "value") !== undefined;
  const place = reader.take(...inTokens);
  const isPlace = place !== undefined && (called || !place.startsWith("of the"));
  return isPlace ? claim.text : undefined;
}

/** "the customer_id claim", "claim sub": a claim of any name. */
function claimNamedAhead(reader: Reader, context: Context): string | undefined {
  reader.take("the", "your");
  if (isClaimOfDomain(reader, context)) return undefined;
  const first =
    reader.word() === "claim" ? reader.peek(1) : reader.word(1) === "claim" ? reader.peek() : undefined;
  if (first === undefined || (first.kind !== "word" && first.kind !== "quoted") || first.text === "claim")
    return undefined;
  reader.at += 2;
  return first.text;
}

/** "must equal sub", "equals username": behind such a verb it is no text to compare with. */
function bareIdentity(reader: Reader, subject: readonly Token[], context: Context): string | undefined {
  const before = reader.tokens[reader.at - 1];
  const verb = before?.kind === "word" || before?.kind === "mark" ? before.text.toLowerCase() : "";
  if (!/^(?:equals?|match(?:es)?|=|==|to|as)$/.test(verb)) return undefined;
  reader.take("the");
  const word = reader.word();
  if (reader.word(1) === "claim") return undefined;
  const token = reader.peek();
  const like = token?.kind === "word" && isNamedLike(subject, token.text) ? claimLike(reader) : undefined;
  if (like !== undefined) {
    const known = context.tools.some(({ fields }) => fields.some(({ path }) => path.at(-1) === like));
    return known ? undefined : like;
  }
  const isAddress = word === "email" && subject.some(({ text }) => /e_?mail/i.test(text));
  if (word !== "sub" && word !== "username" && !isAddress) return undefined;
  const isArgument = context.tools.some(({ fields }) => fields.some(({ path }) => path.at(-1) === word));
  if (isArgument) return undefined;
  reader.at += 1;
  return word;
}

/** "equal to the caller's account": what a caller has are claims. */
function anyName(reader: Reader, own: string): string | undefined {
  const token = reader.peek();
  if (!/caller|principal|requesting|calling/.test(own) || token?.kind !== "word") return undefined;
  if (/^(?:id|userid|name|identity|login|user|own)$/.test(token.lower)) return undefined;
  reader.at += 1;
  return token.text;
}

/** "patientId = patient_id": one name in the two spellings. */
function isNamedLike(subject: readonly Token[], claim: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  const said = subject.filter((token) => token.kind === "word" && !/^(?:the|a|an)$/.test(token.lower));
  return said.map(({ text }) => bare(text)).join("") === bare(claim);
}

/** "their patient_id": a name as only claims have it. */
function claimLike(reader: Reader): string | undefined {
  const token = reader.peek();
  if (token?.kind !== "word" || !/^\p{L}[\p{L}\p{N}]*(?:_[\p{L}\p{N}]+)+$/u.test(token.text))
    return undefined;
  reader.at += 1;
  return token.text;
}

function userIdentifier(reader: Reader, context: Context): string | undefined {
  if (reader.take("user id", "userid", "id", "own id", "name", "identity", "login", "user") === undefined)
    return undefined;
  context.notes.push("The caller's id is read as the claim username.");
  return "username";
}

function sameText(field: VocabularyField, claim: string, subject: readonly Token[]): Condition {
  if (field.shape.kind !== "string") {
    refuse(`"${field.path.join(".")}" is no text, so it cannot equal a claim`, spanOf(subject));
  }
  return { kind: "same", field, claim };
}
