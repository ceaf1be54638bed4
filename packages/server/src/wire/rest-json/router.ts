import { type OperationName, operations, ValidationException } from "@toolgate/api";

/** Where a request leads. */
export type RouteMatch =
  | {
      readonly kind: "operation";
      readonly name: OperationName;
      readonly labels: Readonly<Record<string, string>>;
    }
  /** The path is known, but not with this method. */
  | { readonly kind: "wrong-method"; readonly allowed: readonly string[] }
  /** The path lies among the control plane's own, but no operation has it. */
  | { readonly kind: "unknown" }
  /** The path belongs to someone else. */
  | { readonly kind: "foreign" };

interface CompiledRoute {
  readonly name: OperationName;
  readonly method: string;
  readonly segments: readonly string[];
}

/** Both forms of a URI, with and without its trailing slash, have the same segments. */
function segmentsOf(path: string): string[] {
  return path.replace(/^\//, "").replace(/\/$/, "").split("/");
}

function labelOf(segment: string): string | undefined {
  return segment.startsWith("{") ? segment.slice(1, -1) : undefined;
}

const routes: readonly CompiledRoute[] = (Object.keys(operations) as OperationName[]).map((name) => ({
  name,
  method: operations[name].method,
  segments: segmentsOf(operations[name].uri),
}));

const ownRoots: ReadonlySet<string> = new Set(routes.map(({ segments }) => segments[0] ?? ""));

/** Below a gateway lie also its MCP endpoint and that endpoint's metadata. */
const dataPlane = /^\/gateways\/[^/]+\/(?:mcp|\.well-known)(?:\/|$)/;

function fits(route: CompiledRoute, segments: readonly string[]): boolean {
  if (route.segments.length !== segments.length) return false;
  return route.segments.every((expected, index) => {
    const segment = segments[index] ?? "";
    return labelOf(expected) === undefined ? expected === segment : segment !== "";
  });
}

function decodedLabels(route: CompiledRoute, segments: readonly string[]): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [index, expected] of route.segments.entries()) {
    const label = labelOf(expected);
    if (label === undefined) continue;
    try {
      labels[label] = decodeURIComponent(segments[index] ?? "");
    } catch {
      const message = `'${label}' in the path is not percent-encoded UTF-8; encode the whole value once.`;
      throw new ValidationException(message, "CannotParse", [{ name: label, message }]);
    }
  }
  return labels;
}

/**
 * Finds the operation of a method and a path (as it came, percent-encoded).
 *
 * @throws ValidationException when a label cannot be decoded.
 */
export function matchRoute(method: string, path: string): RouteMatch {
  const segments = segmentsOf(path);
  if (!ownRoots.has(segments[0] ?? "") || dataPlane.test(path)) return { kind: "foreign" };
  const fitting = routes.filter((route) => fits(route, segments));
  const found = fitting.find((route) => route.method === method);
  if (found !== undefined) {
    return { kind: "operation", name: found.name, labels: decodedLabels(found, segments) };
  }
  if (fitting.length === 0) return { kind: "unknown" };
  return { kind: "wrong-method", allowed: [...new Set(fitting.map((route) => route.method))] };
}
