import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { claim } from "../rule/caller-restriction.ts";
import { modalAllows, modalDenials } from "../words/effect-words.ts";
import { givenNames } from "../words/given-names.ts";
import { Reader } from "../words/reader.ts";
import type { Token, WordToken } from "../words/tokens.ts";

const commands =
  /^(?:allow|permit|let|enable|only|authorize|block|prevent|deny|forbid|prohibit|stop|ban|but|while|whereas|;|:|,)$/;

/** "alice and bob" before "may", behind "allow" and before "to": people that only their names tell, where no value, tool or argument is called so. */
export function bareNames(reader: Reader, context: Context): Condition | undefined {
  const token = reader.peek();
  if (token?.kind !== "word" || !isName(token, context)) return undefined;
  const before = wordAhead(reader, context);
  const verdict = commands.test(before) ? verdictBehind(reader, context) : undefined;
  const isLet = before === "let" && verdict === undefined;
  if (verdict === undefined && !isLet) return undefined;
  // "everyone but Bob may": whoever is left out is denied
  if (verdict === "denied" || before === "but") refuseSpelling(token);
  reader.at += 1;
  context.notes.push(`"${token.text}" is read as a username.`);
  return claim("username", [token.text]);
}

function isName(token: Token | undefined, { vocabulary: { tools, targets } }: Context): token is WordToken {
  if (token?.kind !== "word" || !givenNames.has(token.lower)) return false;
  const { lower, stem } = token;
  return (
    !targets.some(({ stems }) => stems.includes(stem)) &&
    !tools.some(
      ({ nameStems, descriptionStems, fields }) =>
        [...nameStems, ...descriptionStems].includes(stem) ||
        fields.some(
          (field) =>
            field.nameStems.includes(stem) ||
            [...field.values, ...field.examples].some((value) => value.toLowerCase() === lower),
        ),
    )
  );
}

/** What stands before the first of the names; ":" where they begin the sentence. */
function wordAhead(reader: Reader, context: Context): string {
  let at = reader.at - 1;
  while (at > 0 && isJoin(reader.tokens[at])) {
    const comma = textOf(reader.tokens[at - 1]) === "," ? 2 : 1;
    if (!isName(reader.tokens[at - comma], context)) break;
    at -= comma + 1;
  }
  // behind other callers: "managers and alice"
  return at < 0 || isJoin(reader.tokens[at]) ? ":" : textOf(reader.tokens[at]);
}

/** What follows the last of the names: whether they may or may not; undefined where it is neither. */
function verdictBehind(reader: Reader, context: Context): "allowed" | "denied" | undefined {
  const ahead = new Reader(reader.tokens, reader.at + 1, reader.end);
  for (;;) {
    const more = ahead.attempt(() => {
      const comma = ahead.take(",");
      const joined = ahead.take("and", "or");
      if (comma === undefined && joined === undefined) return undefined;
      if (!isName(ahead.peek(), context)) return undefined;
      ahead.at += 1;
      return true;
    });
    if (more === undefined) break;
  }
  const head = textOf(reader.tokens[0]);
  if (ahead.take(...modalDenials) !== undefined) return "denied";
  if (ahead.take(...modalAllows) !== undefined) return "allowed";
  if (ahead.word() === "to" && /^(?:allow|permit|enable|authorize)$/.test(head)) return "allowed";
  const blocks = /^(?:block|prevent|prohibit|forbid|stop|ban)$/.test(head);
  return ahead.word() === "from" && blocks ? "denied" : undefined;
}

/** A name has a capital in English, and in a token it often has none: a denial for "Alice" would let "alice" through. */
function refuseSpelling(token: WordToken): void {
  if (token.text === token.lower) return;
  refuse(`It is not certain how the token spells the username "${token.text}"`, token, {
    candidates: [`user ${token.text}`, `user ${token.lower}`],
    advice: `Write "user ${token.lower}" or "user ${token.text}".`,
    telling: true,
  });
}

function isJoin(token: Token | undefined): boolean {
  return /^(?:and|or|,)$/.test(textOf(token));
}

function textOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
}
