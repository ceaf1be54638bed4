import { readWho } from "../callers/read-who.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const bounds =
  /(?:^| )((?:(?:of |only )*(?:up to(?: and including)?|at most|at least|under|below|over|above|more than|less than|fewer than|no more than|not more than|no less than|a maximum of|maximum|max|exactly) )?#)(?: |$)/;

/** "users with role lead up to 50" behind "users with role clerk may grant up to 5 gigabytes": the second rule in full. */
export function withElided(
  left: readonly Token[],
  right: readonly Token[],
  context: Context,
): readonly Token[] | undefined {
  const callers = callersOf(left, context);
  const others = callersOf(right, context);
  if (callers === 0 || others === 0) return undefined;
  const rest = right.slice(others).filter((token) => !(token.kind === "mark" && /^[,.!]$/.test(token.text)));
  const text = patternText(rest);
  const own = bounds.exec(patternText(left.slice(callers)));
  if (own === null || left.filter(({ kind }) => kind === "number").length !== 1) return undefined;
  if (
    !new RegExp(`^${bounds.source.replace("(?:^| )", "").replace("(?: |$)", "")}(?: \\p{L}+)?$`, "u").test(
      text,
    )
  )
    return undefined;
  const before = patternText(left.slice(callers)).slice(0, own.index).trim();
  const from = callers + (before === "" ? 0 : before.split(" ").length);
  const to = from + (own[1]?.split(" ").length ?? 0);
  const counted = rest.at(-1)?.kind === "number";
  // "up to $50": what is counted is said once
  return [
    ...right.slice(0, others),
    ...left.slice(callers, from),
    ...rest,
    ...left.slice(counted ? to : to + 1),
  ];
}

/** How many tokens name the callers at the beginning; none where nobody certain is named. */
function callersOf(tokens: readonly Token[], context: Context): number {
  const reader = new Reader(tokens);
  try {
    const who = readWho(reader, { ...context, notes: [] });
    return who?.kind === "users" && who.condition !== undefined ? reader.at : 0;
  } catch (error) {
    if (error instanceof Refusal) return 0;
    throw error;
  }
}
