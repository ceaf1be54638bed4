import { callToolGroup, mcpGroup, splitActionName } from "../../schema/action-name.ts";
import type { ActionScope, PrincipalScope } from "../../syntax/ast.ts";
import { quoteText } from "../../syntax/quote-text.ts";
import { listed } from "./comparison-in-words.ts";
import { entityInWords } from "./term-in-words.ts";

/** Who a policy is for: alone, and with what is said of them behind it; `isOpen` where more can be said so. */
export function whoInWords(scope: PrincipalScope, more: readonly string[]): string {
  const said = more.length === 0 ? "" : ` ${more.join(" and ")}`;
  switch (scope.kind) {
    case "any":
      return more.length === 0 ? "everyone" : `callers${said}`;
    case "equals":
      return `${entityInWords(scope.entity)}${said}`;
    case "in":
      return `callers in ${entityInWords(scope.entity)}${said}`;
    case "is": {
      const kind = kinds[scope.entityType] ?? `callers of type \`${scope.entityType}\``;
      return `${kind}${scope.in === undefined ? "" : ` in ${entityInWords(scope.in)}`}${said}`;
    }
  }
}

/** IAM callers whose ARN holds an account's number, which is how one account is named. */
export function accountInWords(scope: PrincipalScope, more: readonly string[]): string | undefined {
  if (scope.kind !== "is" || scope.entityType !== "AgentCore::IamEntity" || more.length !== 1)
    return undefined;
  const account = /^whose id contains ":(\d{12}):"$/.exec(more[0] ?? "")?.[1];
  return account === undefined ? undefined : `IAM principals of AWS account ${account}`;
}

const kinds: Readonly<Record<string, string>> = {
  "AgentCore::OAuthUser": "users",
  "AgentCore::IamEntity": "IAM callers",
  "AgentCore::Anonymous": "anonymous callers",
};

/** What may be called. */
export function toolsInWords(scope: ActionScope): string {
  switch (scope.kind) {
    case "any":
      return "any tool";
    case "equals":
      return splitActionName(scope.entity.id) === undefined
        ? `the action ${quoteText(scope.entity.id)}`
        : toolName(scope.entity.id);
    case "in": {
      if (scope.entities.length === 0) return "no tool";
      return listed([...new Set(scope.entities.map(({ id }) => groupInWords(id)))]);
    }
  }
}

function groupInWords(id: string): string {
  if (id === callToolGroup || id === mcpGroup) return "any tool";
  return splitActionName(id) === undefined ? `any tool of ${plainOrQuoted(id)}` : toolName(id);
}

function toolName(id: string): string {
  return plainOrQuoted(id);
}

function plainOrQuoted(name: string): string {
  return /^[A-Za-z0-9][\w-]*$/.test(name) ? name : quoteText(name);
}

/** Through which gateway; nothing where that is understood, or where it is any. */
export function gatewayInWords(scope: PrincipalScope, understood: string | undefined): string {
  if (scope.kind === "any" || (scope.kind === "is" && scope.in === undefined)) return "";
  const entity = scope.kind === "is" ? scope.in : scope.entity;
  if (entity === undefined || entity.id === understood) return "";
  const short = /:gateway\/([\w-]+)$/.exec(entity.id)?.[1];
  return short === undefined ? ` on ${entityInWords(entity)}` : ` on the gateway ${short}`;
}
