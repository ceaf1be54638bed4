/** The archives of uploaded functions on the disk: kept by their content, unpacked for those who run them. */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CodeRefused } from "../../../uploaded-functions-port.ts";
import { readArchive } from "./code-archive.ts";

/** Of archives that are still being written. */
const draftEnd = ".new";

/** A folder for its owner only, with an archive for each content that was uploaded. */
export interface KeptCode {
  /** @throws CodeRefused for what cannot be unpacked. */
  keep(archive: Uint8Array): Promise<void>;
  /**
   * Unpacks into a fresh folder, which belongs to whoever asked.
   * @throws CodeRefused when the archive is gone or was changed.
   */
  unpack(codeSha256: string): Promise<string>;
  /** Removes the archives that nobody has any more. */
  keepOnly(codeSha256s: ReadonlySet<string>): Promise<void>;
}

/** @param folder made when it is first needed; what was unpacked there before is removed. */
export function createKeptCode(folder: string): KeptCode {
  const archives = join(folder, "archives");
  const unpacked = join(folder, "unpacked");
  let made: Promise<void> | undefined;

  function make(): Promise<void> {
    made ??= (async () => {
      await rm(unpacked, { recursive: true, force: true });
      for (const path of [folder, archives, unpacked]) await mkdir(path, { recursive: true, mode: 0o700 });
      const drafts = (await readdir(archives)).filter((name) => name.endsWith(draftEnd));
      for (const name of drafts) await rm(join(archives, name), { force: true });
    })();
    return made;
  }

  async function unpackInto(archive: Uint8Array): Promise<string> {
    const root = join(unpacked, randomUUID());
    await mkdir(root, { mode: 0o700 });
    try {
      await writeEntries(archive, root);
    } catch (error) {
      await rm(root, { recursive: true, force: true });
      throw error;
    }
    return root;
  }

  return {
    async keep(archive) {
      await checkArchive(archive);
      await make();
      const draft = join(archives, `${randomUUID()}${draftEnd}`);
      const file = await open(draft, "wx", 0o600);
      try {
        await file.writeFile(archive);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, join(archives, fileOf(sha256(archive))));
    },
    async unpack(codeSha256) {
      await make();
      const archive = await readFile(join(archives, fileOf(codeSha256))).catch(() => undefined);
      if (archive === undefined || sha256(archive) !== codeSha256) {
        throw new CodeRefused(
          `the code with the SHA-256 ${codeSha256} is ${archive === undefined ? "not" : "no longer as it was"} in ${archives}; upload it again`,
        );
      }
      return unpackInto(archive);
    },
    async keepOnly(codeSha256s) {
      const kept = new Set([...codeSha256s].map(fileOf));
      const found = await readdir(archives).catch(() => []);
      const dropped = found.filter((name) => !kept.has(name) && !name.endsWith(draftEnd));
      for (const name of dropped) await rm(join(archives, name), { force: true });
    },
  };
}

/** SHA-256 in base64, as Lambda tells it. */
function sha256(archive: Uint8Array): string {
  return createHash("sha256").update(archive).digest("base64");
}

function fileOf(codeSha256: string): string {
  return `${Buffer.from(codeSha256, "base64").toString("hex")}.zip`;
}

/** Everything is read once, so that what is kept can be unpacked. */
async function checkArchive(archive: Uint8Array): Promise<void> {
  const entries = readArchive(archive);
  if (!entries.some(({ isFolder }) => !isFolder))
    throw new CodeRefused("Uploaded file must be a non-empty zip");
  for (const entry of entries) await entry.read();
}

const atOnce = 8;

async function writeEntries(archive: Uint8Array, root: string): Promise<void> {
  const entries = readArchive(archive);
  const folders = new Set(entries.map(({ path, isFolder }) => (isFolder ? path : dirname(path))));
  for (const path of folders) await mkdir(join(root, path), { recursive: true, mode: 0o700 });
  const files = entries.filter(({ isFolder }) => !isFolder).values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const entry of files) {
        const mode = entry.isProgram ? 0o500 : 0o400;
        await writeFile(join(root, entry.path), await entry.read(), { mode, flag: "wx" });
      }
    }),
  );
}
