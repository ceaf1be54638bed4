/** A Cedar policy as a tree, with the place in the text of every node. Source: Cedar language guide, "Grammar". */

/** A half-open range of the policy's text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Policy {
  readonly effect: "permit" | "forbid";
  readonly annotations: readonly Annotation[];
  readonly principal: PrincipalScope;
  readonly action: ActionScope;
  readonly resource: PrincipalScope;
  readonly conditions: readonly Condition[];
  /** In the order of the text; those before the policy belong to it. */
  readonly comments: readonly Comment[];
  readonly span: Span;
}

/** `@name("value")`; `@name` alone has the value `""`, and is `bare`, which Cedar's JSON form tells apart. */
export interface Annotation {
  readonly name: string;
  readonly value: string;
  readonly bare: boolean;
  readonly span: Span;
}

/** A `//` comment, `text` without the slashes. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
}

export interface EntityLiteral {
  /** With its namespaces: `AgentCore::Action`. */
  readonly type: string;
  readonly id: string;
  readonly span: Span;
}

/** The scope of `principal` or `resource`. */
export type PrincipalScope = { readonly span: Span } & (
  | { readonly kind: "any" }
  | { readonly kind: "equals"; readonly entity: EntityLiteral }
  | { readonly kind: "in"; readonly entity: EntityLiteral }
  | { readonly kind: "is"; readonly entityType: string; readonly in: EntityLiteral | undefined }
);

export type ActionScope = { readonly span: Span } & (
  | { readonly kind: "any" }
  | { readonly kind: "equals"; readonly entity: EntityLiteral }
  /** `in Action::"a"`, or a list. */
  | { readonly kind: "in"; readonly entities: readonly EntityLiteral[]; readonly list: boolean }
);

export interface Condition {
  readonly kind: "when" | "unless";
  readonly body: Expression;
  readonly span: Span;
}

export type Variable = "principal" | "action" | "resource" | "context";

/** Operators that evaluate both operands; those written as methods have the receiver on the left. */
export type BinaryOperator =
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "in"
  | "contains"
  | "containsAll"
  | "containsAny"
  | "hasTag"
  | "getTag";

export type Expression = { readonly span: Span } /** `true`, text, or a 64-bit integer. */ & (
  | { readonly kind: "literal"; readonly value: boolean | string | bigint }
  | { readonly kind: "entity"; readonly type: string; readonly id: string }
  | { readonly kind: "variable"; readonly name: Variable }
  /** A chain `a && b && c`, two operands or more, evaluated from the left. */
  | { readonly kind: "and" | "or"; readonly operands: readonly Expression[] }
  | { readonly kind: "not" | "negate" | "isEmpty"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly then: Expression;
      readonly else: Expression;
    }
  /** `operand.name`, `operand["name"]`. */
  | { readonly kind: "member"; readonly operand: Expression; readonly name: string }
  /** `operand has a.b.c`. */
  | { readonly kind: "has"; readonly operand: Expression; readonly path: readonly string[] }
  | { readonly kind: "like"; readonly operand: Expression; readonly pattern: LikePattern }
  | {
      readonly kind: "is";
      readonly operand: Expression;
      readonly entityType: string;
      readonly in: Expression | undefined;
    }
  | { readonly kind: "set"; readonly items: readonly Expression[] }
  | { readonly kind: "record"; readonly members: readonly RecordMember[] }
  /** A constructor such as `decimal("1.5")`, or an extension type's method with the receiver first. */
  | { readonly kind: "call"; readonly name: ExtensionName; readonly arguments: readonly Expression[] }
);

export interface RecordMember {
  readonly name: string;
  readonly value: Expression;
}

/** Text to match literally, and `wildcard` for any number of characters. */
export type LikePattern = readonly (string | typeof wildcard)[];

/** `*` in a pattern. */
export const wildcard = { wildcard: true } as const;

/** Written as functions. */
export const extensionFunctions = ["decimal", "ip", "datetime", "duration"] as const;

/** Written as methods of a value. */
export const extensionMethods = [
  "lessThan",
  "lessThanOrEqual",
  "greaterThan",
  "greaterThanOrEqual",
  "isIpv4",
  "isIpv6",
  "isLoopback",
  "isMulticast",
  "isInRange",
  "offset",
  "durationSince",
  "toDate",
  "toTime",
  "toMilliseconds",
  "toSeconds",
  "toMinutes",
  "toHours",
  "toDays",
] as const;

export type ExtensionName = (typeof extensionFunctions)[number] | (typeof extensionMethods)[number];
