import type { Headed } from "../sentence/headed-rule.ts";
import { inserted, patternText } from "../sentence/inserted-words.ts";
import type { Token } from "./tokens.ts";

const verbs =
  /^(?:is|are|was|were|must|may|can|could|shall|should|will|has|have|need|needs|require|requires|cost|costs|do|does|get|gets|go|goes|stay|stays)$/;
const timely = /^(?:before|after|between|during|from|until|on|in|outside)$/;
const own = /^(?:role|group|tier|scope|department|user|claim)$/;

/** Whether the words point back to what was said before them. */
export function pointsBack(tokens: readonly Token[]): boolean {
  const text = patternText(tokens);
  return (
    /^(?:\( .* \)(?: [.!])?|i mean\b.*|in other words\b.*|that is\b.*|meaning\b.*)$/.test(text) ||
    /\b(?:(?:everyone|everybody|anyone|anybody) else|others|the rest|other (?:users?|callers?|people|roles?))(?: [.!])?$/.test(
      text,
    ) ||
    /\b(?:it|them|those|these|such|they|that|then|this|one|ones|so)\b/.test(text)
  );
}

/** The rest with "it", "them", "then", "that role" or "without one" replaced by what stood before; empty where nothing points back. */
export function pointedBack(head: readonly Token[], rest: readonly Token[]): readonly (readonly Token[])[] {
  return resolved(head, rest, 0, mostPronouns).filter((tokens) => tokens !== rest);
}

const mostPronouns = 2;

function resolved(
  head: readonly Token[],
  rest: readonly Token[],
  from: number,
  left: number,
): readonly (readonly Token[])[] {
  if (left === 0) return [rest];
  for (let at = from; at < rest.length; at += 1) {
    const token = rest[at];
    const one = token === undefined ? undefined : meant(token, rest[at + 1], rest[at - 1], at, head, rest);
    if (one === undefined) continue;
    return one.with.flatMap((words) =>
      resolved(
        head,
        [...rest.slice(0, at), ...words, ...rest.slice(at + one.length)],
        at + words.length,
        left - 1,
      ),
    );
  }
  return [rest];
}

const bare =
  /^(?:deny|block|forbid|reject|refuse|allow|permit) (?:if|when|unless|whenever|where|for|to|only|without|with|in|on|during|after|before)\b/;

/** "A subscription is only cancelled after an offer: deny if offered is false": the rest has no tool of its own and takes the head's. */
export function underTool({ head, rest }: Headed): readonly (readonly Token[])[] {
  if (!bare.test(patternText(rest))) return [];
  const subject = subjectOf(head);
  const be = head.findIndex(
    (token, at) => at > 0 && token.kind === "word" && /^(?:be|is|are)$/.test(token.lower),
  );
  const verb = head
    .slice(be + 1)
    .find((token) => token.kind === "word" && !/^(?:only|not|never|always|to|be)$/.test(token.lower));
  const [first] = rest;
  if (first === undefined || subject.length === 0) return [];
  const passive = be < 1 || verb === undefined ? [] : [[first, verb, ...subject, ...rest.slice(1)]];
  return [...passive, [first, ...subject, ...rest.slice(1)]];
}

interface Meant {
  readonly length: number;
  readonly with: readonly (readonly Token[])[];
}

function meant(
  token: Token,
  next: Token | undefined,
  before: Token | undefined,
  at: number,
  head: readonly Token[],
  rest: readonly Token[],
): Meant | undefined {
  if (token.kind !== "word" && token.text.toLowerCase() !== "one") return undefined;
  const lower = token.text.toLowerCase();
  const following = next?.kind === "word" ? next.lower : "";
  if (/^(?:that|this|the)$/.test(lower) && own.test(following)) {
    const named = head.findIndex((each) => each.kind === "word" && each.lower === following);
    const value = head[named + 1];
    // "the role" is said anew where a value follows it
    const after = rest[at + 2];
    if (lower === "the" || named < 0 || value === undefined || after?.kind === "quoted") return undefined;
    return { length: 2, with: [head.slice(named, named + 2)] };
  }
  if (lower === "such" && /^(?:calls?|requests?|uses?)$/.test(following)) {
    const to = rest[at + 2]?.kind === "word" && patternText(rest.slice(at + 2, at + 3)) === "of" ? 4 : 2;
    const tool = to === 4 ? rest.slice(at + 3, at + 4) : [];
    const such = [...subjectOf(head), ...restrictionOf(head)];
    return {
      length: to,
      with: [
        [...tool, ...inserted("with", token), ...such],
        [...tool, ...such],
      ],
    };
  }
  if (lower === "then" && next === undefined) {
    const time = head.findIndex(
      (each, index) =>
        each.kind === "word" &&
        timely.test(each.lower) &&
        head.slice(index).some(({ kind }) => kind === "time" || kind === "date"),
    );
    return time < 0 ? undefined : { length: 1, with: [head.slice(time)] };
  }
  if (/^(?:one|it)$/.test(lower) && before?.kind === "word" && /^(?:without|with)$/.test(before.lower)) {
    const needed = neededIn(head);
    return needed.length === 0 ? undefined : { length: 1, with: [needed] };
  }
  if (
    (/^(?:it|them|those|these|that|this)$/.test(lower) && !startsPhrase(next)) ||
    (at === 0 && /^(?:it|they|he|she)$/.test(lower))
  ) {
    const subject = subjectOf(head);
    if (subject.length === 0) return undefined;
    const plain = subject.filter((each) => !(each.kind === "word" && /^(?:a|an|the)$/.test(each.lower)));
    // "vehicles are unlocked only at night; allow that": all of it, or what it speaks of
    const said =
      before?.kind === "word" && /^(?:allow|permit)$/.test(before.lower) ? actionOf(head) : undefined;
    return {
      length: 1,
      with: [...(said === undefined ? [] : [said]), ...(plain.length === 0 ? [] : [plain])],
    };
  }
  return undefined;
}

/** Whether "that" or "this" belongs to the noun behind it. */
function startsPhrase(next: Token | undefined): boolean {
  return (
    next?.kind === "word" &&
    !/^(?:for|to|when|if|unless|from|by|with|in|on|at|except|only|otherwise|and|or|then|without|until|before|after|during|between)$/.test(
      next.lower,
    )
  );
}

/** What the head speaks of: its words up to the verb. */
function subjectOf(head: readonly Token[]): readonly Token[] {
  const at = head.findIndex((token, index) => index > 0 && token.kind === "word" && verbs.test(token.lower));
  return at < 0 ? head : head.slice(0, at);
}

/** What the verb of the head restricts: "parcels do not go to AU" speaks of parcels to AU only. */
function restrictionOf(head: readonly Token[]): readonly Token[] {
  const verb = head.slice(subjectOf(head).length);
  const holdsValue = verb.some(
    (token) => token.kind !== "mark" && (token.kind !== "word" || /^\p{Lu}{2}/u.test(token.text)),
  );
  if (!holdsValue) return [];
  const from = verb.findIndex(
    (token) => token.kind === "word" && /^(?:to|into|in|from|for|at|on)$/.test(token.lower),
  );
  return from < 0 ? verb : verb.slice(from);
}

/** "vehicles are unlocked only between …" as "unlocked vehicles only between …". */
function actionOf(head: readonly Token[]): readonly Token[] | undefined {
  const at = head.findIndex(
    (token, index) => index > 0 && token.kind === "word" && /^(?:is|are)$/.test(token.lower),
  );
  const verb = head[at + 1];
  if (
    at < 1 ||
    verb?.kind !== "word" ||
    !/(?:ed|en|t|n)$/.test(verb.lower) ||
    /^(?:not|only)$/.test(verb.lower)
  ) {
    return undefined;
  }
  return [verb, ...head.slice(0, at), ...head.slice(at + 2)];
}

/** What the head says is needed: "claims need a description". */
function neededIn(head: readonly Token[]): readonly Token[] {
  const at = head.findIndex(
    (token, index) =>
      token.kind === "word" &&
      (/^(?:need|needs|require|requires)$/.test(token.lower) ||
        (/^(?:have|has)$/.test(token.lower) && head[index + 1]?.kind === "word")),
  );
  if (at < 0) return [];
  const words = head.slice(at + 1);
  return words.every((token) => token.kind === "word") && words.length <= 4 ? words : [];
}
