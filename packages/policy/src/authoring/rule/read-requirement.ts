import type { Context } from "../context.ts";
import type { Who } from "../intermediate.ts";
import { actClause } from "../sentence/act-clause.ts";
import type { Reader } from "../words/reader.ts";
import { anyone, type Opening, opening } from "./opening.ts";

/** "Require X for Y", "Require users to provide X to do Y". */
export function requiring(reader: Reader, { vocabulary }: Context): Opening | undefined {
  if (reader.take("require", "requires", "demand") === undefined) return undefined;
  reader.take("that");
  const users =
    reader.take(
      "users to provide",
      "callers to provide",
      "users to give",
      "everyone to provide",
      "all users to provide",
      "users to specify",
    ) !== undefined;
  const from = reader.at;
  for (let at = from + 1; at < reader.end; at += 1) {
    const token = reader.tokens[at];
    const next = reader.tokens[at + 1];
    if (token?.kind !== "word" || !/^(?:for|to|when|whenever|if|before|in|on)$/.test(token.lower)) continue;
    const requires = reader.slice(from, at);
    const act = /^(?:when|whenever|if)$/.test(token.lower)
      ? actClause(reader.slice(at + 1, reader.end), vocabulary)
      : undefined;
    if (act !== undefined) {
      const { verb, object, rest } = act;
      return {
        ...opening("forbid", anyone, reader, undefined, { requires }),
        verb: [verb],
        tail: [...object, ...rest],
      };
    }
    if (/^(?:whenever|if)$/.test(token.lower)) continue;
    reader.at = at + 1;
    if (next?.kind === "word" && next.lower === "be") continue;
    reader.take("all", "any", "every");
    const users2: Who = users ? { kind: "users", condition: undefined } : anyone;
    return opening("forbid", users2, reader, undefined, { requires });
  }
  return undefined;
}

/** "A description is required for claims", "Deleting records requires role admin". */
export function requiredPassive(reader: Reader, { vocabulary }: Context): Opening | undefined {
  const all = reader.slice(reader.at, reader.end);
  const at = all.findIndex(
    (token) => token.kind === "word" && /^(?:requires?|required|needs?|mandatory)$/.test(token.lower),
  );
  if (at <= 0) return undefined;
  const verb = all[at];
  const lower = verb?.kind === "word" ? verb.lower : "";
  const before = all[at - 1];
  if (lower === "required" || lower === "mandatory" || lower === "needed") {
    if (before?.kind !== "word" || !/^(?:is|are)$/.test(before.lower)) return undefined;
    const after = all[at + 1];
    const comma = all.findIndex((token) => token.kind === "mark" && token.text === ",");
    // "to destroy secrets, a ticket is required"
    if (after === undefined && /^(?:to|for)$/.test(reader.word()) && comma > 1 && comma < at - 2) {
      const requires = all.slice(comma + 1, at - 1);
      return {
        ...opening("forbid", anyone, reader, undefined, { requires }),
        tail: all.slice(1, comma),
      };
    }
    if (after?.kind !== "word" || !/^(?:for|to|when|whenever|if|before|in)$/.test(after.lower))
      return undefined;
    const requires = all.slice(0, at - 1);
    const act = /^(?:when|whenever|if|before)$/.test(after.lower)
      ? actClause(all.slice(at + 2), vocabulary)
      : undefined;
    if (act !== undefined) {
      const { verb: done, object, rest } = act;
      return {
        ...opening("forbid", anyone, reader, undefined, { requires }),
        verb: [done],
        tail: [...object, ...rest],
      };
    }
    if (/^(?:whenever|if)$/.test(after.lower)) return undefined;
    reader.at += at + 2;
    return opening("forbid", anyone, reader, undefined, { requires });
  }
  // what is required may be followed by a condition of when
  const rest = all.slice(at + 1);
  const when = rest.findIndex(
    (token) => token.kind === "word" && /^(?:when|if|unless|except|whenever)$/.test(token.lower),
  );
  const requires = when < 0 ? rest : rest.slice(0, when);
  const conditions = when < 0 ? [] : rest.slice(when);
  if (requires.length === 0) return undefined;
  return {
    ...opening("forbid", anyone, reader, undefined, { requires }),
    tail: [...all.slice(0, at), ...conditions],
  };
}
