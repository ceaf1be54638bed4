import type { Parsing } from "./parsing.ts";

/** Fails where an expression ended and neither an operator nor what was `wanted` follows. */
export function failAfterExpression(p: Parsing, wanted: string): never {
  p.failExpecting(`an operator or ${wanted}`, operatorMeant(p));
}

function operatorMeant(p: Parsing): string | undefined {
  if (p.at("identifier")) return words.get(p.name.toLowerCase());
  if (p.at("end") || p.at(";")) return "Close every bracket that is open";
  if (p.text.startsWith("?", p.start)) return "Write `if … then … else …`";
  return undefined;
}

const words: ReadonlyMap<string, string> = new Map([
  ["and", "Write `&&` for and"],
  ["or", "Write `||` for or"],
  ["not", "Write `!(a in b)` for not in"],
  ["equals", "Write `==` for equals"],
  ["contains", "Write `.contains( … )` behind the set"],
  ["matches", "Write `like`"],
  ["permit", "Close the condition with `}` and the policy with `;`"],
  ["forbid", "Close the condition with `}` and the policy with `;`"],
  ["when", "Close the condition before with `}`"],
  ["unless", "Close the condition before with `}`"],
  ["then", "An if begins with the word `if`"],
]);
