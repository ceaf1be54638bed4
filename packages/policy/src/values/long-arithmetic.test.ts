import { describe, expect, it } from "vitest";
import { addLongs, divideLongs, moduloLongs, multiplyLongs, subtractLongs } from "./long-arithmetic.ts";
import type { Long } from "./value.ts";

const most = 9223372036854775807n;
const least = -9223372036854775808n;

describe("64-bit arithmetic", () => {
  it.each<[string, Long | undefined, Long | undefined]>([
    ["1 + 2", addLongs(1, 2), 3],
    ["2^53-1 + 1", addLongs(9007199254740991, 1), 9007199254740992n],
    ["-(2^53-1) + -1", addLongs(-9007199254740991, -1), -9007199254740992n],
    ["2^53 + -1 is a number again", addLongs(9007199254740992n, -1), 9007199254740991],
    ["the greatest + 0", addLongs(most, 0), most],
    ["the greatest + 1", addLongs(most, 1), undefined],
    ["the least + -1", addLongs(least, -1), undefined],
    ["0 - the least", subtractLongs(0, least), undefined],
    ["0 - the greatest", subtractLongs(0, most), -9223372036854775807n],
    ["-1 - the greatest", subtractLongs(-1, most), least],
    ["5 - 7", subtractLongs(5, 7), -2],
    ["0 * -5 is 0 and not -0", multiplyLongs(0, -5), 0],
    ["3037000500 squared", multiplyLongs(3037000500, 3037000500), undefined],
    ["3037000499 squared", multiplyLongs(3037000499, 3037000499), 9223372030926249001n],
    ["94906267 squared, which a number would round", multiplyLongs(94906267, 94906267), 9007199515875289n],
    ["the least * -1", multiplyLongs(least, -1), undefined],
    ["-7 / 2", divideLongs(-7, 2), -3],
    ["-1 / 1000 is 0 and not -0", divideLongs(-1, 1000), 0],
    ["the least / 1000", divideLongs(least, 1000), -9223372036854775n],
    ["the greatest / 1", divideLongs(most, 1), most],
    ["-1 modulo 1000", moduloLongs(-1, 1000), 999],
    ["-1000 modulo 1000 is 0 and not -0", moduloLongs(-1000, 1000), 0],
    ["the least modulo a day", moduloLongs(least, 86_400_000), 60_424_192],
    ["the greatest modulo a day", moduloLongs(most, 86_400_000), 25_975_807],
  ])("%s", (_, result, expected) => {
    expect(result).toBe(expected);
  });
});
