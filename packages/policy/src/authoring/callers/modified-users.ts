import type { Context } from "../context.ts";
import type { Who } from "../intermediate.ts";
import { claim, functionWords } from "../rule/caller-restriction.ts";
import type { Reader } from "../words/reader.ts";
import type { WordToken } from "../words/tokens.ts";
import { claimNamed, isTier, isUserNoun, rolesNamed } from "./claims.ts";

/** "premium users", "admin users", "premium-tier users", "users" after a role or a tier. */
export function modifiedUsers(reader: Reader, context: Context): Who | undefined {
  return reader.attempt(() => {
    const words: WordToken[] = [];
    while (reader.peek()?.kind === "word" && words.length < 6) {
      const token = reader.peek();
      if (token?.kind !== "word") break;
      reader.at += 1;
      if (isPeople(token.lower)) break;
      if (functionWords.has(token.lower) && token.lower !== "or" && token.lower !== "and") return undefined;
      words.push(token);
    }
    const last = reader.tokens[reader.at - 1];
    if (last?.kind !== "word" || !isPeople(last.lower) || words.length === 0) return undefined;
    // "managers and users with scope x" are two kinds of callers
    if (/^(?:and|or)$/.test(words.at(-1)?.lower ?? "")) return undefined;
    const joined = words.filter(({ lower }) => lower !== "or" && lower !== "and");
    const tier =
      joined.length > 0 &&
      joined.every(({ lower }) => isTier(lower.replace(/-tier$/, "")) || lower === "tier");
    const values = joined
      .filter(({ lower }) => lower !== "tier")
      .map(({ lower }) => lower.replace(/-tier$/, ""));
    if (tier && values.length > 0) {
      context.notes.push(
        `"${words.map(({ text }) => text).join(" ")} ${last.text}" is read as the claim tier.`,
      );
      return { kind: "users", condition: claim("tier", values) };
    }
    const suffix = /^(.+)-(role|tier|group|department|scope)$/.exec(joined[0]?.lower ?? "");
    if (suffix !== null && joined.length === 1) {
      const named = claimNamed(suffix[2] ?? "", context.vocabulary);
      if (named !== undefined) return { kind: "users", condition: claim(named, [suffix[1] ?? ""]) };
    }
    const roles = joined.map(({ lower }) => rolesNamed(lower));
    if (roles.length > 0 && roles.every((each) => each !== undefined)) {
      return { kind: "users", condition: claim("role", roles.flat()) };
    }
    return undefined;
  });
}

function isPeople(lower: string): boolean {
  return isUserNoun(lower) || lower === "customers" || lower === "callers";
}
