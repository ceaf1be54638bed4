import { inserted, patternText } from "./inserted-words.ts";
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
    /\b(?:it|them|those|these|such|they|that|then|this|one|ones|so)\b/.test(text)
  );
}

/** The rest with "it", "them", "then", "that role" or "without one" replaced by what stood before; undefined where nothing points back. */
export function pointedBack(
  head: readonly Token[],
  rest: readonly Token[],
): readonly (readonly Token[])[] | undefined {
  const found = rest.map((token, at) => meant(token, rest[at + 1], rest[at - 1], at, head, rest));
  const places = found.flatMap((each, at) => (each === undefined ? [] : [at]));
  const [place] = places;
  if (place === undefined || places.length > 1) return undefined;
  const one = found[place];
  if (one === undefined) return undefined;
  return one.with.map((words) => [...rest.slice(0, place), ...words, ...rest.slice(place + one.length)]);
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
  if (token.kind !== "word") return undefined;
  const following = next?.kind === "word" ? next.lower : "";
  if (/^(?:that|this|the)$/.test(token.lower) && own.test(following)) {
    const named = head.findIndex((each) => each.kind === "word" && each.lower === following);
    const value = head[named + 1];
    // "the role" is said anew where a value follows it
    const after = rest[at + 2];
    if (token.lower === "the" || named < 0 || value === undefined || after?.kind === "quoted")
      return undefined;
    return { length: 2, with: [head.slice(named, named + 2)] };
  }
  if (token.lower === "such" && /^(?:calls?|requests?|uses?)$/.test(following)) {
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
  if (token.lower === "then" && next === undefined) {
    const time = head.findIndex(
      (each, index) =>
        each.kind === "word" &&
        timely.test(each.lower) &&
        head.slice(index).some(({ kind }) => kind === "time" || kind === "date"),
    );
    return time < 0 ? undefined : { length: 1, with: [head.slice(time)] };
  }
  if (
    /^(?:one|it)$/.test(token.lower) &&
    before?.kind === "word" &&
    /^(?:without|with)$/.test(before.lower)
  ) {
    const needed = neededIn(head);
    return needed.length === 0 ? undefined : { length: 1, with: [needed] };
  }
  if (/^(?:it|them|those|these|that|this)$/.test(token.lower) && !startsPhrase(next)) {
    const subject = subjectOf(head);
    if (subject.length === 0) return undefined;
    const plain = subject.filter((each) => !(each.kind === "word" && /^(?:a|an|the)$/.test(each.lower)));
    const [first] = plain;
    // "closing accounts is …; permit it": the action itself, or its subject
    return { length: 1, with: first === undefined ? [] : [plain] };
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
