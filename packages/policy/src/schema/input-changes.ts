import type { CedarShape } from "./cedar-shape.ts";
import { cedarShape, type ToolSchema } from "./tool-schema.ts";

/** A member of a tool's arguments that policies see otherwise than before. */
export interface InputChange {
  /** Names from the arguments on, e.g. `["order", "id"]`. */
  readonly path: readonly string[];
  /** In words, e.g. `an optional String`; undefined where there was, or is, none. */
  readonly was: string | undefined;
  readonly is: string | undefined;
}

/** What is other of the arguments, as policies see them. */
export function inputChanges(before: ToolSchema, after: ToolSchema): readonly InputChange[] {
  const [old, now] = [membersOf(cedarShape(before)), membersOf(cedarShape(after))];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const path = (was ?? is)?.path ?? [];
    return was?.words === is?.words ? [] : [{ path, was: was?.words, is: is?.words }];
  });
}

interface Member {
  readonly path: readonly string[];
  readonly words: string;
}

function membersOf(shape: CedarShape, holder: readonly string[] = []): Map<string, Member> {
  const found = new Map<string, Member>();
  if (shape.kind !== "record") return found;
  for (const { name, shape: member, required, nullable } of shape.members) {
    const path = [...holder, name];
    const words = `${required && !nullable ? "a required" : "an optional"} ${typeOf(member)}`;
    found.set(JSON.stringify(path), { path, words });
    for (const [key, inner] of membersOf(member, path)) found.set(key, inner);
  }
  return found;
}

const scalars = { string: "String", long: "Long", bool: "Bool", decimal: "decimal" } as const;

function typeOf(shape: CedarShape): string {
  switch (shape.kind) {
    case "set":
      return `Set of ${typeOf(shape.items)}`;
    case "record":
      return "Record";
    case "opaque":
      return "member without a type";
    default:
      return scalars[shape.kind];
  }
}
