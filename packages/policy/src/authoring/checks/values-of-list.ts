import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Token } from "../words/tokens.ts";

/**
 * Refuses a list of values with "and" where all of them and one of them decide differently, and what is read allows more: "notices must
 * be in the languages en and es" may want both, "block notices whose languages contain en and es" may mean each.
 */
export function refuseValuesOfList(tokens: readonly Token[], { effect, when, unless }: Rule): void {
  const doubtful =
    (when === undefined ? undefined : doubtfulIn(when, effect === "permit", tokens)) ??
    (unless === undefined ? undefined : doubtfulIn(unless, effect === "forbid", tokens));
  if (doubtful === undefined) return;
  const { name, value } = doubtful;
  refuse(`It is not certain whether "${name}" must hold all of these values or one of them`, value, {
    advice: `Write "${name} contains both … and …", or "or" between the values.`,
  });
}

interface Doubtful {
  readonly name: string;
  readonly value: Token;
}

/** The first list in doubt of a condition under which calls are allowed, or denied. */
function doubtfulIn(condition: Condition, allows: boolean, tokens: readonly Token[]): Doubtful | undefined {
  switch (condition.kind) {
    case "not":
      return doubtfulIn(condition.of, !allows, tokens);
    case "all": {
      const texts = condition.of.filter((each) => each.kind === "text");
      const [first, second] = texts;
      const isList =
        first !== undefined &&
        texts.length === condition.of.length &&
        texts.every((each) => each.field === first.field);
      if (isList && second !== undefined) {
        const value = joined(
          tokens,
          texts.flatMap(({ values }) => values),
        );
        return allows || value === undefined || saysAll(tokens) ? undefined : { name: nameOf(first), value };
      }
      return firstOf(condition.of, allows, tokens);
    }
    case "any":
      return firstOf(condition.of, allows, tokens);
    case "text": {
      if (!allows || condition.field.shape.kind !== "set" || condition.values.length < 2) return undefined;
      const value = joined(tokens, condition.values);
      return value === undefined ? undefined : { name: nameOf(condition), value };
    }
    default:
      return undefined;
  }
}

function firstOf(of: readonly Condition[], allows: boolean, tokens: readonly Token[]): Doubtful | undefined {
  for (const each of of) {
    const found = doubtfulIn(each, allows, tokens);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nameOf({ field }: Extract<Condition, { kind: "text" }>): string {
  return field.path.join(".");
}

/** The value behind an "and". */
function joined(tokens: readonly Token[], values: readonly string[]): Token | undefined {
  return tokens.find((token, at) => values.includes(token.text) && joins(tokens, at));
}

function saysAll(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.kind === "word" && /^(?:both|all)$/.test(token.lower));
}

function joins(tokens: readonly Token[], at: number): boolean {
  const [far, near] = [tokens[at - 2], tokens[at - 1]];
  const isAnd = (token: Token | undefined): boolean => token?.text === "&" || isWord(token, "and");
  return isAnd(near) || (isWord(near, "the") && isAnd(far));
}

function isWord(token: Token | undefined, lower: string): boolean {
  return token?.kind === "word" && token.lower === lower;
}
