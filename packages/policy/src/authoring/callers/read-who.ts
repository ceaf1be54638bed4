import type { Context } from "../context.ts";
import { allOf, type Condition, type Who } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";
import { readOne } from "./read-caller.ts";
import { saysWho } from "./says-who.ts";

/** The callers that the words from here name, as far as they go; undefined where they name none. */
export function readWho(reader: Reader, context: Context): Who | undefined {
  return reader.attempt(() => {
    const only = reader.take("only") !== undefined;
    void only;
    const first = readOne(reader, context);
    if (first === undefined) return undefined;
    let who = first;
    const members = [first];
    const alone = reader.at;
    const joins = new Set<string>();
    for (;;) {
      const next = reader.attempt(() => {
        const comma = reader.take(",");
        const join = reader.take("and", "or", "&");
        if (comma === undefined && join === undefined) return undefined;
        const one = readOne(reader, context);
        if (one !== undefined && join !== undefined) joins.add(join);
        return one;
      });
      if (next === undefined) break;
      members.push(next);
      who = union(who, next, reader);
    }
    // "managers, clerks" without "and" or "or" is no list
    if (members.length > 1 && joins.size === 0) {
      who = first;
      members.length = 1;
      reader.at = alone;
    }
    const restricts =
      members.length > 1 && members.some((each) => each.kind === "users" && each.condition?.kind === "all");
    if (joins.size > 1 || restricts) {
      refuse("It is not certain which of these callers the words belong to", reader.here(), {
        advice: "Write a sentence for each kind of caller.",
      });
    }
    const except = reader.attempt(() => {
      reader.take(",");
      if (
        reader.take(
          "except for",
          "except",
          "other than",
          "apart from",
          "but not",
          "but",
          "excluding",
          "besides",
        ) === undefined
      )
        return undefined;
      return readWho(reader, context);
    });
    return except === undefined ? who : without(who, except, reader);
  });
}

function union(a: Who, b: Who, reader: Reader): Who {
  const isSaid = [a, b].every(
    (each) => each.kind !== "users" || each.called === undefined || saysWho(each.condition),
  );
  if (isSaid && a.kind === "users" && b.kind === "users" && a.condition && b.condition) {
    return { kind: "users", condition: { kind: "any", of: [...anyOf(a.condition), ...anyOf(b.condition)] } };
  }
  refuse("These callers do not go into one policy", reader.here(), {
    advice: "Write a sentence for each kind of caller.",
  });
}

function anyOf(condition: Condition): readonly Condition[] {
  return condition.kind === "any" ? condition.of : [condition];
}

function without(who: Who, except: Who, reader: Reader): Who {
  const left = except.kind === "iam" ? except : except.kind === "users" ? except.condition : undefined;
  // callers with a token are no callers with AWS credentials, so none of them would be left out
  if (who.kind === "iam" || left === undefined || (left.kind === "iam" && who.kind === "users")) {
    refuse("The exception names no certain callers", reader.here());
  }
  return {
    kind: "users",
    condition: allOf([who.kind === "users" ? who.condition : undefined, { kind: "not", of: left }]),
    ...(who.kind === "anyone" ? { everyone: true } : {}),
    ...(who.kind === "users" && who.called !== undefined && !saysWho(who.condition)
      ? { called: who.called }
      : {}),
  };
}
