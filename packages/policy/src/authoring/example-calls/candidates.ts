import type { JsonValue } from "../../json/json-value.ts";
import { stringifyJson } from "../../json/stringify-json.ts";
import type { CedarShape } from "../../schema/cedar-shape.ts";
import type { Expression, Policy } from "../../syntax/ast.ts";
import { nodesOf } from "../../syntax/nodes-of.ts";
import { decimalOrderOf, orderOf } from "../read-back/comparison-in-words.ts";
import { askedFor } from "../read-back/known-presence.ts";
import { isPrincipal, pathIn, subjectOf } from "../read-back/subject.ts";
import { anyTwo, sampleOf, valuesBeside } from "./candidate-values.ts";
import { plainValue, type Slot, shapeAt } from "./draft.ts";

/** What the policy looks at, with values that its own literals suggest; undefined stands for none. */
export interface Candidates {
  readonly slot: Slot;
  readonly values: readonly (JsonValue | undefined)[];
}

/** Of one slot. */
const mostValues = 10;

/** In the order in which the policy speaks of them; those most likely to satisfy it first. */
export function candidatesOf(policy: Policy, shape: CedarShape): readonly Candidates[] {
  const found = new Found(shape);
  if (policy.principal.kind !== "any") {
    const { principal } = policy;
    const entity = principal.kind === "is" ? principal.in : principal.entity;
    if (entity !== undefined) found.add({ kind: "id" }, [entity.id, other]);
  }
  for (const node of nodesOf(policy)) look(node, found, shape);
  return found.all();
}

const other = "other";

class Found {
  private readonly byKey = new Map<
    string,
    { readonly slot: Slot; readonly values: (JsonValue | undefined)[] }
  >();
  private readonly shape: CedarShape;

  constructor(shape: CedarShape) {
    this.shape = shape;
  }

  add(slot: Slot | undefined, values: readonly (JsonValue | undefined)[]): void {
    if (slot === undefined) return;
    const key = JSON.stringify(slot);
    const known = this.byKey.get(key) ?? { slot, values: [] };
    known.values.push(...values);
    this.byKey.set(key, known);
  }

  all(): readonly Candidates[] {
    return [...this.byKey.values()].map(({ slot, values }) => {
      const more: readonly (JsonValue | undefined)[] =
        slot.kind === "claim" ? [other, undefined] : slot.kind === "argument" ? this.more(slot.path) : [];
      const some =
        values.length === 0 && slot.kind === "argument" ? [plainValue(shapeAt(this.shape, slot.path))] : [];
      const distinct = new Map(
        [...values, ...some, ...more].map((value) => [written(value), value] as const),
      );
      return { slot, values: [...distinct.values()].slice(0, mostValues) };
    });
  }

  private more(path: readonly string[]): readonly (JsonValue | undefined)[] {
    const shape = shapeAt(this.shape, path);
    return shape?.kind === "string" ? [other, undefined] : [undefined];
  }
}

function written(value: JsonValue | undefined): string {
  return value === undefined ? "" : stringifyJson(value);
}

function slotOf(node: Expression): Slot | undefined {
  const subject = subjectOf(node);
  if (subject === undefined) return undefined;
  if (subject.claim !== undefined) return { kind: "claim", name: subject.claim };
  if (subject.kind === "id") return { kind: "id" };
  if (subject.kind === "time" || subject.kind === "time of day") return { kind: "time" };
  const path = pathIn(node);
  return path === undefined ? undefined : { kind: "argument", path };
}

function look(node: Expression, found: Found, shape: CedarShape): void {
  switch (node.kind) {
    case "binary":
      lookAtBinary(node, found, shape);
      return;
    case "call": {
      const [left, right] = node.arguments;
      const order = decimalOrderOf(node.name);
      if (order !== undefined && left && right) compare(order, left, right, found, shape);
      return;
    }
    case "like": {
      const slot = slotOf(node.operand);
      const sample = sampleOf(node);
      const account = slot?.kind === "id" ? /\d{12}/.exec(sample)?.[0] : undefined;
      const role = account === undefined ? [] : [`arn:aws:sts::${account}:assumed-role/SomeRole`];
      // a longer word shows that part of one is not enough; of a list written as JSON nobody would see it
      const longer = slot?.kind === "claim" && !sample.includes('"') ? [`${sample}-readonly`] : [];
      found.add(slot, [...role, sample, ...longer]);
      return;
    }
    case "has": {
      const path = pathIn(node.operand);
      const asked = path === undefined ? undefined : [...path, ...node.path];
      if (asked === undefined || asked.length === 0) return;
      const inner = shapeAt(shape, asked);
      const some = inner?.kind === "string" ? "some text" : plainValue(inner);
      found.add({ kind: "argument", path: asked }, [some, undefined]);
      return;
    }
    case "isEmpty":
      found.add(slotOf(node.operand), anyTwo(setShape(node.operand, shape)));
      return;
    case "member": {
      const slot = slotOf(node);
      const kind = slot?.kind === "argument" ? shapeAt(shape, slot.path)?.kind : undefined;
      // a sum names what its terms are, which no literal stands beside
      if (kind !== undefined && kind !== "record") found.add(slot, kind === "bool" ? [true, false] : []);
      return;
    }
    default:
      return;
  }
}

function setShape(node: Expression, shape: CedarShape): CedarShape | undefined {
  const path = pathIn(node);
  return path === undefined ? undefined : shapeAt(shape, path);
}

function lookAtBinary(node: Extract<Expression, { kind: "binary" }>, found: Found, shape: CedarShape): void {
  const { operator, left, right } = node;
  const order = orderOf(operator);
  if (order !== undefined) {
    if (isPrincipal(left) && right.kind === "entity") found.add({ kind: "id" }, [right.id, other]);
    else compare(order, left, right, found, shape);
    return;
  }
  if (operator === "hasTag") {
    const claim = askedFor(node)?.claim;
    if (claim !== undefined) found.add({ kind: "claim", name: claim }, []);
    return;
  }
  if (operator === "contains" && left.kind === "set") {
    found.add(
      slotOf(right),
      left.items.flatMap((item) => valuesBeside("==", item).slice(0, 1)),
    );
    return;
  }
  if (operator !== "contains" && operator !== "containsAll" && operator !== "containsAny") return;
  const items = right.kind === "set" ? right.items : [right];
  const values = items.flatMap((item) => valuesBeside("==", item).slice(0, 1));
  found.add(slotOf(left), [values, values.slice(0, 1), []]);
}

const mirrored: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function compare(order: string, left: Expression, right: Expression, found: Found, shape: CedarShape): void {
  const [a, b] = [slotOf(left), slotOf(right)];
  if (a !== undefined && b !== undefined) {
    const path = pathIn(left) ?? pathIn(right);
    const two = anyTwo(path === undefined ? undefined : shapeAt(shape, path));
    const isLess = order === "<" || order === "!=";
    found.add(a, order === ">" ? two.toReversed() : two);
    found.add(b, isLess ? two.toReversed() : two);
    return;
  }
  found.add(a, valuesBeside(order, right));
  found.add(b, valuesBeside(mirrored[order] ?? order, left));
}
