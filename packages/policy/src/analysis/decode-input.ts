import { JsonNumber, type JsonValue } from "../json/json-value.ts";
import type { CedarShape } from "../schema/cedar-shape.ts";
import { formatDecimal } from "../values/decimal.ts";
import { DecimalValue, type Long, long, RecordValue, SetValue, type Value } from "../values/value.ts";
import { isOptional } from "./encode/argument-range.ts";
import { InputMember } from "./encode/input-value.ts";
import type { Universes } from "./encode/universes.ts";
import type { Model } from "./smt/model.ts";
import type { Term } from "./smt/term.ts";
import type { Symbolic } from "./symbolic-value.ts";

/** An argument as policies see it, and as a client sends it. */
export interface DecodedInput {
  readonly seen: Value;
  readonly sent: JsonValue;
}

/** The argument of this shape in the model; of what no policy read, the smallest that fits. */
export class InputDecoder {
  private readonly model: Model;
  private readonly universes: Universes;

  constructor(model: Model, universes: Universes) {
    this.model = model;
    this.universes = universes;
  }

  decode(shape: CedarShape, value: Symbolic | undefined): DecodedInput {
    switch (shape.kind) {
      case "string":
        return same(value?.kind === "string" ? this.model.text(value.term) : "");
      case "bool":
        return same(value?.kind === "bool" ? this.model.truth(value.term) : false);
      case "long":
      case "decimal":
        return number(shape.kind, value?.kind === "integer" ? this.model.integer(value.term) : 0n);
      case "opaque":
        return { seen: new RecordValue(new Map()), sent: shape.type === "array" ? [] : new Map() };
      case "record":
        return this.record(shape, value);
      case "set":
        return this.set(shape.items, value);
    }
  }

  private record(shape: Extract<CedarShape, { kind: "record" }>, value: Symbolic | undefined): DecodedInput {
    const seen = new Map<string, Value>();
    const sent = new Map<string, JsonValue>();
    for (const member of shape.members) {
      const found = value?.kind === "record" ? value.members.get(member.name) : undefined;
      const read = found instanceof InputMember ? found.read() : undefined;
      const isThere = read?.present === undefined ? !isOptional(member) : this.model.truth(read.present);
      if (isThere) {
        const decoded = this.decode(member.shape, read?.value);
        seen.set(member.name, decoded.seen);
        sent.set(member.name, decoded.sent);
      } else if (member.required) {
        sent.set(member.name, null);
      }
    }
    return { seen: new RecordValue(seen), sent };
  }

  private set(items: CedarShape, value: Symbolic | undefined): DecodedInput {
    if (value?.kind !== "input set") return { seen: new SetValue([]), sent: [] };
    const found = new Map<string, DecodedInput>();
    for (const { isIn, columns } of this.universes.of(items).membership(value)) {
      if (!this.model.truth(isIn)) continue;
      const values = columns.map((term) => this.model.value(term));
      found.set(values.map(String).join(" "), this.fromColumns(items, [...columns]));
    }
    const decoded = [...found.values()];
    return { seen: new SetValue(decoded.map(({ seen }) => seen)), sent: decoded.map(({ sent }) => sent) };
  }

  /** Takes the shape's columns from the front of the list. */
  private fromColumns(shape: CedarShape, columns: Term[]): DecodedInput {
    switch (shape.kind) {
      case "string":
        return same(this.model.text(columns.shift()));
      case "bool":
        return same(this.model.truth(columns.shift()));
      case "long":
      case "decimal":
        return number(shape.kind, this.model.integer(columns.shift()));
      case "opaque":
      case "set":
        return this.decode(shape, undefined);
      case "record": {
        const seen = new Map<string, Value>();
        const sent = new Map<string, JsonValue>();
        for (const member of shape.members) {
          const isThere = !isOptional(member) || this.model.truth(columns.shift());
          const decoded = this.fromColumns(member.shape, columns);
          if (isThere) {
            seen.set(member.name, decoded.seen);
            sent.set(member.name, decoded.sent);
          } else if (member.required) {
            sent.set(member.name, null);
          }
        }
        return { seen: new RecordValue(seen), sent };
      }
    }
  }
}

function same(value: boolean | string): DecodedInput {
  return { seen: value, sent: value };
}

function number(kind: "long" | "decimal", amount: bigint): DecodedInput {
  const value: Long = long(amount) ?? amount;
  if (kind === "long") return { seen: value, sent: new JsonNumber(`${amount}`) };
  const text = formatDecimal({ amount: value }).replace(/\.?0+$/, "");
  return { seen: new DecimalValue(value), sent: new JsonNumber(text) };
}
