import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { ParseJsonOptions } from "./json-reader.ts";
import { fromPlain, JsonNumber, type JsonValue, type PlainJson, toPlain } from "./json-value.ts";
import { parseJson } from "./parse-json.ts";
import { stringifyJson } from "./stringify-json.ts";

const keys = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "constructor", "toString"));
const plain = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }) as fc.Arbitrary<PlainJson>;
const numberText = fc.stringMatching(/^-?(0|[1-9]\d{0,30})(\.\d{1,10})?([eE][+-]?\d{1,4})?$/);
const value = fc.letrec<{ node: JsonValue }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, true, false),
    fc.string({ unit: "binary" }),
    numberText.map((text) => new JsonNumber(text)),
    fc.array(tie("node")),
    fc.array(fc.tuple(keys, tie("node"))).map((members) => new Map(members)),
  ),
})).node;

function standard(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function ours(text: string): { ok: true; value: unknown } | { ok: false } {
  const parsed = parseJson(text);
  return parsed.ok ? { ok: true, value: toPlain(parsed.value) } : { ok: false };
}

describe("parseJson", () => {
  it(verifies("policy.json.agrees", "reads what JSON.parse reads, with and without space"), () => {
    fc.assert(
      fc.property(plain, fc.constantFrom("", " ", "\t", "\r\n"), (given, space) => {
        const text = JSON.stringify(given, null, space);
        expect(ours(text)).toStrictEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it(verifies("policy.json.agrees", "takes and refuses the same damaged texts as JSON.parse"), () => {
    const piece = fc.constantFrom(
      ..."{}[]:,\"'\\/ tfn01-+.eE\n\t\u0000\u2028\ufeff\u00a0é".split(""),
      "true",
      "null",
      '"a"',
      "\\u00",
      "\\ud800",
      "\\x",
      "-0",
      "1.5e3",
      "NaN",
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
      fc.tuple(plain, piece, fc.nat()).map(([given, noise, at]) => {
        const whole = JSON.stringify(given);
        return whole.slice(0, at % (whole.length + 1)) + noise + whole.slice(at % (whole.length + 1));
      }),
    );
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseJson(given);
        // JSON.parse lets the last of two equal keys win
        fc.pre(parsed.ok || parsed.code !== "duplicate-key");
        expect(ours(given)).toStrictEqual(standard(given));
      }),
      { numRuns: 3000 },
    );
  });

  it(verifies("policy.json.exact", "reads back what was written, number text included"), () => {
    fc.assert(
      fc.property(value, (given) => {
        expect(parseJson(stringifyJson(given))).toStrictEqual({ ok: true, value: given });
      }),
    );
  });

  it(verifies("policy.json.exact", "keeps integers beyond 2^53 and trailing zeros"), () => {
    const text = '{"id":9007199254740993,"price":12.500,"tiny":-0.0,"far":1E+400}';
    const parsed = parseJson(text);
    expect(parsed.ok && stringifyJson(parsed.value)).toBe(text);
  });

  it("treats __proto__ as any other name", () => {
    const parsed = parseJson('{"__proto__":{"admin":true}}');
    const made = parsed.ok ? toPlain(parsed.value) : undefined;
    expect(Object.keys(made as object)).toEqual(["__proto__"]);
    expect((made as { admin?: unknown }).admin).toBeUndefined();
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it.each<[string, string, ParseJsonOptions, { code: string; offset: number; message: string }]>([
    [
      "a name given twice",
      '{"a":1,"b":{"x":1,"\\u0078":2}}',
      {},
      {
        code: "duplicate-key",
        offset: 18,
        message: "An object has the same member name twice; keep one of them",
      },
    ],
    [
      "nesting beyond the limit",
      "[[[1]]]",
      { maxDepth: 2 },
      { code: "too-deep", offset: 2, message: "Arrays and objects nest deeper than 2" },
    ],
    [
      "more members than the limit, wherever they are",
      '{"a":[1,2],"b":3}',
      { maxMembers: 3 },
      {
        code: "too-many-members",
        offset: 11,
        message: "The text has more than 3 members and elements in all",
      },
    ],
    [
      "half a surrogate pair",
      '["\\ud83d"]',
      { loneSurrogates: "refuse" },
      {
        code: "lone-surrogate",
        offset: 1,
        message: "A string holds half of a surrogate pair, which is no character",
      },
    ],
    [
      "text that ends too early",
      '{"a":',
      {},
      { code: "syntax", offset: 5, message: "Not valid JSON: expected a value at the end of the text" },
    ],
    ...(
      [
        ["an escape that is none", '"\\n\\x"', 4, 'one of " \\ / b f n r t u after a backslash at offset 4'],
        ["an escape cut short", '"\\u12"', 3, "four hexadecimal digits after \\u at offset 3"],
        [
          "a line break behind an escape",
          '"\\"\n"',
          3,
          "a closing quote; control characters must be escaped at offset 3",
        ],
        [
          "a string whose last quote is escaped",
          '"a\\\\\\"',
          6,
          "a closing quote; control characters must be escaped at the end of the text",
        ],
      ] as const
    ).map(
      ([title, text, offset, expected]) =>
        [title, text, {}, { code: "syntax", offset, message: `Not valid JSON: expected ${expected}` }] as [
          string,
          string,
          ParseJsonOptions,
          { code: string; offset: number; message: string },
        ],
    ),
    [
      "text after the value",
      "{} x",
      {},
      {
        code: "syntax",
        offset: 3,
        message: "Not valid JSON: expected the end of the text after the value at offset 3",
      },
    ],
  ])(verifies("policy.json.refused", "refuses %s, and says where"), (_, text, options, error) => {
    expect(parseJson(text, options)).toEqual({ ok: false, ...error });
  });

  it(verifies("policy.json.refused", "takes 64 levels and no more unless told"), () => {
    expect(parseJson("[".repeat(64) + "]".repeat(64)).ok).toBe(true);
    expect(parseJson("[".repeat(65) + "]".repeat(65))).toMatchObject({ ok: false, code: "too-deep" });
    expect(parseJson("[".repeat(1_000_000))).toMatchObject({ ok: false, code: "too-deep" });
  });

  it("keeps the last of equal members where it is told to", () => {
    const parsed = parseJson('{"a":1,"b":2,"a":3}', { duplicateKeys: "last" });
    expect(parsed.ok && stringifyJson(parsed.value)).toBe('{"a":3,"b":2}');
  });

  it("keeps whole surrogate pairs where halves are refused", () => {
    const parsed = parseJson('"\\ud83d\\ude00"', { loneSurrogates: "refuse" });
    expect(parsed).toEqual({ ok: true, value: "😀" });
  });
});

describe("fromPlain", () => {
  it("gives what JSON.stringify would have written", () => {
    fc.assert(
      fc.property(plain, (given) => {
        expect(stringifyJson(fromPlain(given))).toBe(JSON.stringify(given));
      }),
    );
  });

  it.each([
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [[Number.NaN, Number.POSITIVE_INFINITY, -0], "[null,null,0]"],
    [9223372036854775807n, "9223372036854775807"],
  ])("writes %o as %s", (given, text) => {
    expect(stringifyJson(fromPlain(given))).toBe(text);
  });
});
