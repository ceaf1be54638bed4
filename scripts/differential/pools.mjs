/** The values that policies and requests have in common, few enough that they often meet. */

const number = ["1.5", "-0.5", "0.0", "12.3456", "922337203685477.5807", "-922337203685477.5808"];
const address = ["10.0.0.1", "10.0.0.0/8", "127.0.0.1", "::1", "ff00::1/16", "224.0.0.1", "2001:db8::/32"];
const time = ["2026-01-01", "2026-06-30T23:59:59Z", "2026-07-01T00:30:00.250+0100", "1969-12-31T12:00:00.5Z"];
const span = ["9h", "1d2h3m4s5ms", "-1d", "0ms", "9223372036854775807ms", "36d"];
const plain = ["", "a", "ab", "admin", "x*y", "x", "payment:process payment:read", "é𝒳", 'a"b\\c', "1.23456"];
const malformed = ["", "1.", "1.23456", "10.0.0.256", "::1/129", "2026-02-30", "1h1d", "25h61", "0x1"];

/** Texts by what they are the text of. */
export const texts = { plain, decimal: number, ip: address, datetime: time, duration: span, malformed };

/** Every text that an argument or a claim may be. */
export const anyText = [...plain, ...plain, ...number, ...address, ...time, ...span];

export const longs = [
  ..."0 0 1 1 2 -1 -3 7 10 500 4096 86400000 9007199254740991 9007199254740992 9007199254740993".split(" "),
  ..."-9007199254740993 3037000500 9223372036854775806 9223372036854775807 -9223372036854775808".split(" "),
];

/** Spellings of numbers in JSON; some do not fit an integer, or a decimal. */
export const longTexts = [...longs, "500.0", "5e2", "-0", "10.00e-1", "7E0"];
export const decimalTexts = [
  ..."0 1 1.5 1.50 15e-1 -0.5 -0.0 12.3456 500 1e3 922337203685477.5807 -922337203685477.5807 0.0001".split(
    " ",
  ),
];
export const misfits = [
  "1.23456",
  "9223372036854775808",
  "1e400",
  "0.5",
  "true",
  "null",
  '"text"',
  "[]",
  "{}",
];

export const names = [
  "amount",
  "note",
  "order",
  "items",
  "flag",
  "price",
  "if",
  "odd name",
  "__proto__",
  "é",
];
export const claims = ["role", "team", "scope", "limit", "odd claim", "groups"];
export const people = ["alice", "bob", "eve"];
export const targets = ["T", "U"];
export const gateway = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-ab12cd34ef";
export const patterns = [
  "*",
  "a*",
  "*a",
  "*a*",
  "x\\*y",
  "*\\**",
  "a",
  "",
  "é*",
  "*payment:read*",
  "**b",
  "1*",
];
