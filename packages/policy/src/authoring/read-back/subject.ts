import type { Expression } from "../../syntax/ast.ts";
import { isIdentifier } from "../../syntax/names.ts";
import { quoteText } from "../../syntax/quote-text.ts";

/** What a policy speaks of: a claim, an argument, the caller's id, the time. */
export interface Subject {
  readonly kind: "claim" | "argument" | "id" | "time" | "time of day";
  /** "the amount", "the caller's role". */
  readonly text: string;
  /** "whose role"; undefined of what is not the caller's. */
  readonly whose: string | undefined;
  /** "with tier", which is said of a claim that is one text; of one that may be a list it means that the list holds it. */
  readonly withOne: string | undefined;
  /** It and what it is a part of, each under a name of its own; none of what is always there. */
  readonly reads: readonly string[];
  /** Of a claim, its name. */
  readonly claim: string | undefined;
}

/** Claims that are one text of words. Source: RFC 8693, "scope". */
export const wordLists: ReadonlySet<string> = new Set(["scope", "scp", "scopes"]);

/** Claims that tokens carry as lists, which policies see as JSON text. */
export const jsonLists = /^(?:cognito:)?(?:roles?|groups?|permissions?|entitlements?|authorities|teams)$/i;

function isListClaim(name: string): boolean {
  return wordLists.has(name) || jsonLists.test(name);
}

/** Behind "the" these would be taken for something else. */
const taken = new Set(["argument", "caller", "gateway", "time", "tool"]);

/** What the expression stands for, where it has a name in plain words. */
export function subjectOf(node: Expression): Subject | undefined {
  if (node.kind === "binary" && node.operator === "getTag") {
    return isPrincipal(node.left) && isText(node.right) ? claimSubject(node.right.value) : undefined;
  }
  if (node.kind === "call" && node.name === "toTime") {
    const [receiver] = node.arguments;
    const isNow = receiver !== undefined && subjectOf(receiver)?.kind === "time";
    return isNow ? plain("time of day", "the time") : undefined;
  }
  if (node.kind !== "member") return undefined;
  const path = pathIn(node);
  if (path !== undefined) return argumentSubject(path);
  if (node.name === "id" && isPrincipal(node.operand)) {
    return { ...plain("id", "the caller's id"), whose: "whose id" };
  }
  const { operand } = node;
  const isNow =
    node.name === "now" &&
    operand.kind === "member" &&
    operand.name === "system" &&
    isContext(operand.operand);
  return isNow ? plain("time", "the time") : undefined;
}

/** The claim of this name; one that a sentence could hide is in quotes. */
export function claimSubject(name: string): Subject {
  const said =
    /^[A-Za-z]\w*$/.test(name) && name !== "id" && name !== "claim" ? name : `claim ${quoteText(name)}`;
  return {
    kind: "claim",
    text: `the caller's ${said}`,
    whose: `whose ${said}`,
    withOne: isListClaim(name) ? undefined : `with ${said}`,
    reads: [`claim ${name}`],
    claim: name,
  };
}

/** The argument at this path. */
export function argumentSubject(path: readonly string[]): Subject {
  const isPlain = path.every((name) => isIdentifier(name)) && !taken.has(path[0] ?? "");
  const text = isPlain ? `the ${path.join(".")}` : `the argument ${path.map(quoteText).join(".")}`;
  const reads = path.map((_, index) => `argument ${JSON.stringify(path.slice(0, index + 1))}`);
  return { kind: "argument", text, whose: undefined, withOne: undefined, reads, claim: undefined };
}

/** The names from `context.input` on; undefined of what does not begin there. */
export function pathIn(node: Expression): readonly string[] | undefined {
  if (node.kind !== "member") return undefined;
  if (node.name === "input" && isContext(node.operand)) return [];
  const path = pathIn(node.operand);
  return path === undefined ? undefined : [...path, node.name];
}

export function isPrincipal(node: Expression): boolean {
  return node.kind === "variable" && node.name === "principal";
}

export function isText(
  node: Expression,
): node is Extract<Expression, { kind: "literal" }> & { value: string } {
  return node.kind === "literal" && typeof node.value === "string";
}

function isContext(node: Expression): boolean {
  return node.kind === "variable" && node.name === "context";
}

function plain(kind: Subject["kind"], text: string): Subject {
  return { kind, text, whose: undefined, withOne: undefined, reads: [], claim: undefined };
}
