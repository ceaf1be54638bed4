import {
  createHash,
  createHmac,
  generateKeyPair,
  randomBytes,
  randomInt,
  randomUUID,
  type ScryptOptions,
  scrypt,
  timingSafeEqual,
} from "node:crypto";
import { promisify } from "node:util";
import { compactVerify, createLocalJWKSet, importJWK, SignJWT } from "jose";
import { z } from "zod";
import type { UserPoolCrypto } from "../../user-pool-crypto-port.ts";

/** OWASP's advice for scrypt: 32 MiB for each guess. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const saltBytes = 16;
const hashBytes = 32;
const keyBits = 2_048;
const longestToken = 64 * 1024;

const publicShape = z.object({ kty: z.literal("RSA"), n: z.string(), e: z.string() });
const privateShape = z.looseObject({ kty: z.literal("RSA"), kid: z.string(), d: z.string() });
const claimsShape = z.record(z.string(), z.unknown());

/** The cryptography of user pools, by Node and jose. */
export function createUserPoolCrypto(): UserPoolCrypto {
  return {
    async newSigningKey() {
      const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: keyBits });
      const kid = randomBytes(32).toString("base64");
      const shown = {
        ...publicShape.parse(publicKey.export({ format: "jwk" })),
        kid,
        alg: "RS256",
        use: "sig",
      };
      return {
        publicKey: shown,
        privateKey: JSON.stringify({ ...privateKey.export({ format: "jwk" }), kid }),
      };
    },
    async sign(claims, privateKey) {
      const key = privateShape.parse(JSON.parse(privateKey));
      return new SignJWT({ ...claims })
        .setProtectedHeader({ kid: key.kid, alg: "RS256" })
        .sign(await importJWK(key, "RS256"));
    },
    async verify(token, keys) {
      if (token.length > longestToken) return undefined;
      try {
        const set = createLocalJWKSet({ keys: keys.map((key) => ({ ...key })) });
        const { payload } = await compactVerify(token, set, { algorithms: ["RS256"] });
        return claimsShape.parse(JSON.parse(new TextDecoder().decode(payload)));
      } catch {
        return undefined;
      }
    },
    async hashPassword(password) {
      const salt = randomBytes(saltBytes);
      const hash = await derive(password, salt);
      return `scrypt$${cost.N}$${salt.toString("base64")}$${hash.toString("base64")}`;
    },
    async passwordMatches(password, kept) {
      const [, , salt = "", hash = ""] = (kept ?? nobody).split("$");
      const wanted = Buffer.from(hash, "base64");
      const given = await derive(password, Buffer.from(salt, "base64"));
      return given.length === wanted.length && timingSafeEqual(given, wanted) && kept !== undefined;
    },
    secretHash: (secret, text) => createHmac("sha256", secret).update(text).digest("base64"),
    isSame(given, wanted) {
      const digest = (text: string) => createHash("sha256").update(text).digest();
      return timingSafeEqual(digest(given), digest(wanted));
    },
    sha256: (text) => createHash("sha256").update(text).digest("base64url"),
    uuid: () => randomUUID(),
    randomText: (length, alphabet) =>
      Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join(""),
  };
}

/** What a password is compared with where there is no user. */
const nobody = `scrypt$${cost.N}$${Buffer.alloc(saltBytes).toString("base64")}$${Buffer.alloc(hashBytes).toString("base64")}`;

const scryptAsync: (
  password: string,
  salt: Buffer,
  length: number,
  options: ScryptOptions,
) => Promise<Buffer> = promisify(scrypt);

/** NFC, so that a password typed on another system is the same. */
function derive(password: string, salt: Buffer): Promise<Buffer> {
  return scryptAsync(password.normalize("NFC"), salt, hashBytes, cost);
}
