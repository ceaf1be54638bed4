import { expect, it } from "vitest";
import { createPasswordAttempts } from "./password-attempts.ts";

const right = async () => true;
const wrong = async () => false;

it("locks a user after five wrong passwords, and for twice as long with each further one", async () => {
  let now = 1_000_000;
  const attempts = createPasswordAttempts({ now: () => now });
  for (let count = 0; count < 5; count++) expect(await attempts.check("ana", wrong)).toBe("wrong");
  expect(await attempts.check("ana", right)).toBe("locked");
  expect(await attempts.check("ben", right)).toBe("right");
  now += 1_000;
  expect(await attempts.check("ana", wrong)).toBe("wrong");
  now += 1_999;
  expect(await attempts.check("ana", right)).toBe("locked");
  now += 1;
  expect(await attempts.check("ana", right)).toBe("right");
});

it("begins anew after a right password", async () => {
  const attempts = createPasswordAttempts({ now: () => 5 });
  for (let count = 0; count < 4; count++) await attempts.check("ana", wrong);
  await attempts.check("ana", right);
  for (let count = 0; count < 4; count++) await attempts.check("ana", wrong);
  expect(await attempts.check("ana", right)).toBe("right");
});

it("looks at guesses that come at once one after the other", async () => {
  const attempts = createPasswordAttempts({ now: () => 5 });
  const verdicts = await Promise.all(Array.from({ length: 7 }, () => attempts.check("ana", wrong)));
  expect(verdicts).toEqual(["wrong", "wrong", "wrong", "wrong", "wrong", "locked", "locked"]);
});

it("lets few guesses of one user wait, so that they do not pile up", async () => {
  const attempts = createPasswordAttempts({ now: () => 5 });
  const ends: (() => void)[] = [];
  const slow = () => new Promise<boolean>((resolve) => ends.push(() => resolve(true)));
  const first = Array.from({ length: 20 }, () => attempts.check("ana", slow));
  expect(await attempts.check("ana", slow)).toBe("locked");
  const other = attempts.check("ben", right);
  expect(await other).toBe("right");
  for (const verdict of first) {
    ends.shift()?.();
    expect(await verdict).toBe("right");
    await Promise.resolve();
  }
  expect(await attempts.check("ana", right)).toBe("right");
});
