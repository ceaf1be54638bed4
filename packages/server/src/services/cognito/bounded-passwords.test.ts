import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { UserPoolCrypto } from "../../user-pool-crypto-port.ts";
import { boundedPasswords } from "./bounded-passwords.ts";

const unused = () => {
  throw new Error("not asked for");
};

function slowHashes() {
  const ends: (() => void)[] = [];
  const state = { running: 0, most: 0 };
  const crypto: UserPoolCrypto = {
    newSigningKey: unused,
    sign: unused,
    verify: unused,
    secretHash: unused,
    isSame: unused,
    sha256: unused,
    uuid: unused,
    randomText: unused,
    passwordMatches: unused,
    async hashPassword(password) {
      state.running += 1;
      state.most = Math.max(state.most, state.running);
      await new Promise<void>((resolve) => ends.push(resolve));
      state.running -= 1;
      if (password === "broken") throw new Error("broken");
      return `hash of ${password}`;
    },
  };
  /** Ends hashes until there are none. */
  const endAll = async () => {
    for (let end = ends.shift(); end !== undefined; end = ends.shift()) {
      end();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { crypto, state, endAll };
}

it(
  verifies("cognito.passwords", "passwords are hashed two at a time, and a hundred wait for their turn"),
  async () => {
    const { crypto, state, endAll } = slowHashes();
    const bounded = boundedPasswords(crypto);
    const taken = Array.from({ length: 102 }, (_, index) => bounded.hashPassword(`p${index}`));
    await expect(bounded.hashPassword("one more")).rejects.toMatchObject({
      code: "TooManyRequestsException",
    });
    await endAll();
    expect((await Promise.all(taken)).at(-1)).toBe("hash of p101");
    expect(state).toEqual({ running: 0, most: 2 });
  },
);

it("a hash that fails gives its place to the next", async () => {
  const { crypto, endAll } = slowHashes();
  const bounded = boundedPasswords(crypto);
  const failed = [bounded.hashPassword("broken"), bounded.hashPassword("broken")].map((one) =>
    one.catch((error: Error) => error.message),
  );
  const next = bounded.hashPassword("next");
  await endAll();
  expect(await Promise.all([...failed, next])).toEqual(["broken", "broken", "hash of next"]);
});
