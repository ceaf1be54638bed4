import { isClause } from "./clause-ahead.ts";
import type { Context } from "./context.ts";
import type { Condition } from "./intermediate.ts";
import { isOfKind, matchField, refuseField } from "./match-fields.ts";
import { type Reader, spanOf } from "./reader.ts";
import { refuse } from "./refusal.ts";
import { refuseHomonym } from "./subject-field.ts";
import type { Token } from "./tokens.ts";
import type { VocabularyField } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

/** "a description and priority are provided", "no reason is given", "without a ticket id". */
export function presenceClause(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const without = reader.take("without", "there is no", "it has no", "no");
    const having =
      without === undefined
        ? reader.take(
            "there is",
            "it has",
            "it includes",
            "with",
            "they provide",
            "the user provides",
            "the caller provides",
            "the request includes",
            "the call includes",
            "the request has",
            "the request contains",
            "including",
            "that have",
            "that has",
            "which have",
            "having",
          )
        : undefined;
    if (without === undefined && having === undefined && !presenceAhead(reader)) return undefined;
    const subjects: Token[][] = [[]];
    let join: string | undefined;
    while (!reader.done) {
      if (presenceWord(reader)) break;
      const joined = reader.take(", and", ", or", "and", "or", ",");
      if (joined !== undefined) {
        if (isClause(reader) && !presenceAhead(reader)) {
          reader.at -= joined.split(" ").length;
          break;
        }
        join = joined.includes("or") ? "or" : joined.includes("and") ? "and" : join;
        subjects.push([]);
        continue;
      }
      const token = reader.peek();
      if (
        token === undefined ||
        (token.kind === "mark" && token.text !== "'s") ||
        /^(?:when|if|unless|except|only|for|where|whose)$/.test(reader.word())
      )
        break;
      if (token.kind === "number" || token.kind === "quoted") return undefined;
      if (!/^(?:a|an|the|both|either)$/.test(reader.word())) subjects.at(-1)?.push(token);
      reader.at += 1;
    }
    const said = readPresence(reader);
    if (said === undefined && without === undefined && having === undefined) return undefined;
    if (subjects.some((each) => each.length === 0)) return undefined;
    const conditions = subjects.map((each): Condition | undefined => {
      for (const token of each) refuseHomonym([token]);
      const match = matchField(each, context.tools, "any");
      if (match.kind !== "one") {
        if (having !== undefined || without !== undefined) return undefined;
        refuseField(match, each, context.tools, reader.here());
      }
      if ((having !== undefined || without !== undefined) && isOfKind(match.field, "flag")) {
        // a word of the flag's name that is not said may be what it is about
        if (match.missing > 0) return undefined;
        return { kind: "flag", field: match.field, value: true };
      }
      return isOfKind(match.field, "flag")
        ? flagGiven(match.field, each, reader)
        : { kind: "present", field: match.field };
    });
    const present = conditions.filter((each) => each !== undefined);
    if (present.length !== conditions.length) return undefined;
    const absent = (said === "absent") !== (without !== undefined);
    if (said === "absent" && without !== undefined)
      refuse("Two denials in one condition can be understood in two ways", reader.here());
    const [first] = present;
    if (first === undefined) return undefined;
    if (present.length === 1) return absent ? { kind: "not", of: first } : first;
    // "A and B are missing": both are; "without A or B": neither is
    const kind = join === "or" && without === undefined ? "any" : "all";
    if (absent && without !== undefined && join === "and") {
      refuse("“without A and B” can be understood in two ways", spanOf(subjects.flat()), {
        advice: 'Write "unless A and B are provided" or "when A is missing or B is missing".',
      });
    }
    if (!absent) return { kind, of: present };
    const missing = present.map((of): Condition => ({ kind: "not", of }));
    return { kind: without !== undefined ? "all" : kind, of: missing };
  });
}

/** "consent was given" of a flag consentGiven means that it is true; of a flag consent it may mean that it is there. */
function flagGiven(field: VocabularyField, phrase: readonly Token[], reader: Reader): Condition {
  if (field.nameStems.some((each) => givenStems.has(each))) return { kind: "flag", field, value: true };
  const name = field.path.join(".");
  refuse(
    `"${name}" is true or false, so it is not certain what being provided means`,
    spanOf(phrase, reader.peek()),
    {
      candidates: [`${name} is true`, `${name} is false`],
    },
  );
}

const given = "provided given specified present included supplied set stated filled attached there";

const givenWords = new Set(given.split(" "));

const givenStems = new Set([...givenWords].map(stem));

const absentWords = new Set("missing absent omitted".split(" "));

function presenceWord(reader: Reader): boolean {
  return /^(?:is|are|has|have|was|were|must)$/.test(reader.word());
}

function presenceAhead(reader: Reader): boolean {
  for (let ahead = 0; ahead < 16; ahead += 1) {
    if (/^(?:is|are|has|have|was|were|must)$/.test(reader.word(ahead))) {
      for (let after = ahead + 1; after < ahead + 5; after += 1) {
        const word = reader.word(after);
        if (givenWords.has(word) || absentWords.has(word))
          return !(word === "set" && reader.word(after + 1) === "to");
        if (!/^(?:not|been|be|both|also|either)$/.test(word)) return false;
      }
      return false;
    }
    if (
      /^(?:when|if|unless|except|only|under|over)$/.test(reader.word(ahead)) ||
      reader.peek(ahead)?.kind === "number"
    )
      return false;
  }
  return false;
}

function readPresence(reader: Reader): "given" | "absent" | undefined {
  return reader.attempt(() => {
    if (reader.take("is", "are", "has been", "have been", "was", "were", "must be") === undefined)
      return undefined;
    const not = reader.take("not") !== undefined;
    reader.take("both", "also", "been");
    const word = reader.word();
    if (givenWords.has(word)) {
      reader.at += 1;
      return not ? "absent" : "given";
    }
    if (absentWords.has(word) && !not) {
      reader.at += 1;
      return "absent";
    }
    return undefined;
  });
}
