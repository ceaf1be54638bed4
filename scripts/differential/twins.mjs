/** The same value of an extension type in two spellings, or two that differ by the least there is. */

const pad = (number, digits) => String(number).padStart(digits, "0");

/** Two texts of one `kind`, for Cedar's constructor of that name. */
export function twins(random, kind) {
  const off = random.chance(0.4) ? 1 : 0;
  switch (kind) {
    case "datetime": {
      const at =
        Date.UTC(1900 + random.below(300), random.below(12), 1 + random.below(28)) + random.below(86_400_000);
      return [datetimeText(random, at), datetimeText(random, at + off)];
    }
    case "duration": {
      const sign = random.chance(0.3) ? "-" : "";
      const length = random.below(40 * 86_400_000);
      return [sign + durationText(length), `${sign}${length + off}ms`];
    }
    case "decimal": {
      const amount = random.below(2 ** 31) * (random.chance(0.5) ? 1 : 10_000);
      const sign = random.chance(0.3) ? "-" : "";
      const whole = Math.floor(amount / 10_000);
      const places = pad(amount % 10_000, 4);
      return [
        `${sign}${whole}.${places.replace(/(?<=.)0+$/, "")}`,
        `${sign}0${whole}.${pad((amount % 10_000) + off, 4).slice(-4)}`,
      ];
    }
    default:
      return addressTwins(random, off);
  }
}

function datetimeText(random, at) {
  const minutes = random.chance(0.6) ? random.below(24 * 60) * (random.chance(0.5) ? 1 : -1) : 0;
  const local = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(minutes);
  const zone = `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60), 2)}${pad(size % 60, 2)}`;
  return local + (minutes === 0 ? "Z" : zone);
}

function durationText(length) {
  const units = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["m", 60_000],
    ["s", 1_000],
    ["ms", 1],
  ];
  let left = length;
  const parts = units.map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? "" : `${count}${unit}`;
  });
  return parts.join("") || "0ms";
}

function addressTwins(random, off) {
  const part = () => random.below(random.chance(0.5) ? 2 : 256);
  if (random.chance(0.5)) {
    const bytes = [part(), part(), part(), part()].join(".");
    return [bytes, `${bytes}/${random.chance(0.5) ? 32 - off : random.below(33)}`];
  }
  const groups = Array.from({ length: 7 }, (_, index) => (index < 2 ? part() : 0));
  const full = [...groups, part()].map((group) => group.toString(16));
  const [first, second, last] = [full[0], full[1], full[7]];
  return [`${full.join(":")}/${128 - off}`, `${first}:${second}::${last}`];
}
