import type { Context } from "../context.ts";
import { anyone, type Opening, opening, word } from "../rule/opening.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** What an argument must do, as it is said of one that does. */
const predicates: ReadonlyMap<string, string> = new Map([
  ["be", "is"],
  ["lie", "is"],
  ["stay", "is"],
  ["remain", "is"],
  ["fall", "is"],
  ["range", "is"],
  ["contain", "contains"],
  ["include", "includes"],
  ["start", "starts"],
  ["begin", "begins"],
  ["end", "ends"],
  ["equal", "equals"],
  ["match", "matches"],
  ["exceed", "exceeds"],
]);

/** What a thing must have: an argument that is given. */
const having = new Set("have contain include carry bear state give specify name mention provide".split(" "));

/** What a thing must measure; the amount says in what. */
const measuring = new Set(
  "last take cost weigh measure run span total use request need hold consume occupy cover involve comprise go".split(
    " ",
  ),
);

/** Where the words for the tool may begin. */
const toolAhead = /^(?:for|to|in|on|when|whenever|if|while|before|unless|except|with)$/;
const mostEnds = 4;

/**
 * "The port must be 443 or 80", "The destination has to start with s3:// for schedule_export", "Refunds must include a reason":
 * calls without it are denied. What must not be is denied where it is.
 */
export function demands(reader: Reader, { vocabulary }: Context): readonly Opening[] {
  const all = reader.slice(reader.at, reader.end);
  const at = all.findIndex(
    (token, index) =>
      index > 0 &&
      token.kind === "word" &&
      (/^(?:must|shall|should)$/.test(token.lower) ||
        (/^(?:may|can)$/.test(token.lower) && /^(?:not|never)$/.test(wordOf(all[index + 1])))),
  );
  const before = wordOf(all[at - 1]);
  const subject = all.slice(0, at);
  if (at < 1 || /^(?:that|which|who|whose|it|there)$/.test(before) || subject.some(isConditional)) return [];
  const negated = /^(?:not|never)$/.test(wordOf(all[at + 1]));
  const from = at + (negated ? 2 : 1);
  const verb = all[from];
  const name = wordOf(verb);
  const says = predicates.get(name);
  if (verb === undefined || (says === undefined && !having.has(name) && !measuring.has(name))) return [];
  const value = all.slice(from + 1);
  if (value.length === 0) return [];
  // "hosts must be deleted" asks for a call; no host is called "deleted"
  const [done] = value;
  const asks =
    name === "be" &&
    done?.kind === "word" &&
    vocabulary.tools.some(({ nameStems }) => nameStems[0] === done.stem);
  if (asks) return [];
  if (callers.test(subject.map(wordOf).join(" "))) return negated ? [] : ofCallers(name, value, reader);
  const found: Opening[] = [];
  if (says !== undefined) {
    for (const end of ends(value)) {
      // the tool stands behind, or is the only one with this argument
      const tested = [...subject, word(says), ...value.slice(0, end)];
      for (const each of behind(value.slice(end), denial(reader, []), subject))
        found.push(
          negated
            ? { ...denial(reader), verb: each.verb, tail: [...each.tail, word("when"), ...tested] }
            : { ...each, requires: tested },
        );
    }
  }
  if (measuring.has(name) && !counts(value)) return found;
  if (negated && (measuring.has(name) || having.has(name)) && compares(value))
    found.push({ ...denial(reader), tail: [...subject, word("when"), ...withoutVerbs(value)] });
  if (negated && having.has(name))
    found.push({ ...denial(reader), tail: [...subject, word("with"), ...value] });
  if (negated || !(having.has(name) || measuring.has(name) || /^(?:be|stay|remain)$/.test(name)))
    return found;
  // what calls of the tool must have or be: "transfers must be below $500"
  const when = value.findIndex((token, index) => index > 0 && isConditional(token));
  const needed = when < 0 ? value : value.slice(0, when);
  const rest = when < 0 ? [] : value.slice(when);
  return [...found, { ...denial(reader, needed), tail: [...subject, ...rest] }];
}

const callers = /^(?:(?:the|a|an|all|any|every|each) )?(?:users?|callers?|everyone|anyone|people|they)$/;

/** "Users must have role x to delete files". */
function ofCallers(verb: string, value: readonly Token[], reader: Reader): readonly Opening[] {
  if (!/^(?:be|have)$/.test(verb)) return [];
  const said = [word("they"), word(verb === "be" ? "are" : "have")];
  return ends(value)
    .filter((end) => end < value.length)
    .flatMap((end) => behind(value.slice(end), denial(reader, [...said, ...value.slice(0, end)])));
}

/** Whether the amount has a unit or a currency, which tells the argument. */
function counts(value: readonly Token[]): boolean {
  return value.some(
    (token, at) =>
      token.kind === "number" && (token.currency !== undefined || value[at + 1]?.kind === "word"),
  );
}

/** Whether a limit comes next: "more than 2 nodes", "for longer than 3 hours". */
function compares(value: readonly Token[]): boolean {
  const [first, second] = value.map(wordOf);
  const from = first === "for" ? second : first;
  return counts(value) && /^(?:more|over|above|longer|less|fewer|under|below|exceeding)$/.test(from ?? "");
}

/** "more than 1 node or run for more than 2 hours": what is measured is said by the unit. */
function withoutVerbs(value: readonly Token[]): readonly Token[] {
  return value.filter((token, at) => {
    const [before, word] = [wordOf(value[at - 1]), wordOf(token)];
    const starts = at === 0 || before === "or";
    if (starts && measuring.has(word)) return false;
    return !(word === "for" && (starts || (measuring.has(before) && wordOf(value[at - 2]) === "or")));
  });
}

function denial(reader: Reader, requires?: readonly Token[]): Opening {
  return opening("forbid", anyone, reader, undefined, requires === undefined ? {} : { requires });
}

/** The places where the value may end, the whole first. */
function ends(value: readonly Token[]): readonly number[] {
  const places = value.flatMap((token, index) => (index > 0 && toolAhead.test(wordOf(token)) ? [index] : []));
  return [value.length, ...places.slice(0, mostEnds)];
}

/** The tool behind the value: "for schedule_export", "to open a port", "when responses are exported by users of tier free". */
function behind(rest: readonly Token[], opened: Opening, subject: readonly Token[] = []): readonly Opening[] {
  if (rest.length === 0) return [{ ...opened, tail: [] }];
  const [, ...after] = rest;
  if (/^(?:unless|except)$/.test(wordOf(rest[0]))) return [{ ...opened, tail: rest }];
  const copula = after.findIndex((token, index) => index > 0 && /^(?:is|are)$/.test(wordOf(token)));
  const verb = after[copula + 1];
  // "when it is rented for more than three days"
  const pronoun = copula === 1 && /^(?:it|they)$/.test(wordOf(after[0]));
  const object = pronoun ? subject : after.slice(0, copula);
  const passive: Opening[] =
    copula > 0 && verb?.kind === "word" && /(?:ed|t|n|d)$/.test(verb.lower) && verb.lower !== "not"
      ? [{ ...opened, verb: [verb], tail: [...object, ...after.slice(copula + 2)] }]
      : [];
  const conditional = isConditional(rest[0]) ? [{ ...opened, tail: rest }] : [];
  return [{ ...opened, tail: after }, ...passive, ...conditional];
}

function isConditional(token: Token | undefined): boolean {
  return /^(?:when|whenever|if|unless|except|while|where|because)$/.test(wordOf(token));
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
}
