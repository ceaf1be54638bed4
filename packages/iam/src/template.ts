import type { PolicyVersion } from "./policy-document.ts";
import type { RequestContext } from "./request-context.ts";

/** A piece of a pattern as written: a text, a wildcard or a policy variable. */
export type TemplatePiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "wildcard"; readonly text: "*" | "?" }
  | { readonly kind: "variable"; readonly text: string; readonly key: string; readonly fallback?: string };

const special = /\$\{([*?$])\}|\$\{\s*([^\s{},']+)\s*(?:,\s*'([^']*)'\s*)?\}|(\$\{[^}]*\}?)|([*?])/g;

/**
 * The pieces of a pattern; variables are read in version 2012-10-17 only. What begins like a variable and is none has
 * the empty key, which no request has. IAM user guide, "IAM policy elements: Variables and tags".
 */
export function templatePieces(text: string, version: PolicyVersion): TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let at = 0;
  const add = (upTo: number) => {
    if (upTo > at) pieces.push({ kind: "text", text: text.slice(at, upTo) });
  };
  for (const found of text.matchAll(version === "2012-10-17" ? special : /()()()()([*?])/g)) {
    const [whole, literal, key, fallback, , wildcard] = found;
    add(found.index);
    at = found.index + whole.length;
    if (wildcard === "*" || wildcard === "?") pieces.push({ kind: "wildcard", text: wildcard });
    else if (literal) pieces.push({ kind: "text", text: literal });
    else {
      pieces.push({
        kind: "variable",
        text: whole,
        key: key ?? "",
        ...(fallback === undefined ? {} : { fallback }),
      });
    }
  }
  add(text.length);
  return pieces;
}

/** What a variable stands for in a request: its value, else its default, else nothing. */
export function resolveVariable(
  variable: TemplatePiece & { kind: "variable" },
  context: RequestContext,
): string | undefined {
  return context.variable(variable.key) ?? variable.fallback;
}

/** A pattern without wildcards as the text it stands for in a request; undefined when a variable has no value. */
export function resolveText(
  text: string,
  version: PolicyVersion,
  context: RequestContext,
): string | undefined {
  let resolved = "";
  for (const piece of templatePieces(text, version)) {
    const part = piece.kind === "variable" ? resolveVariable(piece, context) : piece.text;
    if (part === undefined) return undefined;
    resolved += part;
  }
  return resolved;
}
