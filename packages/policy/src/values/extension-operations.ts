import type { ExtensionName } from "../syntax/ast.ts";
import { dateOf, durationSince, offsetDatetime, parseDatetime, timeOf } from "./datetime.ts";
import { parseDecimal } from "./decimal.ts";
import { parseDuration } from "./duration.ts";
import { Failure, typeOf } from "./failure.ts";
import { isInRange, isLoopback, isMulticast, parseIp } from "./ip-address.ts";
import { divideLongs } from "./long-arithmetic.ts";
import { DatetimeValue, DecimalValue, DurationValue, IpValue, type Long, type Value } from "./value.ts";

type Apply = (self: Value, other: Value | undefined) => Value | Failure;

interface ExtensionFunction {
  readonly arguments: 1 | 2;
  readonly apply: Apply;
}

/** Constructors and methods of Cedar's extension types, the receiver first. Source: Cedar guide, "Operators and functions". */
export const extensionOperations: Readonly<Record<ExtensionName, ExtensionFunction>> = {
  decimal: fromText("decimal", parseDecimal),
  ip: fromText("ip", parseIp),
  datetime: fromText("datetime", parseDatetime),
  duration: fromText("duration", parseDuration),
  lessThan: comparison("lessThan", (a, b) => a < b),
  lessThanOrEqual: comparison("lessThanOrEqual", (a, b) => a <= b),
  greaterThan: comparison("greaterThan", (a, b) => a > b),
  greaterThanOrEqual: comparison("greaterThanOrEqual", (a, b) => a >= b),
  isIpv4: onIp("isIpv4", (ip) => ip.version === 4),
  isIpv6: onIp("isIpv6", (ip) => ip.version === 6),
  isLoopback: onIp("isLoopback", isLoopback),
  isMulticast: onIp("isMulticast", isMulticast),
  isInRange: two("isInRange", IpValue, IpValue, isInRange),
  offset: two("offset", DatetimeValue, DurationValue, offsetDatetime),
  durationSince: two("durationSince", DatetimeValue, DatetimeValue, durationSince),
  toDate: one("toDate", DatetimeValue, dateOf),
  toTime: one("toTime", DatetimeValue, timeOf),
  toMilliseconds: inUnits("toMilliseconds", 1),
  toSeconds: inUnits("toSeconds", 1_000),
  toMinutes: inUnits("toMinutes", 60_000),
  toHours: inUnits("toHours", 3_600_000),
  toDays: inUnits("toDays", 86_400_000),
};

/** What the function makes of its arguments; a wrong number of them is an error of the evaluation, as in Cedar. */
export function callExtension(name: ExtensionName, values: readonly Value[]): Value | Failure {
  const called = extensionOperations[name];
  const [self, other] = values;
  if (self === undefined || values.length !== called.arguments) {
    return new Failure(`\`${name}\` takes ${called.arguments} argument(s), and has ${values.length} here`);
  }
  return called.apply(self, other);
}

function fromText(name: string, parse: (text: string) => Value | undefined): ExtensionFunction {
  const malformed = new Failure(`The text given to \`${name}\` is not the text of one`);
  return {
    arguments: 1,
    apply: (text) =>
      typeof text === "string"
        ? (parse(text) ?? malformed)
        : new Failure(`\`${name}\` needs a string, and got ${typeOf(text)}`),
  };
}

function one<A extends Value & object>(
  name: string,
  type: new (...parts: never[]) => A,
  apply: (self: A) => Value | undefined,
): ExtensionFunction {
  const overflow = new Failure(`The result of \`${name}\` does not fit 64 bits`);
  return {
    arguments: 1,
    apply: (self) => (self instanceof type ? (apply(self) ?? overflow) : mistyped(name, self)),
  };
}

function two<A extends Value & object, B extends Value & object>(
  name: string,
  selfType: new (...parts: never[]) => A,
  otherType: new (...parts: never[]) => B,
  apply: (self: A, other: B) => Value | undefined,
): ExtensionFunction {
  const overflow = new Failure(`The result of \`${name}\` does not fit 64 bits`);
  return {
    arguments: 2,
    apply: (self, other) => {
      if (!(self instanceof selfType)) return mistyped(name, self);
      return other instanceof otherType ? (apply(self, other) ?? overflow) : mistyped(name, other);
    },
  };
}

function comparison(name: string, test: (a: Long, b: Long) => boolean): ExtensionFunction {
  return two(name, DecimalValue, DecimalValue, (a, b) => test(a.amount, b.amount));
}

function onIp(name: string, test: (ip: IpValue) => boolean): ExtensionFunction {
  return one(name, IpValue, test);
}

function inUnits(name: string, unit: number): ExtensionFunction {
  return one(name, DurationValue, ({ amount }) => divideLongs(amount, unit));
}

function mistyped(name: string, value: Value | undefined): Failure {
  return new Failure(`\`${name}\` cannot work on ${value === undefined ? "nothing" : typeOf(value)}`);
}
