import { unescapeString } from "./unescape-string.ts";

/** A gateway literal of a statement that was given its exact ARN; offsets count UTF-16 code units of the old statement. */
export interface ResolvedGateway {
  readonly from: string;
  readonly to: string;
  readonly start: number;
  readonly end: number;
}

export interface ResolvedStatement {
  readonly statement: string;
  readonly replaced: readonly ResolvedGateway[];
}

/** Comments and space (Cedar's, which has U+0085), a string (or the rest, when it does not end), a name, `::`, or any other character. */
const token = /[\s\u0085]+|\/\/[^\n\r]*|"(?:[^"\\]|\\.)*"?|[A-Za-z_][A-Za-z0-9_]*|::|./gsu;
const gatewayPath = ["AgentCore", "::", "Gateway", "::"];

/**
 * Puts exact ARNs for the gateway names of a policy: `resolve` gets the text of each `AgentCore::Gateway::"…"` literal and
 * answers the ARN, or undefined to leave it. Strings and comments that only look alike stay as they are.
 */
export function resolveGatewayNames(
  statement: string,
  resolve: (name: string) => string | undefined,
): ResolvedStatement {
  const replaced: ResolvedGateway[] = [];
  const before: string[] = [];
  let text = "";
  let copied = 0;
  for (const { 0: found, index } of statement.matchAll(token)) {
    if (isSpace(found)) continue;
    const to = isGatewayLiteral(before, found) ? resolveLiteral(found, resolve) : undefined;
    if (to !== undefined) {
      const end = index + found.length;
      replaced.push({ from: found.slice(1, -1), to, start: index, end });
      text += `${statement.slice(copied, index)}"${to}"`;
      copied = end;
    }
    before.push(found);
  }
  return { statement: text + statement.slice(copied), replaced };
}

function isSpace(found: string): boolean {
  return /^(?:[\s\u0085]|\/\/)/.test(found);
}

/** The four tokens before are the type's path, and what stands before them does not make it a longer one. */
function isGatewayLiteral(before: readonly string[], found: string): boolean {
  return (
    found.length >= 2 &&
    found.startsWith('"') &&
    gatewayPath.every((part, index) => before.at(index - gatewayPath.length) === part) &&
    before.at(-gatewayPath.length - 1) !== "::"
  );
}

/** The name may be written with escapes, as Cedar would read them. */
function resolveLiteral(literal: string, resolve: (name: string) => string | undefined): string | undefined {
  const name = unescapeString(literal.slice(1, -1));
  const arn = name === undefined ? undefined : resolve(name);
  return arn === undefined || arn === name || /["\\\n\r]/.test(arn) ? undefined : arn;
}
