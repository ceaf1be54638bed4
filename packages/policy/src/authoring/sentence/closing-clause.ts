import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { noOther } from "./no-other.ts";

/** What the end of a sentence closes: calls other than those meant, callers other than those, or nothing that is not closed by default. */
export interface ClosingClause {
  readonly closes: "calls" | "callers" | "nothing" | "again";
  readonly tokens: readonly Token[];
  /** The words that name the tool again: "otherwise forbid the post_review call". */
  readonly tool: readonly Token[];
  /** Whether only larger or only smaller values are closed: "deny anything larger". */
  readonly side: "above" | "below" | undefined;
}

const deny = "(?:deny|block|forbid|refuse|reject|disallow|prohibit|prevent|stop)";
const denied =
  "(?:denied|blocked|forbidden|refused|rejected|disallowed|prohibited|declined|(?:not|never) (?:allowed|permitted|accepted|possible|ok|okay|authorized))";
const be =
  "(?:is|are|gets?|will be|must be|shall be|should be|has to be|have to be|is to be|are to be|be|stays?|remains?)(?: always)?";
const thing =
  "(?:it|them|that|this|those|these|such (?:calls|requests)|(?:the|any|every|such an?|these|those|that|this) (?:call|request|tool|action|operation|attempt|use)s?|calls|requests|access)";
const otherCallers =
  "(?:(?:everyone|everybody|anyone|anybody|all) else|(?:all |any |the )?others|(?:all )?the rest|(?:all |any |every )?other (?:user|caller|person|role|account|agent|people|principal|group)s?)";
const without =
  "(?:lacking|without|missing|not having|who (?:lacks?|(?:does|do) not have|(?:has|have) not got))";
const lackingCallers = `(?:everyone|everybody|anyone|anybody|all|callers|users|people|those) ${without} (?:it|one|(?:that|this|the) (?:scope|role|group|claim))`;
const otherCalls =
  "(?:(?:anything|everything|all|any|whatever(?: is)?) (?:else|other|different)(?: (?:calls?|requests?|values?|uses?))?|(?:any|every|all) other (?:calls?|requests?|values?|cases?|uses?)|(?:anything|everything|any|all)(?: (?:that is|which is))? (?:larger|bigger|longer|higher|greater|more|above|over|beyond|older|heavier|hotter|warmer|louder|faster|smaller|less|lower|shorter|below|under|outside)(?: than (?:that|this))?(?: (?:that|this))?)";
const condition =
  "(?:otherwise|or else|else|if not|(?:in|under) (?:all|every|any) (?:other|else) (?:cases?|circumstances?))";

const patterns: readonly (readonly [RegExp, ClosingClause["closes"]])[] = [
  [
    new RegExp(`^${condition} (?:, )?(?:(?:=|-) > |→ )?(?:then )?(?:please )?${deny}(?: ${thing})?$`),
    "calls",
  ],
  [
    new RegExp(`^${condition} (?:, )?(?:(?:=|-) > |→ )?(?:then )?(?:${thing} )?(?:${be} )?${denied}$`),
    "calls",
  ],
  [new RegExp(`^(?:please )?${deny}(?: ${thing})? ${condition}$`), "calls"],
  [new RegExp(`^${thing} ${be} ${denied} ${condition}$`), "calls"],
  [new RegExp(`^(?:please )?${deny} ${otherCalls}$`), "calls"],
  [new RegExp(`^${otherCalls} ${be} ${denied}$`), "calls"],
  [new RegExp(`^or (?:else )?${thing} ${be} ${denied}$`), "calls"],
  [new RegExp(`^or (?:else )?${deny}(?: ${thing})?$`), "calls"],
  [new RegExp(`^(?:please )?${deny}(?: ${thing})?(?: (?:for|to|from|by))? ${otherCallers}$`), "callers"],
  [new RegExp(`^(?:please )?${deny}(?: ${thing})?(?: (?:for|to|from|by))? ${lackingCallers}$`), "callers"],
  [
    new RegExp(`^(?:${thing} ${be} )?${denied} (?:for|to|from) (?:${otherCallers}|${lackingCallers})$`),
    "callers",
  ],
  [
    new RegExp(
      `^${otherCallers} ${be} ${denied}(?: access)?(?: (?:from|to|for) (?:it|them|that|this|doing (?:so|it|that|this)))?$`,
    ),
    "callers",
  ],
  [
    new RegExp(
      `^${otherCallers} (?:can not|may not|must not|should not|shall not|do not|are not|is not)(?: (?:allowed|permitted|able))?(?: to)?(?: do)?(?: (?:so|it|that|this|them))?$`,
    ),
    "callers",
  ],
  [new RegExp(`^(?:so )?(?:please )?${deny} ${thing}$`), "again"],
  [
    /^(?:nobody|no one|no other (?:user|caller|role|person)s?)(?: else)?(?: (?:can|may|does|do|has|is|gets to|has to|is allowed|is permitted|is allowed to|is permitted to|is able to))?(?: do)?(?: (?:so|it|that|this))?(?: access)?$/,
    "nothing",
  ],
  [
    /^(?:nothing|nowhere|never anything|not anything|not anywhere|none) (?:else|other)(?: (?:is|are|may be|can be|will be) (?:allowed|permitted|possible|accepted|done))?$/,
    "nothing",
  ],
  [
    /^(?:and )?(?:not|never) (?:for |in |on |to |at |by |with )?(?:anyone|anything|anywhere|any) else$/,
    "nothing",
  ],
  [/^(?:and )?(?:not|never) (?:for |by |to )?(?:any |the )?others?$/, "nothing"],
  [noOther, "nothing"],
];
const named: readonly RegExp[] = [
  new RegExp(`^${condition} (?:, )?(?:then )?${deny} (.+)$`),
  new RegExp(`^${condition} (?:, )?(?:then )?(.+) ${be} ${denied}$`),
  new RegExp(`^or (.+) ${be} ${denied}$`),
  new RegExp(
    `^any (.+) (?:outside|beyond)(?: of)? (?:that|this|it|these|these limits|that range|this range) ${be} ${denied}$`,
  ),
];

const longestClosing = 16;

/** The sentence before "…, otherwise deny", "and nobody else", "deny it for others", and what that closes; undefined where it ends otherwise. */
export function withoutClosing(
  tokens: readonly Token[],
): { readonly main: readonly Token[]; readonly closing: ClosingClause } | undefined {
  for (let from = Math.max(1, tokens.length - longestClosing); from < tokens.length; from += 1) {
    if (!startsClause(tokens, from)) continue;
    const part = withoutEnd(tokens.slice(from));
    const main = withoutJoin(tokens.slice(0, from));
    if (main.length < 2 || part.length === 0) continue;
    const text = patternText(part);
    const found = patterns.find(([pattern]) => pattern.test(text));
    if (found !== undefined)
      return { main, closing: { closes: found[1], tokens: part, tool: [], side: sideOf(text) } };
    const words = named.map((pattern) => pattern.exec(text)).find((match) => match !== null)?.[1];
    if (words === undefined || /[#",.:;?]| or /.test(words)) continue;
    const length = words.split(" ").length;
    const at = patternText(part)
      .split(" ")
      .indexOf(words.split(" ")[0] ?? "");
    return {
      main,
      closing: { closes: "calls", tokens: part, tool: part.slice(at, at + length), side: undefined },
    };
  }
  return undefined;
}

function sideOf(text: string): ClosingClause["side"] {
  const words = text.split(" ");
  return words.some((word) => larger.has(word))
    ? "above"
    : words.some((word) => smaller.has(word))
      ? "below"
      : undefined;
}

const larger = new Set(
  "larger bigger longer higher greater more above over beyond older heavier hotter warmer louder faster".split(
    " ",
  ),
);
const smaller = new Set("smaller less lower shorter below under".split(" "));

const joins = /^(?:and|but|so|or|then)$/;
const marks = /^[,:;.!–—-]$/;

function startsClause(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const own = tokens[at];
  if (own?.kind !== "word") return false;
  if (before?.kind === "mark") return marks.test(before.text);
  if (before?.kind === "word" && joins.test(before.lower)) return true;
  return /^(?:otherwise|else|or|nobody|nothing|nowhere|deny|block|forbid|refuse|reject)$/.test(own.lower);
}

function withoutJoin(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 0) {
    const token = tokens[end - 1];
    const word = token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
    if (!joins.test(word) && !marks.test(word)) break;
    end -= 1;
  }
  return tokens.slice(0, end);
}

function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (
    end > 0 &&
    tokens[end - 1]?.kind === "mark" &&
    /^[.!;]$/.test(patternText(tokens.slice(end - 1, end)))
  )
    end -= 1;
  return tokens.slice(0, end);
}

/** "Users in the tax department, and nobody else, may …" with "only" for it; undefined where nothing of the kind is said. */
export function withoutNobodyElse(tokens: readonly Token[]): readonly Token[] | undefined {
  for (let at = 2; at < tokens.length - 3; at += 1) {
    const found = /^, (?:and |but )?(?:nobody|no one|no others?)(?: else)? ,(?= |$)/.exec(
      patternText(tokens.slice(at, at + 7)),
    );
    const [first] = tokens;
    if (found === null || first?.kind !== "word") continue;
    const rest = tokens.slice(at + found[0].split(" ").length);
    const starts = /^(?:only|the|a|an)$/.test(first.lower) ? [] : inserted("only", first);
    return [...starts, ...tokens.slice(0, at), ...rest];
  }
  return undefined;
}
