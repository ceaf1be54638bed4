import type { AnalysedTool, Environment } from "../../analysis/environment.ts";
import type { RequestCase } from "../../analysis/request-case.ts";
import { anonymousPrincipal } from "../../evaluate/principal.ts";
import { isJsonObject, JsonNumber, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import { actionGroups } from "../../schema/action-name.ts";
import type { CedarShape } from "../../schema/cedar-shape.ts";
import { toolArguments } from "../../schema/tool-arguments.ts";
import { cedarShape } from "../../schema/tool-schema.ts";
import { DatetimeValue } from "../../values/value.ts";

/** Calls of one tool by one kind of caller. */
export interface ToolCalls {
  readonly tool: AnalysedTool;
  readonly principalType: Environment["principalType"];
}

/** A call that is being made up. */
export interface Draft {
  readonly id: string;
  readonly claims: ReadonlyMap<string, string>;
  readonly arguments: JsonObject;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What of a call a policy looks at. */
export type Slot =
  | { readonly kind: "claim"; readonly name: string }
  | { readonly kind: "argument"; readonly path: readonly string[] }
  | { readonly kind: "id" | "time" };

/** The middle of a day in 2026. */
const plainTime = Date.UTC(2026, 6, 1, 12);

/** A call with what the tool requires, and nothing in it. */
export function plainDraft({ tool, principalType }: ToolCalls): Draft {
  const shape = cedarShape(tool.inputSchema);
  const id = principalType === "AgentCore::IamEntity" ? someRole : "someone";
  return { id, claims: new Map(), arguments: plainObject(shape), now: plainTime };
}

/** A role that a caller could have assumed. */
const someRole = "arn:aws:sts::123456789012:assumed-role/SomeRole";

/** The call that a solver found. */
export function draftOf({ principal, arguments: given, now }: RequestCase): Draft {
  const { id, tags } = principal;
  const claims = new Map(Object.entries(tags).filter(([name]) => name !== "sub"));
  const args: JsonObject = isJsonObject(given) ? given : new Map();
  return { id, claims, arguments: args, now: Number(now.amount) };
}

/** The draft with another value there; none where it is undefined. */
export function withValue(draft: Draft, slot: Slot, value: JsonValue | undefined, shape: CedarShape): Draft {
  switch (slot.kind) {
    case "id":
      return typeof value === "string" && value !== "" ? { ...draft, id: value } : draft;
    case "time":
      return value instanceof JsonNumber ? { ...draft, now: Number(value.text) } : draft;
    case "claim": {
      if (slot.name === "sub") return withValue(draft, { kind: "id" }, value, shape);
      const claims = new Map(draft.claims);
      if (typeof value === "string") claims.set(slot.name, value);
      else claims.delete(slot.name);
      return { ...draft, claims };
    }
    case "argument":
      return { ...draft, arguments: changed(draft.arguments, slot.path, value, shape) };
  }
}

/** The whole request; undefined where no client could send it. */
export function requestOf(draft: Draft, { tool, principalType }: ToolCalls): RequestCase | undefined {
  const { action, gatewayArn, inputSchema } = tool;
  const read = toolArguments(inputSchema, draft.arguments);
  if (!read.ok) return undefined;
  const { id } = draft;
  const principal =
    principalType === "AgentCore::Anonymous"
      ? anonymousPrincipal
      : principalType === "AgentCore::IamEntity"
        ? { type: principalType, id, tags: {} }
        : { type: principalType, id, tags: Object.fromEntries([["sub", id], ...draft.claims]) };
  const { input, forward } = read;
  const groups = actionGroups(action);
  const now = new DatetimeValue(draft.now);
  return { principal, action, actionGroups: groups, gatewayArn, input, arguments: forward, now };
}

/** The smallest value of the shape. */
export function plainValue(shape: CedarShape | undefined): JsonValue {
  switch (shape?.kind) {
    case "bool":
      return false;
    case "long":
    case "decimal":
      return new JsonNumber("0");
    case "set":
      return [];
    case "record":
      return plainObject(shape);
    case "opaque":
      return shape.type === "array" ? [] : new Map();
    default:
      return "";
  }
}

/** The shape at a path of arguments; undefined where there is none. */
export function shapeAt(shape: CedarShape | undefined, path: readonly string[]): CedarShape | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return shape;
  if (shape?.kind !== "record") return undefined;
  return shapeAt(shape.members.find((member) => member.name === name)?.shape, rest);
}

function plainObject(shape: CedarShape): JsonObject {
  const members = shape.kind === "record" ? shape.members.filter(({ required }) => required) : [];
  return new Map(
    members.map((member) => [member.name, member.nullable ? null : plainValue(member.shape)] as const),
  );
}

function changed(
  given: JsonObject,
  [name, ...rest]: readonly string[],
  value: JsonValue | undefined,
  shape: CedarShape,
): JsonObject {
  if (name === undefined) return given;
  const members = new Map(given);
  const inner = shapeAt(shape, [name]);
  const known = given.get(name);
  if (rest.length === 0) {
    if (value === undefined) members.delete(name);
    else members.set(name, value);
  } else if (inner !== undefined && (isJsonObject(known) || value !== undefined)) {
    members.set(name, changed(isJsonObject(known) ? known : plainObject(inner), rest, value, inner));
  }
  return members;
}
