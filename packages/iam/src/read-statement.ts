import type { PrincipalPattern, Selection, Statement } from "./policy-document.ts";
import type { ShapedPrincipals, ShapedStatement } from "./policy-shape.ts";

/** The statement that a faultless shape says. */
export function readStatement(shaped: ShapedStatement): Statement {
  const resources = selection(shaped.Resource, shaped.NotResource);
  const principals = selection(named(shaped.Principal), named(shaped.NotPrincipal));
  return {
    ...(shaped.Sid ? { sid: shaped.Sid } : {}),
    effect: shaped.Effect,
    actions: selection(shaped.Action, shaped.NotAction) ?? { except: false, patterns: [] },
    ...(resources === undefined ? {} : { resources }),
    ...(principals === undefined ? {} : { principals }),
    conditions: Object.entries(shaped.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
    ),
  };
}

function selection<Pattern>(
  only: readonly Pattern[] | undefined,
  except: readonly Pattern[] | undefined,
): Selection<Pattern> | undefined {
  if (only !== undefined) return { except: false, patterns: only };
  return except === undefined ? undefined : { except: true, patterns: except };
}

function named(principals: ShapedPrincipals | undefined): PrincipalPattern[] | undefined {
  if (principals === undefined) return undefined;
  if (principals === "*") return [{ kind: "AWS", name: "*" }];
  const { AWS = [], Service = [], Federated = [], CanonicalUser = [] } = principals;
  return [
    ...AWS.map((name) => ({ kind: "AWS" as const, name })),
    ...Service.map((name) => ({ kind: "Service" as const, name })),
    ...Federated.map((name) => ({ kind: "Federated" as const, name })),
    ...CanonicalUser.map((name) => ({ kind: "CanonicalUser" as const, name })),
  ];
}
