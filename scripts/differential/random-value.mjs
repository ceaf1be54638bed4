/** Expressions of a wanted kind, which now and then are of another, or read what may not be there. */
import { claims, gateway, longs, people, targets, texts } from "./pools.mjs";

export const kinds = [
  "bool",
  "long",
  "string",
  "decimal",
  "datetime",
  "duration",
  "ip",
  "set",
  "record",
  "entity",
];
export const durationUnits = ["toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays"];

/** Writes values over the given paths of `context.input`. */
export class ValueWriter {
  constructor(random, paths) {
    this.random = random;
    this.paths = paths;
    /** What the atom that is being written must ask first. */
    this.guards = new Set();
  }

  expression(wanted, depth) {
    const { random } = this;
    const kind = random.chance(0.01) ? random.pick(kinds) : wanted;
    if (random.chance(0.35)) {
      const path = this.path(kind);
      if (path !== undefined) return path;
    }
    if (depth > 0 && random.chance(0.06)) {
      const [then, otherwise] = [this.expression(kind, depth - 1), this.expression(kind, depth - 1)];
      return `(if ${this.expression("bool", 0)} then ${then} else ${otherwise})`;
    }
    if (depth > 0 && random.chance(0.04)) return `{k: ${this.expression(kind, depth - 1)}, "l m": 1}["k"]`;
    return this.made(kind, depth);
  }

  made(kind, depth) {
    const { random } = this;
    const of = (other) => this.expression(other, depth - 1);
    switch (kind) {
      case "bool":
        return random.pick(["true", "false", "(1 < 2)", '("a" == "b")']);
      case "long":
        return this.long(depth);
      case "string":
        return random.pick([
          () => this.literal("plain"),
          () => this.literal("plain"),
          () => "principal.id",
          () => this.tag(),
        ])();
      case "datetime":
        if (depth > 0 && random.chance(0.3)) return `${of("datetime")}.offset(${of("duration")})`;
        if (depth > 0 && random.chance(0.15)) return `${of("datetime")}.toDate()`;
        return random.chance(0.4) ? "context.system.now" : this.constructed("datetime", depth);
      case "duration":
        if (depth > 0 && random.chance(0.2)) return `${of("datetime")}.toTime()`;
        if (depth > 0 && random.chance(0.2)) return `${of("datetime")}.durationSince(${of("datetime")})`;
        return this.constructed("duration", depth);
      case "decimal":
      case "ip":
        return this.constructed(kind, depth);
      case "set":
        return this.set(random.pick(kinds), depth);
      case "record":
        return random.pick([
          () => "{}",
          () => (depth > 0 ? `{a: ${of("long")}, "odd name": ${of(random.pick(kinds))}}` : "{a: 1}"),
          () => "context.input",
          () => "context.system",
        ])();
      default:
        return random.pick([() => "principal", () => "action", () => "resource", () => this.entity()])();
    }
  }

  long(depth) {
    const { random } = this;
    const of = () => this.expression("long", depth - 1);
    if (depth <= 0 || random.chance(0.5)) {
      const digits = random.pick(longs);
      return digits.startsWith("-") ? `(${digits})` : digits;
    }
    if (random.chance(0.2)) return `-(${of()})`;
    if (random.chance(0.2))
      return `${this.expression("duration", depth - 1)}.${random.pick(durationUnits)}()`;
    return `(${of()} ${random.pick(["+", "-", "*"])} ${of()})`;
  }

  constructed(kind, depth) {
    const { random } = this;
    if (depth > 0 && random.chance(0.08)) return `${kind}(${this.expression("string", depth - 1)})`;
    return `${kind}(${this.literal(random.chance(0.04) ? "malformed" : kind)})`;
  }

  set(kind, depth) {
    const items = Array.from({ length: this.random.below(4) }, () => this.expression(kind, depth - 1));
    return `[${items.join(", ")}]`;
  }

  entity() {
    const { random } = this;
    const choices = [
      () => `AgentCore::OAuthUser::"${random.pick(people)}"`,
      () => this.action(),
      () => `AgentCore::Gateway::"${random.chance(0.6) ? gateway : "other"}"`,
    ];
    return random.pick(choices)();
  }

  action() {
    const target = this.random.pick(targets);
    return `AgentCore::Action::"${this.random.pick([`${target}___a`, `${target}___b`, target, "CallTool", "Mcp"])}"`;
  }

  tag() {
    const name = JSON.stringify(this.random.pick(claims));
    this.guards.add(`principal.hasTag(${name})`);
    return `principal.getTag(${name})`;
  }

  path(kind) {
    const paths = this.paths.filter((path) => kindOf(path.kind) === kind);
    return paths.length === 0 ? undefined : this.read(this.random.pick(paths));
  }

  read({ access, guards }) {
    for (const guard of guards) this.guards.add(guard);
    return access;
  }

  literal(kind) {
    return JSON.stringify(this.random.pick(texts[kind]));
  }
}

/** What is opaque is an empty record to policies. */
export function kindOf(kind) {
  return kind === "opaque" ? "record" : kind;
}
