/** What units measure; those of one kind convert into each other. */
export type UnitKind =
  | "money"
  | "percent"
  | "time"
  | "months"
  | "weight"
  | "pounds"
  | "ounces"
  | "length"
  | "miles"
  | "volume"
  | "area"
  | "power"
  | "energy"
  | "speed"
  | "mph"
  | "bytes"
  | "kilobytes"
  | "megabytes"
  | "gigabytes"
  | "terabytes"
  | "celsius"
  | "fahrenheit"
  | "euro"
  | "pound"
  | "yen"
  | "rupee";

/** What a number counts: a name, how many of the smallest unit of its kind it is, and the kind. */
interface Unit {
  readonly kind: UnitKind;
  /** A numerator over {@link Unit.per}, both whole, so that conversions stay exact. */
  readonly size: number;
}

const units = {
  cents: { kind: "money", size: 1 },
  dollars: { kind: "money", size: 100 },
  percent: { kind: "percent", size: 1 },
  milliseconds: { kind: "time", size: 1 },
  seconds: { kind: "time", size: 1000 },
  minutes: { kind: "time", size: 60_000 },
  hours: { kind: "time", size: 3_600_000 },
  days: { kind: "time", size: 86_400_000 },
  weeks: { kind: "time", size: 604_800_000 },
  months: { kind: "months", size: 1 },
  years: { kind: "months", size: 12 },
  milligrams: { kind: "weight", size: 1 },
  grams: { kind: "weight", size: 1000 },
  kilograms: { kind: "weight", size: 1_000_000 },
  tonnes: { kind: "weight", size: 1_000_000_000 },
  pounds: { kind: "pounds", size: 1 },
  ounces: { kind: "ounces", size: 1 },
  millimeters: { kind: "length", size: 1 },
  centimeters: { kind: "length", size: 10 },
  meters: { kind: "length", size: 1000 },
  kilometers: { kind: "length", size: 1_000_000 },
  miles: { kind: "miles", size: 1 },
  milliliters: { kind: "volume", size: 1 },
  liters: { kind: "volume", size: 1000 },
  "cubic meters": { kind: "volume", size: 1_000_000 },
  "square meters": { kind: "area", size: 1 },
  hectares: { kind: "area", size: 10_000 },
  watts: { kind: "power", size: 1 },
  kilowatts: { kind: "power", size: 1000 },
  megawatts: { kind: "power", size: 1_000_000 },
  "kilowatt-hours": { kind: "energy", size: 1 },
  "kilometers per hour": { kind: "speed", size: 1 },
  "miles per hour": { kind: "mph", size: 1 },
  bytes: { kind: "bytes", size: 1 },
  kilobytes: { kind: "kilobytes", size: 1 },
  megabytes: { kind: "megabytes", size: 1 },
  gigabytes: { kind: "gigabytes", size: 1 },
  terabytes: { kind: "terabytes", size: 1 },
  celsius: { kind: "celsius", size: 1 },
  fahrenheit: { kind: "fahrenheit", size: 1 },
  euro: { kind: "euro", size: 1 },
  pound: { kind: "pound", size: 1 },
  yen: { kind: "yen", size: 1 },
  rupee: { kind: "rupee", size: 1 },
} as const satisfies Readonly<Record<string, Unit>>;

/** A unit that is known here. */
export type UnitName = keyof typeof units;

const spellings: ReadonlyMap<string, UnitName> = new Map<string, UnitName>([
  ...(Object.keys(units) as UnitName[]).map((name): [string, UnitName] => [name, name]),
  ["cent", "cents"],
  ["dollar", "dollars"],
  ["usd", "dollars"],
  ["pct", "percent"],
  ["percentage", "percent"],
  ["s", "seconds"],
  ["h", "hours"],
  ["hr", "hours"],
  ["d", "days"],
  ["g", "grams"],
  ["ms", "milliseconds"],
  ["millis", "milliseconds"],
  ["sec", "seconds"],
  ["secs", "seconds"],
  ["second", "seconds"],
  ["min", "minutes"],
  ["mins", "minutes"],
  ["minute", "minutes"],
  ["hour", "hours"],
  ["hrs", "hours"],
  ["day", "days"],
  ["week", "weeks"],
  ["month", "months"],
  ["year", "years"],
  ["gram", "grams"],
  ["mg", "milligrams"],
  ["milligram", "milligrams"],
  ["kg", "kilograms"],
  ["kgs", "kilograms"],
  ["kilo", "kilograms"],
  ["kilos", "kilograms"],
  ["kilogram", "kilograms"],
  ["tonne", "tonnes"],
  ["millimetres", "millimeters"],
  ["millimetre", "millimeters"],
  ["millimeter", "millimeters"],
  ["centimetres", "centimeters"],
  ["centimetre", "centimeters"],
  ["centimeter", "centimeters"],
  ["metre", "meters"],
  ["kilometre", "kilometers"],
  ["lb", "pounds"],
  ["lbs", "pounds"],
  ["oz", "ounces"],
  ["mm", "millimeters"],
  ["cm", "centimeters"],
  ["meter", "meters"],
  ["metres", "meters"],
  ["km", "kilometers"],
  ["kms", "kilometers"],
  ["kilometres", "kilometers"],
  ["kilometer", "kilometers"],
  ["mile", "miles"],
  ["litre", "liters"],
  ["litres", "liters"],
  ["liter", "liters"],
  ["ml", "milliliters"],
  ["millilitre", "milliliters"],
  ["millilitres", "milliliters"],
  ["milliliter", "milliliters"],
  ["m3", "cubic meters"],
  ["m³", "cubic meters"],
  ["m2", "square meters"],
  ["m²", "square meters"],
  ["sqm", "square meters"],
  ["ha", "hectares"],
  ["hectare", "hectares"],
  ["watt", "watts"],
  ["kw", "kilowatts"],
  ["kilowatt", "kilowatts"],
  ["mw", "megawatts"],
  ["megawatt", "megawatts"],
  ["kwh", "kilowatt-hours"],
  ["kwhs", "kilowatt-hours"],
  ["kilowatt-hour", "kilowatt-hours"],
  ["km/h", "kilometers per hour"],
  ["kmh", "kilometers per hour"],
  ["kph", "kilometers per hour"],
  ["mph", "miles per hour"],
  ["byte", "bytes"],
  ["kb", "kilobytes"],
  ["mb", "megabytes"],
  ["megabyte", "megabytes"],
  ["gb", "gigabytes"],
  ["gigabyte", "gigabytes"],
  ["tb", "terabytes"],
  ["terabyte", "terabytes"],
  ["°c", "celsius"],
  ["°f", "fahrenheit"],
  ["fahrenheit", "fahrenheit"],
  ["celsius", "celsius"],
  ["eur", "euro"],
  ["euros", "euro"],
  ["gbp", "pound"],
  ["jpy", "yen"],
  ["inr", "rupee"],
]);

/** What the unit measures. */
export function kindOf(unit: UnitName): UnitKind {
  return units[unit].kind;
}

/** The unit that a word names. */
export function unitNamed(word: string): UnitName | undefined {
  return spellings.get(word.toLowerCase());
}

/** The unit of a field: the last word of its name, or what its description says after "in" or between brackets. */
export function unitOf(name: readonly string[], description: string): UnitName | undefined {
  const last = name.at(-1);
  const isRate = name.includes("per");
  const byName =
    last === undefined ||
    isRate ||
    last === "min" ||
    last === "pound" ||
    last === "second" ||
    (name.length === 1 &&
      last !== undefined &&
      !/s$|percent|^(?:kwh|kmh|mph|kg|km|cm|mm|ml|mb|gb|tb|kw|m2|m3|sqm)$/.test(last))
      ? undefined
      : unitNamed(last);
  if (byName !== undefined) return byName;
  // temperatureC
  const degrees = name.some((word) => /^temp(?:erature)?$/.test(word))
    ? /^[cf]$/.exec(last ?? "")?.[0]
    : undefined;
  if (degrees !== undefined) return degrees === "c" ? "celsius" : "fahrenheit";
  // daysSupply, hoursOpen: how many days, how many hours
  const [first = ""] = name;
  const leading = timeInPlural.test(first) && name.length > 1 ? unitNamed(first) : undefined;
  if (leading !== undefined) return leading;
  const lower = description.toLowerCase().replaceAll(/\bkilowatt[- ]hours?\b/g, "kwh");
  const told =
    /\b(?:in|number of|how many|this many|as)\s+(?:whole\s+|us\s+|full\s+|a\s+|extra\s+|degrees?\s+)*(\p{L}+)\b|\((?:in\s+)?(\p{L}+)\)|\b(percent(?:age)?)\b/giu;
  for (const found of lower.matchAll(told)) {
    const unit = unitNamed(found[1] ?? found[2] ?? found[3] ?? "");
    // "rent owed in pounds" is no weight
    if (unit === "pounds" && isOfMoney([...name, ...lower.split(/[^\p{L}]+/u)])) return "pound";
    if (unit !== undefined) return unit;
  }
  const scale = /\bdegrees? (celsius|fahrenheit)\b/.exec(lower)?.[1];
  if (scale !== undefined) return unitNamed(scale);
  if (/^temp(?:erature)?$/.test(name.at(-2) ?? "") && /^[cf]$/.test(last ?? ""))
    return last === "c" ? "celsius" : "fahrenheit";
  // "grams", and nothing else
  const whole = /^(\p{L}{2,})\.?$/u.exec(lower.trim())?.[1];
  if (whole !== undefined && !/^(?:pounds?|min|second)$/.test(whole)) {
    const unit = unitNamed(whole);
    if (unit !== undefined) return unit;
  }
  const [start = ""] = lower.split(/[^\p{L}]/u);
  return timeInPlural.test(start) ? unitNamed(start) : undefined;
}

const ofMoney =
  /^(?:prices?|costs?|fees?|rents?|amounts?|totals?|fines?|arrears|owed|charges?|pay|paid|payments?|payouts?|salary|wages?|budget|sum|balance|deposit|bid|bill|money|sterling|tariff|refunds?|credit|fare|toll|premium|donations?|loan|debt|tax|retainer|rate|payable|offer|bonus)$/;

function isOfMoney(words: readonly string[]): boolean {
  return (
    words.some((word) => ofMoney.test(word)) &&
    !words.some((word) => /^(?:weigh|weight|load|mass|heavy)/.test(word))
  );
}

const timeInPlural = /^(?:seconds|minutes|hours|days|weeks|months|years)$/;

/** The exact decimal text of `value` counted in another unit; undefined where the two do not measure the same or the result has no end. */
export function converted(value: string, from: UnitName, to: UnitName): string | undefined {
  // "250 pounds" of a price
  if (from === to || (from === "pounds" && to === "pound")) return value;
  const [source, target]: [Unit, Unit] = [units[from], units[to]];
  if (source.kind !== target.kind) return undefined;
  const [whole = "", fraction = ""] = value.replace("-", "").split(".");
  const scale = 10n ** 12n;
  const divisor = 10n ** BigInt(fraction.length) * BigInt(target.size);
  const scaled = BigInt(whole + fraction) * BigInt(source.size) * scale;
  if (scaled % divisor !== 0n) return undefined;
  const quotient = scaled / divisor;
  const rest = (quotient % scale).toString().padStart(12, "0").replace(/0+$/, "");
  const text = rest === "" ? `${quotient / scale}` : `${quotient / scale}.${rest}`;
  return value.startsWith("-") && quotient !== 0n ? `-${text}` : text;
}
