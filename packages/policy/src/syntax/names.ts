/** Which names Cedar gives a meaning. Source: Cedar language guide, "Grammar" and "Operators and functions". */
import { type ExtensionName, extensionFunctions, extensionMethods, type Variable } from "./ast.ts";

/** No attribute, type or variable bears these names, though annotations do. */
const reserved: ReadonlySet<string> = new Set([
  "true",
  "false",
  "if",
  "then",
  "else",
  "in",
  "is",
  "has",
  "like",
]);

/** Kept by Cedar for itself, everywhere but in annotations. */
const internal = "__cedar";

/** Whether the name may be an attribute, or a part of a type. */
export function isFreeName(name: string): boolean {
  return !reserved.has(name) && name !== internal;
}

/** Whether the text is a free name, and one that needs no quotes. */
export function isIdentifier(text: string): boolean {
  return /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(text) && isFreeName(text);
}

/** Whether the text is a type with its namespaces: `AgentCore::Action`. */
export function isTypeName(text: string): boolean {
  return text.split("::").every(isIdentifier);
}

/** Whether a type is one of actions: `Action`, in any namespace. */
export function isActionType(type: string): boolean {
  return type === "Action" || type.endsWith("::Action");
}

export const variables: readonly Variable[] = ["principal", "action", "resource", "context"];

export function isVariable(name: string): name is Variable {
  return name === "principal" || name === "action" || name === "resource" || name === "context";
}

/** Methods that are operators of the language, with one argument. */
export const operatorMethods = ["contains", "containsAll", "containsAny", "hasTag", "getTag"] as const;

const functionNames = named(extensionFunctions);
const methodNames = named(extensionMethods);
const operatorNames = named(operatorMethods);

/** The constructor of this name, such as `decimal`. */
export function extensionFunction(name: string): ExtensionName | undefined {
  return functionNames.get(name);
}

/** The extension type's method of this name, such as `isIpv4`. */
export function extensionMethod(name: string): ExtensionName | undefined {
  return methodNames.get(name);
}

/** The operator that is written as a method of this name. */
export function operatorMethod(name: string): (typeof operatorMethods)[number] | undefined {
  return operatorNames.get(name);
}

/** Every name that is written as a method. */
export const allMethods: readonly string[] = [...operatorMethods, "isEmpty", ...extensionMethods];

function named<Name extends string>(names: readonly Name[]): ReadonlyMap<string, Name> {
  return new Map(names.map((name) => [name, name]));
}
