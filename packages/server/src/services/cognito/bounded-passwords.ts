import type { UserPoolCrypto } from "../../user-pool-crypto-port.ts";
import { ServiceFault } from "../service.ts";

/** Each hash takes 32 MiB and a tenth of a second of one of the few threads that files and names are read by, too. */
const atOnce = 2;
const mostWaiting = 100;

/**
 * The cryptography with passwords hashed two at a time: anybody may send one, signed in or not.
 * Hashing and comparing throw ServiceFault TooManyRequestsException when a hundred wait already.
 */
export function boundedPasswords(crypto: UserPoolCrypto): UserPoolCrypto {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running += 1;
    else {
      if (waiting.length >= mostWaiting)
        throw new ServiceFault("TooManyRequestsException", "Too many passwords are sent at once; try again.");
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return {
    ...crypto,
    hashPassword: (password) => inTurn(() => crypto.hashPassword(password)),
    passwordMatches: (password, kept) => inTurn(() => crypto.passwordMatches(password, kept)),
  };
}
