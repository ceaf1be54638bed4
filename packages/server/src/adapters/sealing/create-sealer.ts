import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { SealBroken, type Sealer } from "../../sealer-port.ts";

const nonceBytes = 12;
const tagBytes = 16;
const form = "s1.";

/** Seals with AES-256-GCM under a key of 32 bytes, asked for when first needed; the purpose is authenticated with the text. */
export function createSealer(readKey: () => Buffer): Sealer {
  let made: Buffer | undefined;
  const key = () => {
    made ??= readKey();
    return made;
  };
  return {
    seal(secret, purpose) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key(), nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([
        nonce,
        cipher.update(secret, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return form + sealed.toString("base64url");
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed.slice(form.length), "base64url");
      if (!sealed.startsWith(form) || bytes.length < nonceBytes + tagBytes) throw broken(purpose);
      const opener = createDecipheriv("aes-256-gcm", key(), bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(-tagBytes));
      try {
        const opened = [opener.update(bytes.subarray(nonceBytes, -tagBytes)), opener.final()];
        return Buffer.concat(opened).toString("utf8");
      } catch {
        throw broken(purpose);
      }
    },
  };
}

function broken(purpose: string): SealBroken {
  return new SealBroken(
    `A secret (${purpose}) does not open with this key: start Toolgate with the TOOLGATE_SEALING_KEY or the sealing.key ` +
      "file that it was kept with, or make the secret anew.",
  );
}
