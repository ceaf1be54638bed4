import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { claimDefinition } from "./claim-definition.ts";

/** What people's words say and brackets name: `site "Rotterdam" (claim site)`, "employment type intern (claim employment_type)", `acme (employer claim "acme")`, "the household (group family)". */
export function describedClaim(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const from = reader.at;
    while (!reader.done && reader.at < from + 6 && isPart(reader.peek())) reader.at += 1;
    const said = reader.slice(from, reader.at);
    if (said.length === 0 || reader.word() !== "(") return undefined;
    const open = reader.at;
    const whole = reader.attempt(() => {
      reader.at += 1;
      const found = claimDefinition(reader, context);
      return found !== undefined && reader.take(")") !== undefined ? found : undefined;
    });
    if (whole !== undefined) return says(reader, open) ? whole : undefined;
    reader.at = open + 1;
    const name = claimName(reader);
    if (name === undefined || reader.take(")") === undefined) return undefined;
    const value = said.at(-1);
    const told = said.slice(0, -1).filter((token) => !isArticle(token));
    // each word before the value has to be the claim's own
    const stems = name.split(/[^\p{L}\p{N}]+/u).map((part) => stem(part.toLowerCase()));
    if (value === undefined || (value.kind !== "word" && value.kind !== "quoted")) return undefined;
    if (told.length === 0 || !told.every((token) => token.kind === "word" && stems.includes(token.stem)))
      return undefined;
    return { kind: "claim", claim: name, test: "is", values: [value.text], meant: "caller" };
  });
}

function isPart(token: Token | undefined): boolean {
  return (
    token?.kind === "quoted" ||
    (token?.kind === "word" &&
      !/^(?:may|can|must|shall|to|when|if|unless|and|or|who|whose|with|is|are)$/.test(token.lower))
  );
}

function isArticle(token: Token): boolean {
  return token.kind === "word" && /^(?:the|a|an)$/.test(token.lower);
}

/** "claim site", "the site claim", without a value. */
function claimName(reader: Reader): string | undefined {
  reader.take("the");
  const first = reader.take("claim") !== undefined;
  const token = reader.peek();
  if (token?.kind !== "word" && token?.kind !== "quoted") return undefined;
  reader.at += 1;
  return first || reader.take("claim") !== undefined ? token.text : undefined;
}

/** Brackets name a claim that cannot be the call's. */
function says(reader: Reader, open: number): boolean {
  const inside = new Reader(reader.tokens, open, reader.at);
  for (; !inside.done; inside.at += 1) {
    if (/^(?:claim|roles?|groups?|scopes?)$/.test(inside.word())) return true;
  }
  return false;
}
