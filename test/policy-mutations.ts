/** Policy texts that are nearly right: whole ones with tokens or characters deleted, swapped, put in or replaced. */

/** Statements that together use everything the grammar has. */
export const wholePolicies = [
  "permit(principal, action, resource);",
  '@id("a") @bare @if("") @__cedar("\\u{1F600}") forbid(principal == User::"a", action == Action::"b", resource in A::B::"c",);',
  'permit(principal is A::User in Group::"g", action in [Action::"x", (N::Action::"y"),], resource is context) when { true } unless { false };',
  'permit(principal in (User::"a"), action in ((Action::"x")), resource == Gateway::"g") when { principal has a.b.c && resource has "x y" || !(context has d) };',
  'permit(principal, action in [], resource) when { context.input.amount < 500 && principal.hasTag("role") && principal.getTag("role") like "ad*\\*\\u{2a}min" };',
  "permit(principal, action, resource) when { 1 + 2 * -3 - --4 >= -9223372036854775808 && !!true != (1 < 2) };",
  'forbid(principal, action, resource) unless { if principal is User in Group::"g" then {a: 1, "b c": [], then_: {}}["b c"].isEmpty() else [1, "x", User::"u",].contains(1) };',
  'permit(principal, action, resource) when { decimal("1.5").lessThanOrEqual(decimal("2.0", )) && ip("::1").isInRange(ip("10.0.0.0/8")) };',
  'permit(principal, action, resource) when { datetime("2026-01-01").offset(duration("1h")).toDate() == context.now && -(5) * -context.y > 00 };',
  '// before\npermit(principal, // twice\n// over\n action, resource) // inside\nwhen { "\\n\\r\\t\\\\\\0\\\'\\"\\x41\\u{1_0}\t\n" == "//" }; // behind',
  'permit(principal, action, resource) when { (((principal))).a.b["c"].containsAll([]) || [[1], [2]].containsAny([{}]) };',
  'permit(principal == ?principal, action, resource in ?resource) when { -5.x["y"] in [action, User::"a"] };',
];

/** What is put in, mostly parts of the grammar. */
const pieces = [
  ...["permit", "forbid", "when", "unless", "principal", "action", "resource", "context", "true", "false"],
  ...["if", "then", "else", "in", "has", "like", "is", "__cedar", "a", "B", "User", "Action", "and", "not"],
  ...[
    "contains",
    "containsAll",
    "isEmpty",
    "getTag",
    "hasTag",
    "decimal",
    "ip",
    "datetime",
    "lessThan",
    "toDate",
  ],
  ...["@", ".", ",", ";", ":", "::", "(", ")", "{", "}", "[", "]", "==", "!=", "<", "<=", ">=", ">", "="],
  ...["||", "&&", "+", "-", "*", "/", "%", "!", "?principal", "?resource", "?x", "?", "&", "|", "'", "#"],
  ...[
    "0",
    "1",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "1.5",
    '""',
    '"a"',
    '"*"',
  ],
  ...[
    '"\\',
    '"\\*"',
    '"\\x7f"',
    '"\\x80"',
    '"\\u{d800}"',
    '"\\u{10ffff}"',
    '"\\u{0000001}"',
    '"\\u{_1}"',
    '"\\q"',
  ],
  ...['"\r"', "\r", "\n", "//", " // c\n", "/*", "\u0085", "\u00a0", "\u2028", "\ufeff", "\u200b", "é", "😀"],
  ...["if true then 1 else 2", "(1)", "[1]", "{a: 1}", 'User::"u"', ".a", '["a"]', ".isEmpty()", "!(", "- -"],
  ...[
    "principal is User",
    "principal has a",
    'principal like "a"',
    ", ",
    "()",
    "{}",
    "[]",
    "@id",
    'Action::"x"',
  ],
];

/** Numbers from 0 up to, but without, `below`, the same for the same seed. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A text that is one change, or three, away from one of `texts`. */
export function mutated(texts: readonly string[], random: (below: number) => number): string {
  let text = texts[random(texts.length)] ?? "";
  for (let changes = random(4) === 0 ? 3 : 1; changes > 0; changes -= 1)
    text = random(4) === 0 ? withCharacterChanged(text, random) : withTokenChanged(text, texts, random);
  return text.replaceAll(/\p{Surrogate}/gu, "");
}

/** The text with exactly one token changed to another of its kind, or taken away, or one operator for another. */
export function withOneTokenChanged(
  text: string,
  texts: readonly string[],
  random: (below: number) => number,
): string {
  const tokens = tokensOf(text);
  const at = random(tokens.length);
  const here = tokens[at] ?? "";
  const swapped = exchanges.get(here);
  if (/^\d+$/.test(here)) tokens[at] = changedNumber(here, random);
  else if (swapped !== undefined) tokens[at] = swapped[random(swapped.length)] ?? here;
  else if (here === "!" || random(12) === 0) tokens.splice(at, 1);
  else tokens[at] = ofSameKind(here, texts, random, []);
  return tokens.join("");
}

/** What leaves a policy a policy that means something else. */
const exchanges: ReadonlyMap<string, readonly string[]> = new Map([
  ...["<", "<=", ">", ">=", "==", "!="].map(
    (each, _, all) => [each, all.filter((other) => other !== each)] as const,
  ),
  ["&&", ["||"]],
  ["||", ["&&"]],
  ["permit", ["forbid"]],
  ["forbid", ["permit"]],
  ["when", ["unless"]],
  ["unless", ["when"]],
  ["true", ["false"]],
  ["false", ["true"]],
  ["contains", ["containsAny", "contains"]],
]);

function changedNumber(text: string, random: (below: number) => number): string {
  const number = BigInt(text);
  const other = [number + 1n, number - 1n, number * 10n, number / 2n, 0n][random(5)] ?? number;
  return `${other < 0n ? 0n : other}`;
}

function withTokenChanged(text: string, texts: readonly string[], random: (below: number) => number): string {
  const tokens = tokensOf(text);
  const at = random(tokens.length + 1);
  const other = random(tokens.length + 1);
  const piece = pieces[random(pieces.length)] ?? "";
  const [here, there] = [tokens[at] ?? "", tokens[other] ?? ""];
  switch (random(8)) {
    case 0:
      tokens.splice(at, 1);
      break;
    case 1:
      tokens[at] = there;
      tokens[other] = here;
      break;
    case 2:
      tokens.splice(at, 0, there);
      break;
    case 3:
      tokens.splice(at, 1, piece);
      break;
    case 4:
      tokens.splice(at, 0, piece);
      break;
    default:
      tokens[at] = ofSameKind(here, texts, random);
  }
  return tokens.join("");
}

/** Often leaves the text a policy: a name for a name, text for text, a mark for a mark. */
function ofSameKind(
  token: string,
  texts: readonly string[],
  random: (below: number) => number,
  further: readonly string[] = pieces,
): string {
  const others = [...tokensOf(texts[random(texts.length)] ?? ""), ...further];
  const alike = others.filter((other) => kindOf(other) === kindOf(token));
  return alike[random(alike.length)] ?? token;
}

function kindOf(token: string): string {
  if (/^\w/.test(token)) return "name";
  return /^["=<>!&|+*-]/.test(token) ? token.charAt(0).replace(/[=<>]/, "=").replace(/[&|]/, "&") : "mark";
}

function tokensOf(text: string): string[] {
  return text.match(/"(?:\\.|[^"\\])*"|\w+|\s+|::|[=!<>]=|&&|\|\||./gsu) ?? [];
}

function withCharacterChanged(text: string, random: (below: number) => number): string {
  const at = random(text.length + 1);
  const character = random(8) === 0 ? random(0x3000) : random(0x80);
  return text.slice(0, at) + String.fromCharCode(character) + text.slice(at + random(2));
}
