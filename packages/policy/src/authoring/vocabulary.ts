import { splitActionName } from "../schema/action-name.ts";
import type { ToolForSchema } from "../schema/cedar-schema.ts";
import type { CedarShape } from "../schema/cedar-shape.ts";
import { cedarShape } from "../schema/tool-schema.ts";
import { isUnclearUnit } from "./amounts/unclear-unit.ts";
import { type UnitName, unitOf } from "./amounts/units.ts";
import { describedValues } from "./words/described-values.ts";
import { exampleValues } from "./words/example-values.ts";
import { namingWords } from "./words/naming-words.ts";
import { stem } from "./words/word-stem.ts";

/** A tool as its target declares it. */
export interface AuthoringTool extends ToolForSchema {
  readonly description?: string | undefined;
}

/** What a vocabulary needs beside the tools. */
export interface VocabularyOptions {
  /** The gateway that translated policies name. */
  readonly gatewayArn: string;
  /** Claims that the gateway's tokens carry beside the usual ones. */
  readonly claims?: readonly string[] | undefined;
}

/** What a gateway's sentences may speak of. */
export interface Vocabulary {
  readonly gatewayArn: string;
  readonly tools: readonly VocabularyTool[];
  readonly targets: readonly VocabularyTarget[];
  readonly claims: readonly string[];
}

/** A target and its tools. */
export interface VocabularyTarget {
  readonly name: string;
  /** Stems of its name, without words such as API and Target. */
  readonly stems: readonly string[];
  readonly tools: readonly VocabularyTool[];
}

/** A tool by its words; all stems are of {@link stem}. */
export interface VocabularyTool {
  readonly action: string;
  readonly target: string;
  readonly name: string;
  readonly nameStems: readonly string[];
  readonly targetStems: readonly string[];
  /** Stems of the description's first sentence; its first is usually a verb. */
  readonly descriptionStems: readonly string[];
  readonly fields: readonly VocabularyField[];
}

/** A member of a tool's input that policies can see. */
export interface VocabularyField {
  readonly path: readonly string[];
  readonly shape: CedarShape;
  /** How many leading members of the path must be asked for with `has`, each by its length. */
  readonly guards: readonly number[];
  readonly nameStems: readonly string[];
  /** Stems of the words of its description that name it, and not one of several things that it may be. */
  readonly descriptionStems: readonly string[];
  readonly values: readonly string[];
  /** Single words that it may hold, where it may hold others too. */
  readonly examples: readonly string[];
  readonly unit: UnitName | undefined;
  /** Whether it is counted in thousands or the like, which no unit says. */
  readonly unclearUnit?: true;
}

const usualClaims = [
  "username",
  "role",
  "roles",
  "scope",
  "groups",
  "department",
  "tier",
  "email",
  "team",
  "sub",
  "client_id",
  "tenant",
  "plan",
  "membership",
  "organization",
  "clearance",
  "region",
  "country",
  "location",
  "title",
  "division",
  "level",
];
const targetFillers = new Set(
  [
    "api",
    "target",
    "tool",
    "tools",
    "service",
    "server",
    "mcp",
    "gateway",
    "lambda",
    "system",
    "backend",
  ].map(stem),
);
const mostFields = 200;

/** The words of a gateway: its tools, targets, fields and claims. Build it once for many texts. */
export function vocabularyOf(tools: readonly AuthoringTool[], options: VocabularyOptions): Vocabulary {
  const known = tools.map(vocabularyTool);
  const names = [...new Set(known.map(({ target }) => target))];
  const targets = names.map((name) => ({
    name,
    stems: targetWords(name),
    tools: known.filter(({ target }) => target === name),
  }));
  return {
    gatewayArn: options.gatewayArn,
    tools: known,
    targets,
    claims: [...new Set([...usualClaims, ...(options.claims ?? [])])],
  };
}

function vocabularyTool({ action, description, inputSchema }: AuthoringTool): VocabularyTool {
  const { target, tool } = splitActionName(action) ?? { target: "", tool: action };
  return {
    action,
    target,
    name: tool,
    nameStems: nameWords(tool).map(stem),
    targetStems: targetWords(target),
    descriptionStems: firstSentence(description ?? ""),
    fields: fieldsOf(inputSchema),
  };
}

function targetWords(name: string): readonly string[] {
  const stems = nameWords(name).map(stem);
  const telling = stems.filter((each) => !targetFillers.has(each));
  return telling.length > 0 ? telling : stems;
}

/** The words of a name in any of the usual spellings: transferFunds, transfer_funds, TRANSFER-FUNDS. */
export function nameWords(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** Words that stand beside "or", "and" or a comma may be one of several kinds, so naming one would restrict the tool: they are left out. */
function firstSentence(description: string): readonly string[] {
  const [sentence = ""] = description.split(/[.;(:]|\b(?:such as|e\.g|without|but|not|except|including)\b/i);
  const parts = sentence.split(/(\s+(?:and|or)\s+|,|\/)/i);
  return parts
    .flatMap((part, index) => {
      if (index % 2 === 1) return [];
      const words = part.match(/\p{L}[\p{L}\p{N}-]*/gu) ?? [];
      const from = index > 0 ? 1 : 0;
      return words.slice(
        from,
        index < parts.length - 1 && words.length > 1 ? words.length - 1 : words.length,
      );
    })
    .map((word) => stem(word.toLowerCase()));
}

function fieldsOf(schema: Readonly<Record<string, unknown>>): readonly VocabularyField[] {
  const found: VocabularyField[] = [];
  const walk = (
    shape: CedarShape,
    declared: unknown,
    path: readonly string[],
    guards: readonly number[],
  ): void => {
    if (shape.kind !== "record") return;
    for (const member of shape.members) {
      if (found.length >= mostFields) return;
      const inner = propertyOf(declared, member.name);
      const here = [...path, member.name];
      const asked = member.required && !member.nullable ? guards : [...guards, here.length];
      const description = textOf(inner, "description");
      const words = nameWords(member.name);
      const values = valuesOf(inner, description, words);
      const isFree = member.shape.kind === "string" && values.length === 0;
      found.push({
        path: here,
        shape: member.shape,
        guards: asked,
        nameStems: here.flatMap(nameWords).map(stem),
        descriptionStems: namingWords(description).map(stem),
        values,
        examples: isFree ? exampleValues(description, words) : [],
        unit: unitOf(words, description),
        ...(isUnclearUnit(description, unitOf(words, description)) ? { unclearUnit: true as const } : {}),
      });
      if (here.length < 4) walk(member.shape, inner, here, asked);
    }
  };
  walk(cedarShape(schema), schema, [], []);
  return found;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function propertyOf(schema: unknown, name: string): unknown {
  if (!isObject(schema) || !isObject(schema.properties)) return undefined;
  return Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
}

function textOf(schema: unknown, member: string): string {
  const text = isObject(schema) ? schema[member] : undefined;
  return typeof text === "string" ? text : "";
}

function valuesOf(schema: unknown, description: string, words: readonly string[]): readonly string[] {
  if (!isObject(schema)) return [];
  const of = isObject(schema.items) ? schema.items.enum : schema.enum;
  if (Array.isArray(of)) return of.filter((value) => typeof value === "string");
  return schema.type === "string" ? describedValues(description, words) : [];
}
