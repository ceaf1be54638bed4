import type { Value } from "./value.ts";

/** An error of Cedar's, returned and never thrown. The message names operators and paths of the policy, no value of a request. */
export class Failure {
  readonly kind = "failure";
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** The value's type, as it stands in a sentence. */
export function typeOf(value: Value): string {
  switch (typeof value) {
    case "boolean":
      return "a boolean";
    case "string":
      return "a string";
    case "number":
    case "bigint":
      return "an integer";
    case "object":
      return nameOfKind[value.kind];
  }
}

const nameOfKind = {
  entity: "an entity",
  set: "a set",
  record: "a record",
  decimal: "a decimal",
  datetime: "a datetime",
  duration: "a duration",
  ip: "an ipaddr",
} as const;
