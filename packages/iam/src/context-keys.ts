import type { PolicyDocument } from "./policy-document.ts";
import { templatePieces } from "./template.ts";

/** The condition keys a document reads, in conditions and as variables, in the order they stand there. */
export function contextKeys({ statements, version }: PolicyDocument): string[] {
  const keys = new Map<string, string>();
  const add = (key: string) => {
    if (key !== "" && !keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
  };
  const addVariables = (text: string) => {
    for (const piece of templatePieces(text, version)) if (piece.kind === "variable") add(piece.key);
  };
  for (const { resources, conditions } of statements) {
    resources?.patterns.forEach(addVariables);
    for (const { key, values } of conditions) {
      add(key);
      values.forEach(addVariables);
    }
  }
  return [...keys.values()];
}
