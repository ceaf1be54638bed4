import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const keyBytes = 32;

/**
 * The key that seals secrets: `TOOLGATE_SEALING_KEY` (base64 of 32 bytes), or the file, which is made when first needed.
 * @throws Error when what is there is no key.
 */
export function sealingKey(file: string, environment: Readonly<Record<string, string | undefined>>): Buffer {
  const { TOOLGATE_SEALING_KEY: given } = environment;
  if (given !== undefined && given !== "") return read(given, "TOOLGATE_SEALING_KEY");
  const kept = readIfThere(file);
  if (kept !== undefined) return read(kept, file);
  // Linked into place whole: half a key would lock everything up that it sealed.
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(keyBytes).toString("base64")}\n`, {
    mode: 0o600,
    flag: "wx",
    flush: true,
  });
  try {
    linkSync(draft, file);
  } finally {
    rmSync(draft);
  }
  return read(readFileSync(file, "utf8"), file);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function read(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), "base64");
  if (key.length === keyBytes) return key;
  throw new Error(
    `${where} is no sealing key: it must be ${keyBytes} bytes in base64, as \`openssl rand -base64 ${keyBytes}\` prints them. ` +
      "Secrets kept so far open only with the key they were sealed with.",
  );
}
