import type { Expression } from "../../syntax/ast.ts";
import { expressionToText } from "../../syntax/expression-to-text.ts";
import { type Atom, atom, type Clause, group } from "./clause.ts";
import { clauseInWords } from "./clause-in-words.ts";
import { comparisonInWords, decimalOrderOf, orderOf } from "./comparison-in-words.ts";
import { iamInWords } from "./iam-in-words.ts";
import { askedFor, presentWhere } from "./known-presence.ts";
import { listClaimsIn } from "./list-claim.ts";
import { likeInWords, membershipInWords, told } from "./membership-in-words.ts";
import { isPrincipal, type Subject, subjectOf } from "./subject.ts";
import { entityInWords, termInWords } from "./term-in-words.ts";

/** Where a condition stands. */
interface Place {
  /** What has been asked for before it, so that it can be read. */
  readonly present: ReadonlySet<string>;
  /** An error there means no more than false. */
  readonly mayFail: boolean;
}

/** Says conditions in clauses, and remembers what it could only quote. */
export class ConditionClauses {
  readonly quoted: string[] = [];
  /** Claims that are read where nobody has asked whether they are there. */
  readonly unasked = new Set<string>();

  /** Of a `when`, or of an `unless` where an error is not the same as false. */
  of(condition: Expression, kind: "when" | "unless"): Clause {
    return this.clause(condition, true, { present: new Set(), mayFail: kind === "when" });
  }

  private clause(node: Expression, isTrue: boolean, place: Place): Clause {
    switch (node.kind) {
      case "not":
        return this.clause(node.operand, !isTrue, { ...place, mayFail: false });
      case "and":
      case "or":
        return this.chain(node, isTrue, place);
      case "if":
        return this.choice(node, isTrue, place);
      default: {
        const asked = askedFor(node);
        return asked === undefined ? this.test(node, isTrue, place) : presence(asked, isTrue);
      }
    }
  }

  private test(node: Expression, isTrue: boolean, { present, mayFail }: Place): Clause {
    const said = atomInWords(node, isTrue);
    if (said === undefined) return this.quote(node, isTrue);
    const unasked = said.reads.filter((name) => name.startsWith("claim ") && !present.has(name));
    if (unasked.length === 0 || (mayFail && said.needs)) return said;
    for (const name of unasked) this.unasked.add(name);
    return this.quote(node, isTrue);
  }

  private chain(node: Extract<Expression, { kind: "and" | "or" }>, isTrue: boolean, place: Place): Clause {
    const isAnd = node.kind === "and";
    const lists = isAnd ? undefined : listClaimsIn(node.operands, isTrue);
    const readable = lists?.atoms.every(
      ({ reads }) => place.mayFail || reads.every((name) => place.present.has(name)),
    );
    const clauses: Clause[] = readable === true ? [...(lists?.atoms ?? [])] : [];
    const present = new Set(place.present);
    const operands = (readable === true ? lists?.rest : undefined) ?? node.operands;
    for (const [at, operand] of operands.entries()) {
      const iam = isAnd ? iamInWords(operand, operands[at + 1], isTrue) : undefined;
      if (iam !== undefined) clauses.push(iam);
      if (iam !== undefined || (isAnd && iamInWords(operands[at - 1], operand, isTrue) !== undefined))
        continue;
      clauses.push(
        this.clause(operand, isTrue, { present: new Set(present), mayFail: place.mayFail && isAnd }),
      );
      for (const name of presentWhere(operand, isAnd)) present.add(name);
    }
    return group(isAnd === isTrue ? "all" : "any", clauses);
  }

  private choice(node: Extract<Expression, { kind: "if" }>, isTrue: boolean, place: Place): Clause {
    const branch = (part: Expression, where: boolean | undefined, value: boolean) => {
      const known = where === undefined ? [] : presentWhere(node.condition, where);
      const present = new Set([...place.present, ...known]);
      const words = clauseInWords(this.clause(part, value, { present, mayFail: false }));
      return / and | or /.test(words) ? `(${words})` : words;
    };
    const condition = branch(node.condition, undefined, true);
    const [yes, no] = [branch(node.then, true, isTrue), branch(node.else, false, isTrue)];
    return atom(`(if ${condition} then ${yes}, otherwise ${no})`);
  }

  private quote(node: Expression, isTrue: boolean): Atom {
    const text = expressionToText(node).replaceAll("`", "\\u{60}");
    this.quoted.push(text);
    return atom(`\`${text}\` is ${isTrue}`);
  }
}

function presence({ text, reads }: Subject, isTrue: boolean): Clause {
  return isTrue
    ? { kind: "provided", reads, text: `${text} is provided` }
    : atom(`${text} is not provided`, { reads: reads.slice(0, -1) });
}

function atomInWords(node: Expression, isTrue: boolean): Atom | undefined {
  switch (node.kind) {
    case "member": {
      const subject = subjectOf(node);
      return subject?.kind === "argument" ? told(subject, `is ${isTrue}`, true) : undefined;
    }
    case "binary":
      return binaryInWords(node, isTrue);
    case "like":
      return likeInWords(node.operand, node.pattern, isTrue);
    case "isEmpty": {
      const subject = subjectOf(node.operand);
      return subject && told(subject, isTrue ? "is empty" : "is not empty", isTrue);
    }
    case "is": {
      const kind = isPrincipal(node.operand) && node.in === undefined ? callers[node.entityType] : undefined;
      return kind === undefined ? undefined : atom(`the caller is ${isTrue ? "" : "not "}${kind}`);
    }
    case "call":
      return callInWords(node, isTrue);
    default:
      return undefined;
  }
}

const callers: Readonly<Record<string, string>> = {
  "AgentCore::OAuthUser": "a user",
  "AgentCore::IamEntity": "an IAM caller",
  "AgentCore::Anonymous": "anonymous",
};

function binaryInWords(node: Extract<Expression, { kind: "binary" }>, isTrue: boolean): Atom | undefined {
  const { operator, left, right } = node;
  const order = orderOf(operator);
  if (left.kind === "variable" && right.kind === "entity" && (order === "==" || order === "!=")) {
    const { name } = left;
    const is = (order === "==") === isTrue ? "is" : "is not";
    if (name === "principal") return atom(`the caller ${is} ${entityInWords(right)}`);
    if (name === "action") return atom(`the call ${is} of ${entityInWords(right)}`);
    if (name === "resource") return atom(`the call ${is} through ${entityInWords(right)}`);
  }
  if (order !== undefined) return comparisonInWords(order, left, right, isTrue);
  if (operator === "contains" || operator === "containsAll" || operator === "containsAny") {
    return membershipInWords(node, isTrue);
  }
  return undefined;
}

const addressTests: Readonly<Record<string, string>> = {
  isIpv4: "an IPv4 address",
  isIpv6: "an IPv6 address",
  isLoopback: "a loopback address",
  isMulticast: "a multicast address",
};

function callInWords(node: Extract<Expression, { kind: "call" }>, isTrue: boolean): Atom | undefined {
  const [receiver, other] = node.arguments;
  if (receiver === undefined) return undefined;
  const order = decimalOrderOf(node.name);
  if (order !== undefined && other !== undefined) return comparisonInWords(order, receiver, other, isTrue);
  const address = termInWords(receiver);
  if (address === undefined) return undefined;
  const is = isTrue ? "is" : "is not";
  const kind = addressTests[node.name];
  const more = { reads: address.reads, needs: isTrue };
  if (kind !== undefined) return atom(`${address.text} ${is} ${kind}`, more);
  const range = other === undefined ? undefined : termInWords(other);
  if (node.name !== "isInRange" || range === undefined) return undefined;
  return atom(`${address.text} ${is} in the IP range ${range.text}`, more);
}
