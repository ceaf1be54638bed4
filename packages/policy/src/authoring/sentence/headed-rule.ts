import { readWho } from "../callers/read-who.ts";
import { refuseDoubtful } from "../checks/claim-or-argument.ts";
import type { Context } from "../context.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { readTools } from "../tools/read-tools.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { denials } from "../words/effect-words.ts";
import { Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { withoutBrackets } from "./bracket-behind.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { takesWordForValue } from "./value-in-head.ts";

/** What stands before a colon and what behind it. */
export interface Headed {
  readonly head: readonly Token[];
  readonly rest: readonly Token[];
}

const mostHeads = 3;

/** The places where a sentence has a head: a title, a reason, the tool or the callers, before ":", "?", " - " or ", so". */
export function headsOf(tokens: readonly Token[]): readonly Headed[] {
  const heads: Headed[] = [];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "mark" && token.text === "(") depth += 1;
    if (token.kind === "mark" && token.text === ")") depth -= 1;
    if (depth > 0 || at === 0 || at > tokens.length - 2 || heads.length >= mostHeads) continue;
    const isMark = token.kind === "mark" && /^[:?!;.–—-]$/.test(token.text);
    const before = tokens[at - 1];
    const isSo =
      token.kind === "word" &&
      /^(?:so|therefore|thus|hence|consequently)$/.test(token.lower) &&
      (before?.kind === "mark" ||
        /^(?:please|do|never|no|block|deny|forbid|only)$/.test(patternText(tokens.slice(at + 1, at + 2))));
    const other = otherWords(tokens, at);
    if (!isMark && !isSo && other === 0) continue;
    const rest = tokens.slice(at + Math.max(1, other));
    const [next] = rest;
    const skip =
      !isSo && next?.kind === "word" && /^(?:so|therefore|thus|hence|consequently)$/.test(next.lower) ? 1 : 0;
    const comma = rest[skip]?.kind === "mark" && patternText(rest.slice(skip, skip + 1)) === "," ? 1 : 0;
    heads.push({
      head: tokens.slice(0, isSo || other > 0 ? withoutMark(tokens, at) : at),
      rest: withoutBrackets(rest.slice(skip + comma)),
    });
  }
  return heads;
}

const restating = [
  ["i", "mean"],
  ["in", "other", "words"],
  ["that", "is"],
  ["that", "means"],
  ["which", "means"],
  ["i.e"],
  ["ie"],
  ["meaning"],
  ["namely"],
];

/** How many words from here say that what follows says the same again. */
function otherWords(tokens: readonly Token[], at: number): number {
  const before = tokens[at - 1];
  if (before?.kind !== "mark") return 0;
  const found = restating.find((words) =>
    words.every((word, index) => patternText(tokens.slice(at + index, at + index + 1)) === word),
  );
  if (found === undefined) return 0;
  const mark = tokens[at + found.length];
  return found.length + (mark?.kind === "mark" && /^[,:.]$/.test(mark.text) ? 1 : 0);
}

function withoutMark(tokens: readonly Token[], at: number): number {
  return tokens[at - 1]?.kind === "mark" ? at - 1 : at;
}

const denying = new Set([...denials, "forbidden", "block"]);
const refusals =
  /^(?:no|nobody|no one|none|never|never ever|not allowed|forbidden|denied|blocked|off limits|prohibited|not permitted|disabled|disallowed|no way)(?: (?:, )?(?:for|to|by) (?:anyone|anybody|everyone|everybody|nobody|no one|all|all users|any user|any caller))?$/;
const consents =
  /^(?:yes|ok|okay|fine|allowed|permitted|open|available)(?: (?:, )?(?:for|to) (?:anyone|anybody|everyone|everybody|all|all users|any user))?$/;

/** A head that names the tool, with what the rest says of it, as one sentence: "show status: everyone", "Forwarding rules: never". */
export function headAsTool(
  { head, rest }: Headed,
  read: (tokens: readonly Token[]) => ReadRule,
  context: Context,
): ReadRule | undefined {
  const [near] = head;
  const isTool = namesTool(head, context.vocabulary);
  const ended = withoutEnd(rest);
  const text = patternText(ended);
  const tries: (readonly Token[])[] = [];
  const [first] = ended;
  const verb = first?.kind === "word" ? first.lower : "";
  if (refusals.test(text)) {
    tries.push([...inserted("block", near), ...head]);
  } else if (consents.test(text)) {
    tries.push([...inserted("allow", near), ...head]);
  } else if (denying.has(verb) || /^(?:allow|permit|let|only)$/.test(verb)) {
    const to =
      ended[1]?.kind === "word" && /^(?:only|it|this|that|them|access)$/.test(ended[1].lower) ? 2 : 1;
    const onlyFirst = verb === "only" ? 0 : 1;
    if (isTool) {
      // "terminate_employee: allow for role hr-director only"
      if (verb === "only")
        tries.push([...inserted("allow", near), ...head, ...callersMarked(ended, context, near)]);
      else
        tries.push(
          [...ended.slice(0, to), ...head, ...ended.slice(to)],
          [...ended.slice(0, onlyFirst), ...head, ...ended.slice(onlyFirst)],
        );
    } else if (denying.has(verb)) {
      // "Attachments above 25 megabytes: deny sending"
      const plain = attempt(() => read(ended));
      if (plain?.rule.when === undefined && plain?.rule.unless === undefined) {
        tries.push(
          [...ended, ...inserted("with", near), ...head],
          [...ended, ...head],
          [...ended, ...inserted("when", near), ...head],
        );
      }
    }
  } else if (/^(?:allowed|permitted|ok|okay|fine|yes)$/.test(verb)) {
    tries.push([...inserted("allow", near), ...head, ...ended.slice(1)]);
  } else if (/^(?:forbidden|blocked|denied|prohibited|disallowed)$/.test(verb)) {
    tries.push([...inserted("block", near), ...head, ...ended.slice(1)]);
  } else if (!isTool) {
    const who = callersMarked(ended, context, near);
    // "Launching a drone in wind of 15 knots or less: anyone with scope drone:fly"
    if (who !== ended && head.length > 1) tries.push([...inserted("allow", near), ...head, ...who]);
  } else {
    const who = callersMarked(ended, context, near);
    if (who !== ended) tries.push([...inserted("allow", near), ...head, ...who]);
    tries.push(
      [...inserted("allow", near), ...head, ...ended],
      [...head, ...inserted("with", near), ...ended],
    );
    if (/\bmust\b|\bhas to\b|\bhave to\b|\bneeds? to\b/.test(text)) {
      tries.push([...inserted("block", near), ...head, ...inserted("unless", near), ...ended]);
    }
  }
  for (const tokens of tries) {
    const found = attempt(() => read(tokens));
    if (found === undefined) continue;
    // "Port closure: deny …" names no port
    if (tokens[0] === first && !isTool && takesWordForValue(head, found.rule)) continue;
    // a tool and a bare condition say nothing of allowed or not
    if (tokens[0] !== near && tokens.length > 0 && said(tokens) === "allow" && !grants(ended, context))
      continue;
    return found;
  }
  return undefined;
}

/** "role X: may do this", "technicians: dispense allowed only if …", "nobody: do this": callers before a colon. */
export function headAsCallers(
  { head, rest }: Headed,
  read: (tokens: readonly Token[]) => ReadRule,
  context: Context,
): ReadRule | undefined {
  const [near] = head;
  const text = patternText(head);
  const commanded = /^(?:(allow|permit)|(?:block|deny|forbid|disallow|prohibit)) /.exec(text);
  const from = /^for /.test(text) || commanded !== null ? 1 : 0;
  const callers = head.slice(from);
  const [first] = rest;
  const verb = first?.kind === "word" ? first.lower : "";
  const noOne = /^(?:nobody|no one|none)$/.test(text);
  const reader = new Reader(callers);
  const who = noOne ? undefined : attempt(() => readWho(reader, { ...context, notes: [] }));
  if (!noOne && (who === undefined || !reader.done)) return undefined;
  if (denying.has(verb) || /^(?:allow|permit|let)$/.test(verb)) return undefined;
  const modal = /^(?:may|can|must|cannot|should|shall|is|are|has|have|get|gets|never)$/.test(verb);
  const said = rest.findIndex(
    (token) => token.kind === "word" && /^(?:allowed|permitted|forbidden|denied|blocked)$/.test(token.lower),
  );
  const joint = inserted(commanded?.[1] === undefined ? "from" : "to", near);
  const tries: (readonly Token[])[] =
    commanded !== null
      ? [[...head, ...joint, ...rest]]
      : modal
        ? [[...callers, ...rest]]
        : said > 0
          ? [
              [
                ...rest.slice(0, said),
                ...inserted("is", near),
                ...rest.slice(said, said + 1),
                ...inserted("for", near),
                ...callers,
                ...rest.slice(said + 1),
              ],
            ]
          : [[...callers, ...inserted("may", near), ...rest]];
  for (const tokens of tries) {
    const found = attempt(() => {
      const rule = read(tokens);
      const { vocabulary } = context;
      if (who?.kind === "users") {
        refuseDoubtful(
          who.condition,
          { ...context, tools: toolsOf(rule.rule.tools, vocabulary) },
          spanOf(head),
        );
      }
      return rule;
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

function said(tokens: readonly Token[]): string {
  const [first] = tokens;
  return first?.kind === "word" ? first.lower : "";
}

/** Whether the words say that something is allowed: callers, or "only". */
function grants(rest: readonly Token[], context: Context): boolean {
  const text = patternText(rest);
  if (consents.test(text) || /\b(?:allow|allowed|permit|permitted|only|ok|okay|fine|yes)\b/.test(text))
    return true;
  const reader = new Reader(rest);
  reader.take("for", "by");
  return attempt(() => readWho(reader, { ...context, notes: [] })) !== undefined;
}

/** "[only] curators and registrars [only], …" with "for" before the callers. */
function callersMarked(rest: readonly Token[], context: Context, near: Token | undefined): readonly Token[] {
  const reader = new Reader(rest);
  const only = reader.take("only") !== undefined;
  if (reader.sees("for") || reader.sees("by")) return rest;
  const who = attempt(() => readWho(reader, { ...context, notes: [] }));
  if (who === undefined) return rest;
  const from = only ? 1 : 0;
  return [...inserted(only ? "only for" : "for", near), ...rest.slice(from)];
}

function namesTool(head: readonly Token[], vocabulary: Vocabulary): boolean {
  const found = attempt(() => readTools(head, vocabulary, []));
  return found?.kind === "choice";
}

function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1);
  return last?.kind === "mark" && /^[.!;]$/.test(last.text) ? tokens.slice(0, -1) : tokens;
}
