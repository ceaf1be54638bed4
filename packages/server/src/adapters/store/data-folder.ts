/** The folder that holds everything a server keeps; one process at a time has it. */
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Database from "libsql";
import { z } from "zod";
import type { Clock } from "../../ports.ts";
import { makePrivate } from "./open-database.ts";

const holderSchema = z.object({
  pid: z.number().int(),
  startedAt: z.string().max(64),
  address: z.string().max(512).optional(),
});

type Holder = z.output<typeof holderSchema>;

/** Another process has the folder; the message names it. */
export class DataFolderHeld extends Error {
  override readonly name = "DataFolderHeld";
}

/** A data folder that this process holds until it releases it, or dies. */
export class DataFolder {
  readonly path: string;
  readonly #lock: Database.Database;
  #holder: Holder;

  private constructor(path: string, lock: Database.Database, holder: Holder) {
    this.path = path;
    this.#lock = lock;
    this.#holder = holder;
    this.#writeHolder();
  }

  /**
   * Takes the folder, making it (for its owner only) when it is not there. The operating system gives the lock back
   * when the process ends, in whatever way.
   * @throws DataFolderHeld when another process has it.
   */
  static hold(folder: string, clock: Clock): DataFolder {
    const path = resolve(folder);
    if (mkdirSync(path, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(path, 0o700);
    const lock = takeLock(path);
    const startedAt = new Date(clock.now()).toISOString();
    return new DataFolder(path, lock, { pid: process.pid, startedAt });
  }

  /** The path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Tells a second process where this one is reached. */
  announce(address: string): void {
    this.#holder = { ...this.#holder, address };
    this.#writeHolder();
  }

  release(): void {
    if (!this.#lock.open) return;
    rmSync(holderFile(this.path), { force: true });
    this.#lock.exec("ROLLBACK");
    this.#lock.close();
  }

  #writeHolder(): void {
    const draft = `${holderFile(this.path)}.new`;
    writeFileSync(draft, `${JSON.stringify(this.#holder)}\n`, { mode: 0o600 });
    renameSync(draft, holderFile(this.path));
  }
}

function holderFile(path: string): string {
  return join(path, "holder.json");
}

/** A database with an exclusive transaction that is never ended: SQLite takes the operating system's file lock for it. */
function takeLock(path: string): Database.Database {
  const file = join(path, "lock.db");
  makePrivate(file);
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== "SQLITE_BUSY") throw error;
    throw new DataFolderHeld(whoHolds(path), { cause: error });
  }
}

function whoHolds(path: string): string {
  const holder = readHolder(path);
  const where = holder?.address === undefined ? "" : ` and listens on ${holder.address}`;
  const who =
    holder === undefined
      ? "another process, which has not written its name to holder.json"
      : `process ${holder.pid}, which started at ${holder.startedAt}${where}`;
  const stop = holder === undefined ? "stop it" : `stop it (kill ${holder.pid})`;
  return (
    `The data folder ${path} is held by ${who}. Two processes on one folder would not see each other's changes: ` +
    `use the running one, ${stop}, or start this one on another folder with --data.`
  );
}

function readHolder(path: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(holderFile(path), "utf8")));
  } catch {
    return undefined;
  }
}
