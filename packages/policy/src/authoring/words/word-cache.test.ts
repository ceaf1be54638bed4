import { describe, expect, it } from "vitest";
import type { WordToken } from "./tokens.ts";
import { onceForWord } from "./word-cache.ts";

const word = (lower: string, stem: string): WordToken => ({
  kind: "word",
  text: lower,
  lower,
  stem,
  start: 0,
  end: lower.length,
});

describe("answers for a word", () => {
  it("are found once for each word, stem and thing, also where the answer is no", () => {
    const asked: string[] = [];
    const once = onceForWord(({ lower, stem }, thing: { readonly name: string }) => {
      asked.push(`${lower} ${stem} ${thing.name}`);
      return stem === thing.name;
    });
    const [pay, refund] = [{ name: "pay" }, { name: "refund" }];
    const answers = [
      once(word("pays", "pay"), pay),
      once(word("pays", "pay"), pay),
      once(word("pays", "pay"), refund),
      once(word("pays", "pay"), refund),
      once(word("pays", "refund"), refund),
    ];
    expect(answers).toEqual([true, true, false, false, true]);
    expect(asked).toEqual(["pays pay pay", "pays pay refund", "pays refund refund"]);
  });

  it("are asked again after 500 words, so that what is kept stays small", () => {
    let asked = 0;
    const once = onceForWord((_word, _thing: object) => {
      asked += 1;
      return asked;
    });
    const thing = {};
    for (let at = 0; at < 501; at += 1) once(word(`w${at}`, ""), thing);
    expect(once(word("w500", ""), thing)).toBe(501);
    expect(once(word("w0", ""), thing)).toBe(502);
  });
});
