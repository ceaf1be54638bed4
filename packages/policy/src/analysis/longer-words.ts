import type { Expression, Policy } from "../syntax/ast.ts";
import { nodesOf } from "../syntax/nodes-of.ts";
import type { Replay } from "./replay.ts";
import type { RequestCase } from "./request-case.ts";

/** A test of a list of words by `like "*word*"`, which a longer word passes as well. */
export interface LongerWord {
  readonly tag: string;
  readonly word: string;
  /** The caller's claim is `longer`, and the policy applies; without the word it does not. */
  readonly longer: string;
  readonly example: RequestCase;
}

/** Claims that hold words with spaces between them. Source: RFC 8693, section 4.2; Okta and Entra ID call it `scp`. */
const wordLists: ReadonlySet<string> = new Set(["scope", "scp"]);
const suffix = "-readonly";

/** The tests of scopes that let a longer word through, each with the request that shows it; `example` is one the policy applies to. */
export function longerWords(policy: Policy, example: RequestCase, replay: Replay): readonly LongerWord[] {
  const appliesTo = (request: RequestCase) => replay([policy], request)[0] === "applies";
  return substringTests(policy).flatMap(({ tag, word }) => {
    const longer = `${word}${suffix}`;
    const held = example.principal.tags[tag]?.replaceAll(word, longer) ?? longer;
    const shown = [held, longer].find(
      (claim) => appliesTo(withTag(example, tag, claim)) && !appliesTo(withTag(example, tag, "")),
    );
    return shown === undefined ? [] : [{ tag, word, longer, example: withTag(example, tag, shown) }];
  });
}

/** Whether the policy tests scopes by substrings at all. */
export function testsSubstrings(policy: Policy): boolean {
  return substringTests(policy).length > 0;
}

function substringTests(policy: Policy): readonly { readonly tag: string; readonly word: string }[] {
  const found = new Map<string, { readonly tag: string; readonly word: string }>();
  for (const node of nodesOf(policy)) {
    if (node.kind !== "like") continue;
    const tag = tagRead(node.operand);
    const [first, ...rest] = node.pattern;
    const last = rest.at(-1);
    const inner = rest.slice(0, -1);
    const word = inner.join("");
    const isOneWord = inner.every((part) => typeof part === "string") && /^[^\s"]+$/.test(word);
    if (tag === undefined || !wordLists.has(tag) || !isOneWord) continue;
    if (typeof first === "string" || last === undefined || typeof last === "string") continue;
    found.set(`${tag} ${word}`, { tag, word });
  }
  return [...found.values()];
}

function tagRead(node: Expression): string | undefined {
  if (node.kind !== "binary" || node.operator !== "getTag" || node.right.kind !== "literal") return undefined;
  return typeof node.right.value === "string" ? node.right.value : undefined;
}

function withTag(example: RequestCase, tag: string, value: string): RequestCase {
  const { principal } = example;
  return { ...example, principal: { ...principal, tags: { ...principal.tags, [tag]: value } } };
}
