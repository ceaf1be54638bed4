/** Currencies by their signs and words. */
export const currencies: ReadonlyMap<string, string> = new Map([
  ["$", "dollar"],
  ["us$", "dollar"],
  ["dollar", "dollar"],
  ["dollars", "dollar"],
  ["usd", "dollar"],
  ["bucks", "dollar"],
  ["€", "euro"],
  ["euro", "euro"],
  ["euros", "euro"],
  ["eur", "euro"],
  ["£", "pound"],
  ["gbp", "pound"],
  ["¥", "yen"],
  ["yen", "yen"],
  ["₹", "rupee"],
  ["rupees", "rupee"],
]);

/** Powers of ten by their words and letters. */
export const scales: ReadonlyMap<string, number> = new Map([
  ["hundred", 2],
  ["k", 3],
  ["thousand", 3],
  ["m", 6],
  ["mn", 6],
  ["million", 6],
  ["mio", 6],
  ["bn", 9],
  ["b", 9],
  ["billion", 9],
]);

/** What may stand behind a number in words: percent or a currency, as a pattern. */
export const behindNumber =
  "percent|per cent|pct|(?:us |u\\.s\\. )?dollars?|usd|bucks|euros?|eur|gbp|yen|rupees";
