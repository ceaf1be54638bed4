/** Random policies over one tool's types, most of them well typed, and random requests that they tell apart. */
import { fromPlain, type PlainJson, type ToolSchema } from "@toolgate/policy";

/** One argument of every kind that policies can see. */
export const typedTool: {
  readonly action: string;
  readonly gatewayArn: string;
  readonly inputSchema: ToolSchema;
} = {
  action: "Pay___send",
  gatewayArn: "arn:aws:bedrock-agentcore:us-east-1:123456789012:gateway/pay",
  inputSchema: {
    type: "object",
    properties: {
      amount: { type: "integer" },
      limit: { type: "integer" },
      price: { type: "number" },
      rate: { type: "number" },
      region: { type: "string" },
      note: { type: "string" },
      urgent: { type: "boolean" },
      express: { type: "boolean" },
      tags: { type: "array", items: { type: "string" } },
      labels: { type: "array", items: { type: "string" } },
      ids: { type: "array", items: { type: "integer" } },
      prices: { type: "array", items: { type: "number" } },
      ship: {
        type: "object",
        properties: { city: { type: "string" }, zip: { type: "integer" } },
        required: ["city"],
      },
      order: {
        type: "object",
        properties: {
          total: { type: "integer" },
          code: { type: "string" },
          inner: { type: "object", properties: { flag: { type: "boolean" } } },
        },
        required: ["total"],
      },
      lines: {
        type: "array",
        items: {
          type: "object",
          properties: { sku: { type: "string" }, count: { type: "integer" } },
          required: ["sku"],
        },
      },
      codes: { type: "array", items: { type: "integer" } },
      items: {
        type: "array",
        items: {
          type: "object",
          properties: { sku: { type: "string" }, count: { type: "integer" } },
          required: ["sku"],
        },
      },
      blob: {},
    },
    required: ["codes", "items", "amount", "price", "region", "urgent", "tags", "ship", "order"],
  },
};

/** A sequence of random choices, the same for the same seed. */
export class Choices {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 to below `count`. Source: the generator mulberry32. */
  below(count: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  }

  of<T>(all: readonly T[]): T {
    const one = all[this.below(all.length)];
    if (one === undefined) throw new Error("There is nothing to choose from");
    return one;
  }

  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }
}

type Type =
  | "Bool"
  | "Long"
  | "String"
  | "Decimal"
  | "Datetime"
  | "Duration"
  | "Ip"
  | "Entity"
  | "Strings"
  | "Longs"
  | "Decimals"
  | "Ship"
  | "Order"
  | "Lines"
  | "Line"
  | "Opaque";

const types: readonly Type[] = [
  "Bool",
  "Long",
  "String",
  "Decimal",
  "Datetime",
  "Duration",
  "Ip",
  "Entity",
  "Strings",
  "Longs",
  "Decimals",
  "Ship",
  "Order",
  "Lines",
  "Line",
  "Opaque",
];
const integers = [
  "0",
  "1",
  "2",
  "-1",
  "5",
  "10",
  "1000",
  "9223372036854775807",
  "-9223372036854775808",
  "9007199254740993",
  "86400000",
];
const texts = [
  "",
  "a",
  "b",
  "ab",
  "abc",
  "admin",
  "EU",
  "a*b",
  'q"q',
  "back\\slash",
  "é",
  "line\nbreak",
  "\\u{61}",
];
/** As Cedar writes them between quotes. */
const patterns = [
  "a*",
  "*a",
  "*b*",
  "*",
  "a*c",
  "",
  "abc",
  "a\\*b",
  "**",
  "*a*b*",
  "?",
  'q\\"*',
  "back\\\\*",
  "é*",
  "*\\n*",
];
const decimals = ["0.0", "1.5", "-1.5", "0.0001", "922337203685477.5807", "-922337203685477.5808", "10.0"];
const instants = [
  "1970-01-01",
  "2026-06-30T12:30:15.250Z",
  "2026-07-01",
  "1969-12-31T23:59:59.999Z",
  "9999-12-31",
];
const durations = ["0ms", "1ms", "-1ms", "1h", "-1d2h", "1d", "9223372036854775807ms", "1m30s"];
const addresses = ["10.0.0.1", "10.0.0.0/8", "127.0.0.1", "::1", "ff00::/8", "224.0.0.1"];
const people = ["ann", "bob", "anonymous"];
const tagNames = ["role", "team", "sub", "scope"];

/** Writes policies. */
export class PolicyWriter {
  private readonly choices: Choices;
  /** How often each operator was written. */
  readonly mix = new Map<string, number>();

  constructor(choices: Choices) {
    this.choices = choices;
  }

  policy(): string {
    const effect = this.choices.of(["permit", "permit", "forbid"]);
    const principal = this.choices.of([
      "principal",
      "principal",
      "principal",
      "principal",
      "principal",
      "principal",
      "principal is AgentCore::OAuthUser",
      "principal is AgentCore::IamEntity",
      `principal == ${this.person()}`,
      `principal in ${this.person()}`,
      `principal is AgentCore::OAuthUser in ${this.person()}`,
    ]);
    const action = this.choices.of([
      "action",
      'action == AgentCore::Action::"Pay___send"',
      'action in AgentCore::Action::"CallTool"',
      'action in [AgentCore::Action::"Other", AgentCore::Action::"Pay"]',
      ...(this.choices.oneIn(6) ? ['action == AgentCore::Action::"Other"'] : []),
    ]);
    const conditions = Array.from(
      { length: 1 + this.choices.below(2) },
      () =>
        ` ${this.choices.of(["when", "when", "unless"])} { ${this.write("Bool", 2 + this.choices.below(3))} }`,
    );
    return `${effect}(${principal}, ${action}, ${this.choices.of(["resource", "resource", `resource == ${this.gateway()}`])})${conditions.join("")};`;
  }

  /** An expression of the type, now and then of another one. */
  write(type: Type, depth: number): string {
    const { choices } = this;
    if (choices.oneIn(150)) return this.write(choices.of(types), Math.max(0, depth - 1));
    if (depth > 0 && choices.oneIn(12)) {
      return `(${this.op("if")} ${this.write("Bool", depth - 1)} then ${this.write(type, depth - 1)} else ${this.write(type, depth - 1)})`;
    }
    const write = (of: Type) => this.write(of, depth - 1);
    return depth <= 0 ? this.leaf(type) : this.node(type, write);
  }

  private node(type: Type, write: (type: Type) => string): string {
    const { choices } = this;
    switch (type) {
      case "Bool":
        return `(${choices.of(this.truths(write))()})`;
      case "Long":
        if (choices.oneIn(3)) return this.leaf(type);
        if (choices.oneIn(4))
          return `${write("Duration")}.${this.op(choices.of(["toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays"]))}()`;
        if (choices.oneIn(6)) return `(-${this.op("negate", write("Long"))})`;
        return `(${write("Long")} ${this.op(choices.of(["+", "-", "*"]))} ${choices.oneIn(2) ? write("Long") : choices.of(["1", "2", "100"])})`;
      case "Datetime":
        return choices.oneIn(2)
          ? this.leaf(type)
          : choices.oneIn(2)
            ? `${write("Datetime")}.${this.op("offset")}(${write("Duration")})`
            : `${write("Datetime")}.${this.op("toDate")}()`;
      case "Duration":
        return choices.oneIn(2)
          ? this.leaf(type)
          : choices.oneIn(2)
            ? `${write("Datetime")}.${this.op("durationSince")}(${write("Datetime")})`
            : `${write("Datetime")}.${this.op("toTime")}()`;
      case "Strings":
        return choices.oneIn(2)
          ? this.leaf(type)
          : `[${this.op("set", [write("String"), write("String")].slice(0, choices.below(3)).join(", "))}]`;
      case "Longs":
        return choices.oneIn(2)
          ? this.leaf(type)
          : `[${this.op("set", [write("Long"), write("Long")].slice(0, choices.below(3)).join(", "))}]`;
      case "Line":
        return `{${this.op("record", `sku: ${write("String")}${choices.oneIn(2) ? "" : `, count: ${write("Long")}`}${choices.oneIn(15) ? ", more: true" : ""}`)}}`;
      case "Lines":
        return choices.oneIn(2) ? this.leaf(type) : `[${write("Line")}]`;
      case "Ship":
        return choices.oneIn(2)
          ? this.leaf(type)
          : `{city: ${write("String")}${choices.oneIn(2) ? "" : `, zip: ${write("Long")}`}}`;
      case "Order":
        return choices.oneIn(2)
          ? this.leaf(type)
          : `{total: ${write("Long")}${choices.oneIn(2) ? "" : `, code: ${write("String")}`}${choices.oneIn(2) ? "" : `, inner: {flag: ${write("Bool")}}`}}`;
      default:
        return this.leaf(type);
    }
  }

  private truths(write: (type: Type) => string): (() => string)[] {
    const { choices } = this;
    const binary = (type: Type, operators: readonly string[]) => () =>
      `${write(type)} ${this.op(choices.of(operators))} ${write(type)}`;
    const method = (type: Type, names: readonly string[], argument: Type) => () =>
      `${write(type)}.${this.op(choices.of(names))}(${write(argument)})`;
    const comparisons = ["<", "<=", ">", ">="];
    const sets: readonly Type[] = ["Strings", "Longs", "Lines", "Decimals"];
    return [
      ...Array<() => string>(6).fill(binary("Bool", ["&&", "||"])),
      () => `${write("Bool")} ${this.op(choices.of(["&&", "||"]))} ${write("Bool")} ${"&&"} ${write("Bool")}`,
      () => `!${this.op("!", write("Bool"))}`,
      binary("Long", [...comparisons, "==", "!="]),
      binary("Long", comparisons),
      binary("String", ["==", "!="]),
      binary("Datetime", [...comparisons, "=="]),
      binary("Duration", [...comparisons, "=="]),
      binary(choices.of(types), ["==", "!="]),
      binary(choices.of<Type>(["Ship", "Order", "Line"]), ["==", "!="]),
      () => `${write(choices.of(types))} == ${write(choices.of(types))}`,
      method("Decimal", ["lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"], "Decimal"),
      () => `${write("String")} ${this.op("like")} "${choices.of(patterns)}"`,
      method("Strings", ["contains"], "String"),
      method("Longs", ["contains"], "Long"),
      method("Lines", ["contains"], "Line"),
      method("Decimals", ["contains"], "Decimal"),
      () => {
        const set = choices.of(sets);
        return method(set, ["containsAll", "containsAny"], set)();
      },
      () => {
        const set = choices.of(sets);
        return binary(set, ["=="])();
      },
      () => `${write(choices.of(sets))}.${this.op("isEmpty")}()`,
      () => `principal.${this.op("hasTag")}(${quoted(choices.of(tagNames))})`,
      () => this.guardedTag(write),
      () =>
        `context.input ${this.op("has")} ${choices.of(["note", "limit", "rate", "express", "labels", "ids", "blob", "lines", "ship.zip", "order.code", "order.inner.flag", "nothing"])}`,
      () => this.guardedMember(write),
      () => `${choices.of(["principal", "resource"])} ${this.op("has")} id`,
      () => `${write("Entity")} ${this.op("in")} ${write("Entity")}`,
      () => `${write("Entity")} ${this.op("in")} [${write("Entity")}, ${write("Entity")}]`,
      () =>
        `${write("Entity")} ${this.op("is")} ${choices.of(["AgentCore::OAuthUser", "AgentCore::IamEntity", "AgentCore::Action", "AgentCore::Gateway"])}`,
      () => `principal ${this.op("is")} AgentCore::OAuthUser in ${this.person()}`,
      () => `${write("Ip")}.${this.op(choices.of(["isIpv4", "isIpv6", "isLoopback", "isMulticast"]))}()`,
      method("Ip", ["isInRange"], "Ip"),
    ];
  }

  private guardedTag(write: (type: Type) => string): string {
    const name = quoted(this.choices.of(tagNames));
    const test = this.choices.oneIn(2)
      ? `principal.getTag(${name}) == ${write("String")}`
      : `principal.getTag(${name}) like ${quoted(this.choices.of(["a*", "*b*", "admin"]))}`;
    return `principal.${this.op("hasTag")}(${name}) && ${test}`;
  }

  private guardedMember(write: (type: Type) => string): string {
    const [name, type] = this.choices.of<readonly [string, Type]>([
      ["note", "String"],
      ["limit", "Long"],
      ["rate", "Decimal"],
      ["labels", "Strings"],
      ["ids", "Longs"],
      ["lines", "Lines"],
      ["blob", "Opaque"],
    ]);
    return `context.input ${this.op("has")} ${name} && context.input.${name} == ${write(type)}`;
  }

  private leaf(type: Type): string {
    const { choices } = this;
    switch (type) {
      case "Bool":
        return choices.of([
          "true",
          "false",
          ...Array<string>(8).fill("context.input.urgent"),
          "context.input.express",
          'principal.hasTag("role")',
          "(context.input has note)",
          "context.input.order.inner.flag",
        ]);
      case "Long":
        return choices.of([
          ...Array<string>(5).fill("context.input.amount"),
          ...Array<string>(5).fill("context.input.order.total"),
          "context.input.limit",
          "context.input.ship.zip",
          ...integers.slice(0, 7),
          choices.of(integers),
        ]);
      case "String":
        return choices.of([
          ...Array<string>(4).fill("context.input.region"),
          ...Array<string>(3).fill("context.input.ship.city"),
          "context.input.note",
          "principal.id",
          "principal.id",
          `principal.${this.op("getTag")}(${quoted(choices.of(tagNames))})`,
          "context.input.ship.city",
          "context.input.order.code",
          quoted(choices.of(texts)),
          quoted(choices.of(texts)),
        ]);
      case "Decimal":
        return choices.of([
          "context.input.price",
          "context.input.price",
          "context.input.price",
          "context.input.rate",
          `${this.op("decimal")}(${quoted(choices.oneIn(25) ? "1.23456" : choices.of(decimals))})`,
        ]);
      case "Datetime":
        return choices.of([
          "context.system.now",
          "context.system.now",
          `${this.op("datetime")}(${quoted(choices.of(instants))})`,
        ]);
      case "Duration":
        return `${this.op("duration")}(${quoted(choices.of(durations))})`;
      case "Ip":
        return `${this.op("ip")}(${quoted(choices.of(addresses))})`;
      case "Entity":
        return choices.of([
          "principal",
          "principal",
          "resource",
          "action",
          this.person(),
          this.gateway(),
          'AgentCore::Action::"Pay"',
          'AgentCore::Action::"Mcp"',
          'AgentCore::Action::"Pay___send"',
        ]);
      case "Strings":
        return choices.of([
          ...Array<string>(4).fill("context.input.tags"),
          "context.input.labels",
          `[${quoted(choices.of(texts))}, ${quoted(choices.of(texts))}]`,
        ]);
      case "Longs":
        return choices.of([
          "context.input.ids",
          "context.input.ids",
          "context.input.codes",
          "context.input.codes",
          "context.input.codes",
          `[${choices.of(integers)}, 1]`,
          "[]",
        ]);
      case "Decimals":
        return choices.of(["context.input.prices", `[decimal(${quoted(choices.of(decimals))})]`]);
      case "Ship":
        return choices.of(["context.input.ship", '{city: "a"}', '{city: "b", zip: 1}']);
      case "Order":
        return choices.of([
          "context.input.order",
          "{total: 1}",
          '{total: 2, code: "a", inner: {}}',
          "{total: 0, inner: {flag: true}}",
        ]);
      case "Line":
        return choices.of(['{sku: "a"}', '{sku: "b", count: 1}', '{sku: "a", count: 0}']);
      case "Lines":
        return choices.of([
          "context.input.lines",
          "context.input.items",
          "context.input.items",
          "context.input.items",
          '[{sku: "a"}]',
          '[{sku: "b", count: 1}, {sku: "a"}]',
        ]);
      case "Opaque":
        return choices.of(["context.input.blob", "{}"]);
    }
  }

  private person(): string {
    return `AgentCore::${this.choices.of(["OAuthUser", "OAuthUser", "OAuthUser", "OAuthUser", "IamEntity", "Anonymous"])}::${quoted(this.choices.of(people))}`;
  }

  private gateway(): string {
    return `AgentCore::Gateway::${quoted(this.choices.of([typedTool.gatewayArn, typedTool.gatewayArn, "other"]))}`;
  }

  private op(name: string, text: string = name): string {
    this.mix.set(name, (this.mix.get(name) ?? 0) + 1);
    return text;
  }
}

export interface RandomRequest {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly arguments: ReturnType<typeof fromPlain>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A request whose values are often those that the policies write. */
export function randomRequest(choices: Choices): RandomRequest {
  const text = (): string => choices.of(texts);
  const long = (): bigint => BigInt(choices.of(choices.oneIn(3) ? integers : integers.slice(0, 6)));
  const maybe = (name: string, value: () => PlainJson) => (choices.oneIn(2) ? {} : { [name]: value() });
  const some = (value: () => PlainJson): PlainJson[] => Array.from({ length: choices.below(4) }, value);
  const number = (): PlainJson => choices.of([0, 1.5, -1.5, 0.0001, 10]);
  const id = choices.of(people);
  return {
    id,
    tags: {
      sub: id,
      ...Object.fromEntries(
        ["role", "team", "scope"].flatMap((name) => (choices.oneIn(2) ? [] : [[name, text()]])),
      ),
    },
    now: choices.of([0, 1, 1_782_822_615_250, 1_782_864_000_000, 1_767_225_600_000, 253_402_300_799_999]),
    arguments: fromPlain({
      amount: long(),
      ...maybe("limit", long),
      price: number(),
      ...maybe("rate", number),
      region: text(),
      ...maybe("note", text),
      urgent: choices.oneIn(2),
      ...maybe("express", () => choices.oneIn(2)),
      tags: some(text),
      ...maybe("labels", () => some(text)),
      codes: some(long),
      items: some(() => ({ sku: choices.of(["a", "b", "ab"]), ...maybe("count", long) })),
      ...maybe("ids", () => some(long)),
      ...maybe("prices", () => some(number)),
      ship: { city: text(), ...maybe("zip", long) },
      order: {
        total: long(),
        ...maybe("code", text),
        ...maybe("inner", () => maybe("flag", () => choices.oneIn(2))),
      },
      ...maybe("lines", () => some(() => ({ sku: choices.of(["a", "b", "ab"]), ...maybe("count", long) }))),
      ...maybe("blob", () => choices.of<PlainJson>([1, "x", {}, [1]])),
    }),
  };
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\\u00e9", "é");
}
