/** Cedar's values. Source: Cedar language guide, "Data types". */

/**
 * A 64-bit integer: a number while it is a safe integer, else a bigint, so that equal values are `===` and
 * comparing and adding are fast. Made by {@link long}.
 */
export type Long = number | bigint;

export type Value =
  | boolean
  | string
  | Long
  | EntityValue
  | SetValue
  | RecordValue
  | DecimalValue
  | DatetimeValue
  | DurationValue
  | IpValue;

export class EntityValue {
  readonly kind = "entity";
  /** With its namespaces: `AgentCore::Action`. */
  readonly type: string;
  readonly id: string;
  /** Names the entity: a type has no space, so equal keys mean equal entities. */
  readonly key: string;

  constructor(type: string, id: string) {
    this.type = type;
    this.id = id;
    this.key = `${type} ${id}`;
  }
}

/** A set; the items may repeat, which no operator can tell. */
export class SetValue {
  readonly kind = "set";
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

export class RecordValue {
  readonly kind = "record";
  readonly members: ReadonlyMap<string, Value>;

  constructor(members: ReadonlyMap<string, Value>) {
    this.members = members;
  }
}

export class DecimalValue {
  readonly kind = "decimal";
  /** Ten-thousandths. */
  readonly amount: Long;

  constructor(amount: Long) {
    this.amount = amount;
  }
}

export class DatetimeValue {
  readonly kind = "datetime";
  /** Milliseconds since the epoch. */
  readonly amount: Long;

  constructor(amount: Long) {
    this.amount = amount;
  }
}

export class DurationValue {
  readonly kind = "duration";
  /** Milliseconds. */
  readonly amount: Long;

  constructor(amount: Long) {
    this.amount = amount;
  }
}

/** An address or a range of addresses. */
export class IpValue {
  readonly kind = "ip";
  readonly version: 4 | 6;
  readonly address: bigint;
  /** Bits of the network's part: 32 or 128 for one address. */
  readonly prefix: number;

  constructor(version: 4 | 6, address: bigint, prefix: number) {
    this.version = version;
    this.address = address;
    this.prefix = prefix;
  }
}

/** The integer in its one form, or undefined where it does not fit 64 bits. */
export function long(value: bigint): Long | undefined {
  if (value >= -9007199254740991n && value <= 9007199254740991n) return Number(value);
  return BigInt.asIntN(64, value) === value ? value : undefined;
}
