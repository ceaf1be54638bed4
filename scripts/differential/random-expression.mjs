/** Conditions with every operator, most of them on operands that fit. */
import { claims, patterns, people } from "./pools.mjs";
import { hasName } from "./random-shape.mjs";
import { durationUnits, kindOf, kinds, ValueWriter } from "./random-value.mjs";
import { twins } from "./twins.mjs";

const comparisons = ["<", "<=", ">", ">="];
const decimalComparisons = ["lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"];
const ipQuestions = ["isIpv4", "isIpv6", "isLoopback", "isMulticast"];

/** Writes conditions over the given paths of `context.input`. */
export class ExpressionWriter extends ValueWriter {
  /** A boolean expression. */
  condition(depth) {
    const { random } = this;
    if (depth <= 0) return this.atom();
    const inner = () => this.condition(depth - 1);
    switch (random.below(9)) {
      case 0:
      case 1:
        return this.chain("&&", [inner(), inner(), ...(random.chance(0.2) ? [inner()] : [])]);
      case 2:
      case 3:
        return this.chain("||", [inner(), inner(), ...(random.chance(0.2) ? [inner()] : [])]);
      case 4:
        return `!(${inner()})`;
      case 5:
        return `(if ${inner()} then ${inner()} else ${inner()})`;
      default:
        return this.atom();
    }
  }

  /** Without parentheses now and then: what binds closer is then for the parsers to say. */
  chain(operator, operands) {
    const bare = this.random.chance(0.3);
    return operands
      .map((each) => (bare && !each.startsWith("(if") ? each : `(${each})`))
      .join(` ${operator} `);
  }

  atom() {
    this.guards.clear();
    const text = this.relation();
    const guards = [...this.guards];
    this.guards.clear();
    if (guards.length === 0 || this.random.chance(0.07)) return text;
    return `(${[...guards, text].join(" && ")})`;
  }

  relation() {
    const { random } = this;
    const of = (kind) => this.expression(kind, 2);
    switch (random.below(27)) {
      case 0:
      case 1:
      case 2:
        return `${of("long")} ${random.pick(comparisons)} ${of("long")}`;
      case 3: {
        const kind = random.pick(["datetime", "duration"]);
        return `${of(kind)} ${random.pick(comparisons)} ${of(kind)}`;
      }
      case 4:
        return `${of("decimal")}.${random.pick(decimalComparisons)}(${of("decimal")})`;
      case 5:
      case 6: {
        const kind = random.pick(kinds);
        return `${of(kind)} ${random.pick(["==", "!="])} ${of(kind)}`;
      }
      case 7:
        return `${of(random.pick(kinds))} ${random.pick(["==", "!="])} ${of(random.pick(kinds))}`;
      case 8:
      case 9:
        return `${of("string")} like "${random.pick(patterns)}"`;
      case 10:
      case 11:
        return this.aboutSet();
      case 12:
      case 13:
        return this.has();
      case 14:
        return `${this.tagged()}.hasTag(${this.tagName()})`;
      case 15:
        return `${this.tag()} == ${this.literal("plain")}`;
      case 16:
      case 17:
        return this.aboutEntity();
      case 18:
      case 20: {
        const [address, other] = [of("ip"), of("ip")];
        return random.chance(0.5)
          ? `${address}.isInRange(${other})`
          : `${address}.${random.pick(ipQuestions)}()`;
      }
      case 21:
      case 22:
        return this.aboutTwins();
      case 19:
      case 24:
        return this.illTyped();
      default:
        return of("bool");
    }
  }

  /** Whether two spellings are of one value shows what a constructor made of each. */
  aboutTwins() {
    const { random } = this;
    const kind = random.pick(["datetime", "duration", "decimal", "ip"]);
    const [one, other] = twins(random, kind).map((text) => `${kind}("${text}")`);
    const choices = {
      datetime: () => `${one} ${random.pick(comparisons)} ${other}`,
      duration: () => `${one}.toMilliseconds() ${random.pick(comparisons)} ${other}.toMilliseconds()`,
      decimal: () => `${one}.${random.pick(decimalComparisons)}(${other})`,
      ip: () => (random.chance(0.5) ? `${one}.isInRange(${other})` : `${other}.isInRange(${one})`),
    };
    return random.chance(0.5) ? `${one} == ${other}` : choices[kind]();
  }

  /** An operator on operands of any kind. */
  illTyped() {
    const { random } = this;
    const any = () => this.expression(random.pick(kinds), 1);
    const choices = [
      () => `${any()} ${random.pick([...comparisons, "+", "*"])} ${any()}`,
      () => `${any()} in ${any()}`,
      () => `${any()} is AgentCore::OAuthUser`,
      () => `${any()} is AgentCore::OAuthUser in ${any()}`,
      () => `${any()}.hasTag(${any()})`,
      () => `${any()}.getTag(${any()}) == ${any()}`,
      () => `${any()} like "*"`,
      () => `(${any()} ${random.pick(["&&", "||"])} ${any()})`,
      () => `!(${any()})`,
      () => `${any()} has amount`,
      () => `${any()}.isEmpty()`,
      () => `${any()}.${random.pick(["contains", "containsAll", "containsAny"])}(${any()})`,
      () => `${any()}.${random.pick([...durationUnits, "toDate", "toTime"])}() == ${any()}`,
      () => `${any()}.${random.pick(ipQuestions)}()`,
      () => `${any()}.${random.pick(ipQuestions)}()`,
      () => `${any()}.${random.pick(durationUnits)}() == ${any()}`,
      () =>
        `${any()}.${random.pick(["offset", "durationSince", "isInRange", ...decimalComparisons])}(${any()}) == ${any()}`,
      () => `(if ${any()} then ${any()} else ${any()}) == ${any()}`,
    ];
    return random.pick(choices)();
  }

  aboutSet() {
    const { random } = this;
    const paths = this.paths.filter((path) => path.kind === "set");
    const path = paths.length > 0 && random.chance(0.6) ? random.pick(paths) : undefined;
    const kind = path === undefined ? random.pick(kinds) : kindOf(path.items);
    const set = path === undefined ? this.set(kind, 1) : this.read(path);
    switch (random.below(5)) {
      case 0:
        return `${set}.isEmpty()`;
      case 1:
        return `${set}.${random.pick(["containsAll", "containsAny"])}(${this.set(kind, 1)})`;
      case 2:
        return `${this.set(kind, 1)}.${random.pick(["containsAll", "containsAny"])}(${set})`;
      default:
        return `${set}.contains(${this.expression(kind, 1)})`;
    }
  }

  has() {
    const { random } = this;
    const path = this.paths.length > 0 ? random.pick(this.paths) : undefined;
    const written = path?.access.match(/^context((?:\.\w+)+)$/)?.[1]?.slice(1);
    const choices = [
      () => `context has ${written ?? "input.amount"}`,
      () => `context.input has ${written?.split(".").slice(1).join(".") ?? hasName("odd name")}`,
      () =>
        `${this.expression("record", 1)} has ${random.pick(["a", "amount", '"odd name"', "order.amount", "now"])}`,
      () =>
        `${random.pick(["principal", "action", "resource"])} has ${random.pick(["id", "id.x", "other", '"odd"'])}`,
      () => `${this.entity()} has id`,
    ];
    return random.pick(choices)();
  }

  aboutEntity() {
    const { random } = this;
    const of = () => this.expression("entity", 1);
    const type = random.pick([
      "AgentCore::OAuthUser",
      "AgentCore::IamEntity",
      "AgentCore::Action",
      "AgentCore::Gateway",
    ]);
    switch (random.below(6)) {
      case 0:
        return `${of()} is ${type}`;
      case 1:
        return random.chance(0.5)
          ? `principal is AgentCore::OAuthUser in [principal, ${of()}]`
          : `${of()} is ${type} in ${of()}`;
      case 2:
        return `${of()} in [${of()}, ${of()}]`;
      case 3:
        return `action in ${this.action()}`;
      case 4:
        return `${random.pick(["principal", "action", "resource"])} in ${of()}`;
      default:
        return `principal == AgentCore::OAuthUser::"${random.pick(people)}"`;
    }
  }

  tagged() {
    return this.random.chance(0.9) ? "principal" : this.expression("entity", 0);
  }

  tagName() {
    return this.random.chance(0.9) ? JSON.stringify(this.random.pick(claims)) : this.expression("string", 0);
  }
}
