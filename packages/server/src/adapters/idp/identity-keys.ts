import { randomBytes } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import { z } from "zod";
import type { Sealer } from "../../sealer-port.ts";
import { parseJson, readIfThere, writePrivateFile } from "./private-file.ts";

const keyFileSchema = z.strictObject({
  version: z.literal(1),
  signingKeys: z
    .array(
      z.strictObject({
        kty: z.literal("EC"),
        crv: z.literal("P-256"),
        x: z.string(),
        y: z.string(),
        d: z.string(),
        kid: z.string(),
        alg: z.literal("ES256"),
        use: z.literal("sig"),
      }),
    )
    .min(1),
  cookieSecrets: z.array(z.string().min(32)).min(1),
});

/** As the file has them since they are sealed. */
const sealedFileSchema = z.strictObject({ version: z.literal(2), sealed: z.string() });

const purpose = "identity provider keys";

/** The identity provider's private keys and cookie secrets; the first of each is in use. */
export type IdentityKeys = z.output<typeof keyFileSchema>;

/** A key file that cannot be used; the message names the file and the cure, never its content. */
export class IdentityKeysUnusable extends Error {
  override readonly name = "IdentityKeysUnusable";
}

/**
 * Reads `idp-keys.json` in the data folder, or makes it: random, sealed, readable by its owner only. One that was written in
 * the clear is sealed. Throws {@link IdentityKeysUnusable}.
 */
export async function loadIdentityKeys(dataFolder: string, sealer: Sealer): Promise<IdentityKeys> {
  const path = join(dataFolder, "idp-keys.json");
  const text = await readIfThere(path);
  if (text === undefined) return createIdentityKeys(dataFolder, path, sealer);
  // Windows has no such bits.
  if (process.platform !== "win32" && ((await stat(path)).mode & 0o077) !== 0) {
    throw new IdentityKeysUnusable(
      `${path} holds private keys and others may read it. Run chmod 600 ${path}, or delete it to get new keys.`,
    );
  }
  const sealed = sealedFileSchema.safeParse(parseJson(text));
  const parsed = keyFileSchema.safeParse(
    parseJson(sealed.success ? opened(sealed.data.sealed, path, sealer) : text),
  );
  if (parsed.success) {
    if (!sealed.success) await writeSealed(path, parsed.data, sealer);
    return parsed.data;
  }
  throw new IdentityKeysUnusable(
    `${path} is not a key file of Toolgate. Restore it, or delete it to get new keys.`,
  );
}

function opened(sealed: string, path: string, sealer: Sealer): string {
  try {
    return sealer.open(sealed, purpose);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new IdentityKeysUnusable(`${path} cannot be opened. ${why} Delete the file to get new keys.`, {
      cause,
    });
  }
}

function writeSealed(path: string, keys: IdentityKeys, sealer: Sealer): Promise<void> {
  const sealed = sealer.seal(JSON.stringify(keys), purpose);
  return writePrivateFile(path, JSON.stringify({ version: 2, sealed }, undefined, 2));
}

async function createIdentityKeys(dataFolder: string, path: string, sealer: Sealer): Promise<IdentityKeys> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const { x = "", y = "", d = "" } = await exportJWK(privateKey);
  const kid = randomBytes(12).toString("base64url");
  const keys: IdentityKeys = {
    version: 1,
    signingKeys: [{ kty: "EC", crv: "P-256", x, y, d, kid, alg: "ES256", use: "sig" }],
    cookieSecrets: [randomBytes(32).toString("base64url")],
  };
  await mkdir(dataFolder, { recursive: true });
  await writeSealed(path, keys, sealer);
  return keys;
}
