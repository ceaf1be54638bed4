import type { ExtensionName } from "../../syntax/ast.ts";
import { callExtension } from "../../values/extension-operations.ts";
import { Failure } from "../../values/failure.ts";
import { always, guarded, pairs } from "../cases.ts";
import {
  atMost,
  divideTowardsZero,
  fitsLong,
  integer,
  less,
  minus,
  plus,
  remainder,
} from "../smt/integer-terms.ts";
import type { Script } from "../smt/script.ts";
import type { Bool, Int } from "../smt/term.ts";
import type { Cases, IntegerType, Symbolic } from "../symbolic-value.ts";
import { Unencodable } from "../unencodable.ts";
import { constantValue } from "./constant-value.ts";

const day = integer(86_400_000);

/** Constructors and methods of Cedar's extension types, the receiver first. */
export function extensionCases(script: Script, name: ExtensionName, args: readonly Cases[]): Cases {
  const [self, other] = args;
  if (self === undefined || args.length !== argumentCount(name)) return [];
  const moved = (of: IntegerType, apply: (a: Int, b: Int) => Int, a: IntegerType, b: IntegerType) =>
    integers(self, other, a, b, (left, right) => bounded(script, of, apply(left, right)));
  switch (name) {
    case "decimal":
    case "ip":
    case "datetime":
    case "duration":
      return constructed(name, self);
    case "lessThan":
      return decimals(self, other, less);
    case "lessThanOrEqual":
      return decimals(self, other, atMost);
    case "greaterThan":
      return decimals(self, other, (a, b) => less(b, a));
    case "greaterThanOrEqual":
      return decimals(self, other, (a, b) => atMost(b, a));
    case "isIpv4":
    case "isIpv6":
    case "isLoopback":
    case "isMulticast":
    case "isInRange":
      return onAddresses(name, self, other);
    case "offset":
      return moved("datetime", plus, "datetime", "duration");
    case "durationSince":
      return moved("duration", minus, "datetime", "datetime");
    case "toDate":
      return integers(self, self, "datetime", "datetime", (ms) =>
        bounded(script, "datetime", minus(ms, remainder(ms, day))),
      );
    case "toTime":
      return integers(self, self, "datetime", "datetime", (ms) =>
        always({ kind: "integer", of: "duration", term: remainder(ms, day) }),
      );
    case "toMilliseconds":
      return inUnits(self, 1);
    case "toSeconds":
      return inUnits(self, 1_000);
    case "toMinutes":
      return inUnits(self, 60_000);
    case "toHours":
      return inUnits(self, 3_600_000);
    case "toDays":
      return inUnits(self, 86_400_000);
  }
}

const ofTwo: ReadonlySet<ExtensionName> = new Set([
  "lessThan",
  "lessThanOrEqual",
  "greaterThan",
  "greaterThanOrEqual",
  "isInRange",
  "offset",
  "durationSince",
]);

function argumentCount(name: ExtensionName): 1 | 2 {
  return ofTwo.has(name) ? 2 : 1;
}

function constructed(name: ExtensionName, texts: Cases): Cases {
  return texts.flatMap(({ when, value }) => {
    if (value.kind !== "string") return [];
    if (typeof value.term.constant !== "string") {
      throw new Unencodable(`it calls \`${name}\` on text that it computes`);
    }
    const made = callExtension(name, [value.term.constant]);
    return made instanceof Failure ? [] : guarded(when, always(constantValue(made)));
  });
}

function onAddresses(name: ExtensionName, self: Cases, other: Cases | undefined): Cases {
  const asked = (addresses: readonly Symbolic[]): Cases => {
    const values = addresses.flatMap((each) => (each.kind === "ip" ? each.value : []));
    const answer = values.length === addresses.length ? callExtension(name, values) : undefined;
    return answer === undefined || answer instanceof Failure ? [] : always(constantValue(answer));
  };
  if (other !== undefined) return pairs(self, other, (a, b) => asked([a, b]));
  return self.flatMap(({ when, value }) => guarded(when, asked([value])));
}

function decimals(left: Cases, right: Cases | undefined, test: (a: Int, b: Int) => Bool): Cases {
  return integers(left, right, "decimal", "decimal", (a, b) => always({ kind: "bool", term: test(a, b) }));
}

function inUnits(self: Cases, unit: number): Cases {
  return self.flatMap(({ when, value }) => {
    if (value.kind !== "integer" || value.of !== "duration") return [];
    const term = unit === 1 ? value.term : divideTowardsZero(value.term, unit);
    return guarded(when, always({ kind: "integer", of: "long", term }));
  });
}

function integers(
  left: Cases,
  right: Cases | undefined,
  leftType: IntegerType,
  rightType: IntegerType,
  apply: (a: Int, b: Int) => Cases,
): Cases {
  return pairs(left, right ?? [], (a, b) =>
    a.kind === "integer" && b.kind === "integer" && a.of === leftType && b.of === rightType
      ? apply(a.term, b.term)
      : [],
  );
}

function bounded(script: Script, of: IntegerType, result: Int): Cases {
  const term = script.name(result);
  return guarded(fitsLong(term), always({ kind: "integer", of, term }));
}
