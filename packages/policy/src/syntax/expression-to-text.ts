import { type BinaryOperator, type Expression, extensionFunctions } from "./ast.ts";
import { isIdentifier, operatorMethod } from "./names.ts";
import { quotePattern, quoteText } from "./quote-text.ts";

/** How tightly an expression binds, or must bind where it stands: 0 for `if`, then upwards as the grammar goes. */
type Binding = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

const or = 1;
const and = 2;
const relation = 3;
const sum = 4;
const product = 5;
const unary = 6;
const primary = 7;

/** An expression as Cedar text, with parentheses only where it would read otherwise without. */
export function expressionToText(expression: Expression, needed: Binding = 0): string {
  const text = bareText(expression);
  return bindingOf(expression) < needed ? `(${text})` : text;
}

function bindingOf(expression: Expression): Binding {
  switch (expression.kind) {
    case "if":
      return 0;
    case "or":
      return or;
    case "and":
      return and;
    case "has":
    case "like":
    case "is":
      return relation;
    case "binary":
      return bindingOfOperator(expression.operator);
    case "not":
    case "negate":
      return unary;
    case "literal":
      return typeof expression.value === "bigint" && expression.value < 0n ? unary : primary;
    default:
      return primary;
  }
}

function bindingOfOperator(operator: BinaryOperator): Binding {
  if (operator === "+" || operator === "-") return sum;
  if (operator === "*") return product;
  return operatorMethod(operator) === undefined ? relation : primary;
}

function bareText(expression: Expression): string {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? quoteText(expression.value) : String(expression.value);
    case "entity":
      return `${expression.type}::${quoteText(expression.id)}`;
    case "variable":
      return expression.name;
    case "or":
      return expression.operands.map((operand) => expressionToText(operand, and)).join(" || ");
    case "and":
      return expression.operands.map((operand) => expressionToText(operand, relation)).join(" && ");
    case "not":
      return signed("!", expression.operand);
    case "negate":
      return signed("-", expression.operand);
    case "isEmpty":
      return `${expressionToText(expression.operand, primary)}.isEmpty()`;
    case "binary":
      return binaryText(expression.operator, expression.left, expression.right);
    case "if":
      return `if ${expressionToText(expression.condition)} then ${expressionToText(expression.then)} else ${expressionToText(expression.else)}`;
    case "member": {
      const operand = expressionToText(expression.operand, primary);
      return isIdentifier(expression.name)
        ? `${operand}.${expression.name}`
        : `${operand}[${quoteText(expression.name)}]`;
    }
    case "has": {
      const [first = "", ...rest] = expression.path;
      const path = rest.length === 0 ? nameText(first) : expression.path.join(".");
      return `${expressionToText(expression.operand, sum)} has ${path}`;
    }
    case "like":
      return `${expressionToText(expression.operand, sum)} like ${quotePattern(expression.pattern)}`;
    case "is": {
      const within = expression.in === undefined ? "" : ` in ${expressionToText(expression.in, sum)}`;
      return `${expressionToText(expression.operand, sum)} is ${expression.entityType}${within}`;
    }
    case "set":
      return `[${listText(expression.items)}]`;
    case "record": {
      const members = expression.members.map(
        ({ name, value }) => `${nameText(name)}: ${expressionToText(value)}`,
      );
      return `{${members.join(", ")}}`;
    }
    case "call": {
      const { name } = expression;
      if (extensionFunctions.some((each) => each === name))
        return `${name}(${listText(expression.arguments)})`;
      const [receiver, ...given] = expression.arguments;
      return `${receiver === undefined ? "" : expressionToText(receiver, primary)}.${name}(${listText(given)})`;
    }
  }
}

function binaryText(operator: BinaryOperator, left: Expression, right: Expression): string {
  const binding = bindingOfOperator(operator);
  if (binding === primary)
    return `${expressionToText(left, primary)}.${operator}(${expressionToText(right)})`;
  if (binding === relation)
    return `${expressionToText(left, sum)} ${operator} ${expressionToText(right, sum)}`;
  return `${expressionToText(left, binding)} ${operator} ${expressionToText(right, binding === sum ? product : unary)}`;
}

/** Cedar takes four of one sign in a row, and a minus before digits belongs to them. */
function signed(sign: "!" | "-", operand: Expression): string {
  const isInteger = operand.kind === "literal" && typeof operand.value === "bigint";
  const repeats = operand.kind === (sign === "!" ? "not" : "negate");
  if (sign === "-" && isInteger) return `-(${bareText(operand)})`;
  const text = expressionToText(operand, repeats ? unary : primary);
  return /^(?:!{4}|-{4})/.test(text) ? `${sign}(${text})` : `${sign}${text}`;
}

function listText(items: readonly Expression[]): string {
  return items.map((item) => expressionToText(item)).join(", ");
}

function nameText(name: string): string {
  return isIdentifier(name) ? name : quoteText(name);
}
