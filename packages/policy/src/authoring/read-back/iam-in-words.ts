import { type Expression, wildcard } from "../../syntax/ast.ts";
import { quoteText } from "../../syntax/quote-text.ts";
import { type Atom, atom } from "./clause.ts";
import { isPrincipal } from "./subject.ts";

/** Of "principal is AgentCore::IamEntity && principal == …" both at once: which caller with AWS credentials it is. */
export function iamInWords(
  kind: Expression | undefined,
  which: Expression | undefined,
  isTrue: boolean,
): Atom | undefined {
  if (kind?.kind !== "is" || !isPrincipal(kind.operand) || kind.in !== undefined) return undefined;
  if (kind.entityType !== "AgentCore::IamEntity") return undefined;
  const said = arnInWords(which) ?? accountInWords(which);
  return said === undefined ? undefined : atom(`the caller is ${isTrue ? "" : "not "}${said}`);
}

function arnInWords(node: Expression | undefined): string | undefined {
  if (node?.kind !== "binary" || node.operator !== "==") return undefined;
  const { left, right } = node;
  if (!isPrincipal(left) || right.kind !== "entity" || right.type !== "AgentCore::IamEntity")
    return undefined;
  const kind = /^arn:aws:(?:sts::\d{12}:assumed-role|iam::\d{12}:(user))\/[\w+=,.@-]+$/.exec(right.id);
  if (kind === null) return undefined;
  return `the IAM ${kind[1] === undefined ? "role" : "user"} ${quoteText(right.id)}`;
}

function accountInWords(node: Expression | undefined): string | undefined {
  if (node?.kind !== "like" || node.operand.kind !== "member" || node.operand.name !== "id") return undefined;
  const [first, account, last, more] = node.pattern;
  if (!isPrincipal(node.operand.operand) || first !== wildcard || last !== wildcard || more !== undefined)
    return undefined;
  const id = typeof account === "string" ? /^:(\d{12}):$/.exec(account)?.[1] : undefined;
  return id === undefined ? undefined : `from AWS account ${id}`;
}
