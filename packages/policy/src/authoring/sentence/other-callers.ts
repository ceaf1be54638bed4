import { readWho } from "../callers/read-who.ts";
import type { Context } from "../context.ts";
import { absentClaimNotes } from "../rule/absent-claims.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { nameWords } from "../vocabulary.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { reworded } from "./reworded.ts";

const others =
  /^(?:for|to|by|from) (?:(?:everyone|everybody|anyone|anybody|all) else|(?:all |any |the )?others|(?:all )?the rest|(?:all |any |every )?other (?:user|caller|person|role|account|agent|people|principal|group)s?)$/;

/** "block place_order for everyone else" behind a head that names the callers who are not meant: "… except for users with tier prime". */
export function exceptNamed(
  head: readonly Token[],
  rest: readonly Token[],
  context: Context,
): readonly Token[] | undefined {
  const ended = rest.at(-1)?.kind === "mark" ? rest.slice(0, -1) : rest;
  for (let at = Math.max(1, ended.length - 4); at < ended.length - 1; at += 1) {
    if (!others.test(patternText(ended.slice(at)))) continue;
    const callers = callersIn(head, context);
    return callers === undefined
      ? undefined
      : [...ended.slice(0, at), ...inserted("except for", ended[at]), ...callers];
  }
  return undefined;
}

const othersFirst =
  /^(?:and |while |whereas |but )?((?:allow|let|permit|block|prevent|stop|forbid) )?(?:everyone else|everybody else|anyone else|all others|(?:all|any|every|the) other (?:users?|callers?|people)|other users) (?=can |may |must |shall |should |are |is |cannot |to |from )/;

/** "All other users may …" behind a sentence that names callers: everyone except those. */
export function othersThan(
  head: readonly Token[],
  rest: readonly Token[],
  context: Context,
): readonly Token[] | undefined {
  const said = othersFirst.exec(patternText(rest.slice(0, 7)).concat(" "));
  const callers = said === null ? undefined : callersIn(head, context);
  if (said === null || callers === undefined) return undefined;
  const length = said[0].trim().split(" ").length;
  const command = rest
    .filter((token) => token.kind === "word" && token.lower === said[1]?.trim())
    .slice(0, 1);
  return [...command, ...inserted("everyone except", rest[0]), ...callers, ...rest.slice(length)];
}

/** "Everyone else is limited to $10,000" behind a limit for some: "…, others up to $10,000". */
export function othersLimited(
  first: readonly Token[],
  second: readonly Token[],
): readonly Token[] | undefined {
  const others = reworded(
    second,
    /^(?:and |but )?(?:everyone else|everybody else|anyone else|(?:all )?others|(?:all )?other users) (?:is|are) (?:limited|restricted|capped) (?:to|at) (#)(?: \.)?$/,
    ", others up to $1",
  );
  return others === undefined ? undefined : [...first, ...others];
}

const othersDone =
  /^(?:all (?:the )?others?|the others?|others|all the rest|the rest|any others?|all other ones)(?= (?:may|can) be )/;

/** Whether the sentence says what may be done to others than those of the sentence before. */
export function startsWithOthers(tokens: readonly Token[]): boolean {
  return othersDone.test(patternText(tokens));
}

/** "All others may be deleted by …" behind a denial for some of what a tool deletes: said of all that it deletes. */
export function othersAllowed(second: readonly Token[], { rule }: ReadRule): readonly Token[] | undefined {
  const { effect, who, tools, when } = rule;
  if (effect !== "forbid" || who.kind !== "anyone" || tools.kind !== "tools" || when === undefined)
    return undefined;
  const [tool, other] = tools.tools;
  const thing = tool === undefined || other !== undefined ? [] : nameWords(tool.name).slice(1);
  return thing.length === 0 ? undefined : reworded(second, othersDone, `${thing.join(" ")}s`);
}

/** The rule for all but some, as one that does not hold for those: who has no such claim at all is another as well. */
export function exemptingOthers(read: ReadRule): ReadRule {
  const { who, effect, unless } = read.rule;
  if (effect !== "permit" || who.kind !== "users" || who.condition?.kind !== "not") return read;
  const named = who.condition.of;
  const strict = absentClaimNotes(read.rule);
  return {
    rule: {
      ...read.rule,
      who: { kind: "users", condition: undefined },
      unless: unless === undefined ? named : { kind: "any", of: [named, unless] },
    },
    notes: read.notes.filter((note) => !strict.includes(note)),
  };
}

/** The words of the only callers that the tokens name by a claim. */
function callersIn(tokens: readonly Token[], context: Context): readonly Token[] | undefined {
  const found: (readonly Token[])[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const reader = new Reader(tokens, at);
    const who = attempt(() => readWho(reader, { ...context, notes: [] }));
    if (who?.kind !== "users" || who.condition === undefined) continue;
    found.push(tokens.slice(at, reader.at));
    at = reader.at - 1;
  }
  const [only] = found;
  return found.length === 1 ? only : undefined;
}
