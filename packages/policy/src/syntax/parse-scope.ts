/** What stands between the parentheses of `permit( … )`. Source: Cedar language guide, "Policy scope". */
import type { ActionScope, EntityLiteral, PrincipalScope } from "./ast.ts";
import { didYouMean } from "./did-you-mean.ts";
import { isActionType } from "./names.ts";
import { parseEntity, parseTypeName } from "./parse-names.ts";
import { failAtSlot } from "./parse-primary.ts";
import type { Parsing } from "./parsing.ts";

export interface Scope {
  readonly principal: PrincipalScope;
  readonly action: ActionScope;
  readonly resource: PrincipalScope;
}

export function parseScope(p: Parsing): Scope {
  p.expect("(", "`(` and the scope");
  const principal = parsePrincipal(p, "principal");
  expectComma(p, "action");
  const action = parseAction(p);
  expectComma(p, "resource");
  const resource = parsePrincipal(p, "resource");
  p.takes(",");
  if (!p.at(")")) failAfterElement(p, "`)` after the resource");
  p.advance();
  return { principal, action, resource };
}

type Element = "principal" | "action" | "resource";

const order = "A scope has principal, action and resource, in this order: (principal, action, resource)";

function expectComma(p: Parsing, next: Element): void {
  if (!p.takes(",")) failAfterElement(p, `\`,\` and ${next}`);
}

/** Passes the element's name, and returns where it began. */
function parseElement(p: Parsing, element: Element): number {
  const { start } = p;
  if (!p.at("identifier") || p.name !== element) {
    const meant = p.at("identifier") ? didYouMean(p.name, [element]) : undefined;
    p.failExpecting(`\`${element}\``, meant ?? order);
  }
  p.advance();
  if (p.at(":")) p.fail("A type after `:`", `Write \`${element} is Type\``);
  return start;
}

function parsePrincipal(p: Parsing, element: "principal" | "resource"): PrincipalScope {
  const start = parseElement(p, element);
  const span = () => ({ start, end: p.previousEnd });
  if (takesWord(p, "is")) {
    const entityType = parseTypeName(p);
    if (p.at("=="))
      p.fail("`is` and `==` together", `Write \`${element} == ${entityType}::"id"\`, which says the type too`);
    const within = takesWord(p, "in") ? parseReference(p, element) : undefined;
    return { kind: "is", entityType, in: within, span: span() };
  }
  if (takesWord(p, "in")) {
    const entity = parseReference(p, element);
    return { kind: "in", entity, span: span() };
  }
  if (!p.takes("==")) {
    if (!p.at(",") && !p.at(")")) failAtOperator(p, element, "`==`, `in` or `is`");
    return { kind: "any", span: span() };
  }
  const entity = parseReference(p, element);
  return { kind: "equals", entity, span: span() };
}

function parseAction(p: Parsing): ActionScope {
  const start = parseElement(p, "action");
  const span = () => ({ start, end: p.previousEnd });
  if (p.takes("==")) {
    const entity = parseReference(p, "action");
    return { kind: "equals", entity, span: span() };
  }
  if (takesWord(p, "in")) {
    const { entities, list } = parseActions(p);
    return { kind: "in", entities, list, span: span() };
  }
  if (!p.at(",") && !p.at(")")) failAtOperator(p, "action", "`==` or `in`");
  return { kind: "any", span: span() };
}

/** One action or a list, in parentheses or not. */
function parseActions(p: Parsing): { entities: readonly EntityLiteral[]; list: boolean } {
  if (p.at("(")) return inParentheses(p, () => parseActions(p));
  if (!p.at("[")) return { entities: [parseReference(p, "action")], list: false };
  p.advance();
  const entities: EntityLiteral[] = [];
  while (!p.at("]")) {
    entities.push(parseReference(p, "action"));
    if (!p.takes(",") && !p.at("]")) p.failExpecting("`,` or `]` after the action");
  }
  p.advance();
  return { entities, list: true };
}

/** One entity, in parentheses or not. */
function parseReference(p: Parsing, element: Element): EntityLiteral {
  if (p.at("(")) return inParentheses(p, () => parseReference(p, element));
  if (p.at("slot")) failAtSlot(p);
  if (p.at("["))
    p.failExpecting(
      "one entity",
      element === "action"
        ? "A list stands after `in`: action in [ … ]"
        : `Only action takes a list; write one policy for each, or \`when { ${element} in [ … ] }\``,
    );
  const { start } = p;
  const entity = parseEntity(p);
  if (element === "action" && !isActionType(entity.type))
    p.fail(
      `The action has the type \`${entity.type}\``,
      'Actions have the type Action, in any namespace: AgentCore::Action::"Target___tool"',
      start,
      p.previousEnd,
    );
  return entity;
}

function inParentheses<Inner>(p: Parsing, parse: () => Inner): Inner {
  p.enter();
  p.advance();
  const inner = parse();
  p.expect(")", "`)`");
  p.leave();
  return inner;
}

function takesWord(p: Parsing, word: string): boolean {
  if (!p.at("identifier") || p.name !== word) return false;
  p.advance();
  return true;
}

function failAtOperator(p: Parsing, element: Element, operators: string): never {
  if (p.at("=")) p.fail("`=` is no operator of Cedar's", "Write `==` to compare");
  if (p.at("identifier") && p.name === "is")
    p.fail("`is` does not go with action", 'Write `action == AgentCore::Action::"Target___tool"`, or `in`');
  if (["!=", "<", "<=", ">", ">=", "."].includes(p.kind) || p.name === "has" || p.name === "like")
    p.fail(`\`${p.source}\` in the scope`, `The scope takes ${operators} after ${element}; the rest goes into when { … }`);
  failAfterElement(p, `${operators}, \`,\` or \`)\` after ${element}`);
}

function failAfterElement(p: Parsing, wanted: string): never {
  if (p.at("&&") || p.at("||"))
    p.failExpecting(wanted, "The scope takes one condition for each of the three; the rest goes into when { … }");
  if (p.at("identifier") && p.name === "is")
    p.failExpecting(wanted, "`is` stands before `in`: principal is Type in …");
  if (p.at(")") || p.at(",") || p.at("identifier")) p.failExpecting(wanted, order);
  p.failExpecting(wanted);
}
