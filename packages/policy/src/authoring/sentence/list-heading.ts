import { isTier, isUserNoun, rolesNamed } from "../callers/claims.ts";
import type { TextSpan } from "../refusal.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { isTitleWord } from "../words/title-words.ts";
import type { Token } from "../words/tokens.ts";

/** Whether a line ends with a colon and others follow it, so that it speaks of them. */
export function isHeading(text: string, { start, end }: TextSpan, next: TextSpan | undefined): boolean {
  return (
    next !== undefined && text.slice(start, end).endsWith(":") && text.slice(end, next.start).includes("\n")
  );
}

/** Whether a line below a heading belongs to it: the first does, others while no empty line and no change of bullets comes between. */
export function isBelow(text: string, previous: TextSpan, own: TextSpan): boolean {
  const between = text.slice(previous.end, own.start);
  if (/\n[^\S\n]*\n/.test(between)) return false;
  const isFirst = text.slice(previous.start, previous.end).endsWith(":");
  return isFirst || !between.includes("\n") || hasBullet(text, own) || !hasBullet(text, previous);
}

function hasBullet(text: string, { start }: TextSpan): boolean {
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() !== "";
}

/** Whether a heading is but a title, such as "Policy for payments:", and restricts nothing below it. */
export function isTitle(heading: readonly Token[], { tools, targets }: Vocabulary): boolean {
  const things = [
    ...tools.flatMap(({ nameStems, targetStems }) => [...nameStems, ...targetStems]),
    ...targets.flatMap(({ stems }) => stems),
  ];
  return heading.every(
    (token, at) =>
      (token.kind === "mark" && token.text === ":") ||
      (token.kind === "word" &&
        !isUserNoun(token.lower) &&
        !isTier(token.lower) &&
        rolesNamed(token.lower) === undefined &&
        !tools.some(({ fields }) =>
          fields.some(({ values }) => values.some((value) => value.toLowerCase() === token.lower)),
        ) &&
        (isTitleWord(token.lower) || isAccess(heading, at) || things.includes(token.stem))),
  );
}

/** "Access rules for payments:", not "Read access:". */
function isAccess(heading: readonly Token[], at: number): boolean {
  const [token, next] = [heading[at], heading[at + 1]];
  return (
    token?.kind === "word" &&
    token.lower === "access" &&
    next?.kind === "word" &&
    /^(?:rules?|policy|policies|control|controls)$/.test(next.lower)
  );
}
