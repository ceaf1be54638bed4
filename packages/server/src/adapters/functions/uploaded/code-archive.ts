/** Reads what a zip archive holds, by its central directory. Source: PKWARE APPNOTE 6.3.10. */
import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { CodeRefused } from "../../../uploaded-functions-port.ts";

const inflate = promisify(inflateRaw);

/** One file or folder of an archive. */
export interface ArchiveEntry {
  /** With forward slashes, relative, and nothing that leads out of the archive. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly isProgram: boolean;
  /** Bytes, as the archive says; it is held to that. */
  readonly size: number;
  /** @throws CodeRefused when the data is not what the archive says. */
  read(): Promise<Uint8Array>;
}

const limits = { entries: 10_000, bytes: 262_144_000, pathBytes: 1_024, depth: 100 };
const endSize = 22;
const longestComment = 65_535;

/**
 * Everything in the archive, checked as far as its directory goes.
 * @throws CodeRefused for what is no archive, is too large unpacked, or would leave its folder.
 */
export function readArchive(bytes: Uint8Array): readonly ArchiveEntry[] {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, offset, end } = directoryOf(archive);
  if (count > limits.entries) {
    throw new CodeRefused(`The archive has ${count} entries; ${limits.entries} are allowed.`);
  }
  const entries: ArchiveEntry[] = [];
  let at = offset;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || archive.readUInt32LE(at) !== 0x02014b50) throw notAnArchive();
    const nameBytes = archive.readUInt16LE(at + 28);
    const next = at + 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    if (next > end) throw notAnArchive();
    const entry = entryAt(archive, at, archive.subarray(at + 46, at + 46 + nameBytes));
    total += entry.size;
    if (total > limits.bytes) {
      throw new CodeRefused(`Unzipped size must be smaller than ${limits.bytes} bytes.`);
    }
    entries.push(entry);
    at = next;
  }
  refuseClashes(entries);
  return entries;
}

function directoryOf(archive: Buffer): { count: number; offset: number; end: number } {
  for (
    let at = archive.length - endSize;
    at >= Math.max(0, archive.length - endSize - longestComment);
    at--
  ) {
    if (archive.readUInt32LE(at) !== 0x06054b50) continue;
    if (at + endSize + archive.readUInt16LE(at + 20) !== archive.length) continue;
    const count = archive.readUInt16LE(at + 10);
    const [size, offset] = [archive.readUInt32LE(at + 12), archive.readUInt32LE(at + 16)];
    const parts = archive.readUInt16LE(at + 4) + archive.readUInt16LE(at + 6);
    if (parts !== 0 || archive.readUInt16LE(at + 8) !== count || offset + size > at) throw notAnArchive();
    return { count, offset, end: offset + size };
  }
  throw notAnArchive();
}

function entryAt(archive: Buffer, at: number, name: Buffer): ArchiveEntry {
  const flags = archive.readUInt16LE(at + 8);
  const method = archive.readUInt16LE(at + 10);
  const crc = archive.readUInt32LE(at + 16);
  const [packed, size] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
  const madeBy = archive.readUInt16LE(at + 4) >> 8;
  const mode = archive.readUInt32LE(at + 38) >>> 16;
  const local = archive.readUInt32LE(at + 42);
  const path = pathOf(name);
  const refuse = (why: string) =>
    new CodeRefused(`${JSON.stringify(path.slice(0, 200))} in the archive ${why}.`);
  if ((flags & 0x41) !== 0) throw refuse("is encrypted; upload it without a password");
  if (method !== 0 && method !== 8)
    throw refuse(`is packed by method ${method}; only stored and deflate are read`);
  if (packed === 0xffffffff || size === 0xffffffff)
    throw refuse("is larger than an archive without ZIP64 may hold");
  const kind = mode & 0o170000;
  const byUnix = madeBy === 3 || madeBy === 19;
  if (byUnix && kind !== 0 && kind !== 0o100000 && kind !== 0o040000) {
    throw refuse(
      kind === 0o120000 ? "is a symbolic link; upload the file itself" : "is no file and no folder",
    );
  }
  // Deflate cannot pack tighter than 1,032 to 1.
  if (method === 8 && size > packed * 1_032 + 64) throw refuse("claims to be larger than its data can be");
  if (method === 0 && size !== packed) throw refuse("is stored with two different sizes");
  const isFolder = name.at(-1) === 0x2f;
  return {
    path,
    isFolder,
    isProgram: byUnix && (mode & 0o111) !== 0,
    size,
    async read() {
      if (local + 30 > archive.length || archive.readUInt32LE(local) !== 0x04034b50) throw notAnArchive();
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      if (start + packed > archive.length) throw notAnArchive();
      const data = archive.subarray(start, start + packed);
      const content = method === 0 ? data : await inflated(data, size);
      if (content.length !== size || crc32(content) !== crc)
        throw refuse("is damaged; make the archive again");
      return content;
    },
  };
}

/** Nothing longer than it said is ever made. */
async function inflated(data: Buffer, size: number): Promise<Buffer> {
  try {
    return await inflate(data, { maxOutputLength: Math.max(1, size) });
  } catch {
    return Buffer.alloc(0);
  }
}

function pathOf(name: Buffer): string {
  const text = name.toString("utf8");
  const refuse = (why: string) =>
    new CodeRefused(`The archive has an entry named ${JSON.stringify(text.slice(0, 200))}: ${why}.`);
  if (name.length > limits.pathBytes) throw refuse(`names may have ${limits.pathBytes} bytes`);
  if (Buffer.compare(Buffer.from(text), name) !== 0) throw refuse("names must be UTF-8");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001f\\]/.test(text)) throw refuse("names may hold no backslashes and no control characters");
  if (text.startsWith("/") || /^[a-z]:/i.test(text)) throw refuse("paths must be relative");
  const parts = text.replace(/\/$/, "").split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) {
    throw refuse("paths must not lead out of the archive, or stay in place");
  }
  if (parts.length > limits.depth) throw refuse(`folders may be ${limits.depth} deep`);
  if (parts.some((part) => Buffer.byteLength(part) > 255))
    throw refuse("a part of a path may have 255 bytes");
  return parts.join("/");
}

/** Two entries of one path, or a file where another entry needs a folder. */
function refuseClashes(entries: readonly ArchiveEntry[]): void {
  const files = new Set<string>();
  const seen = new Set<string>();
  for (const { path, isFolder } of entries) {
    if (seen.has(path)) {
      throw new CodeRefused(
        `The archive has two entries named ${JSON.stringify(path.slice(0, 200))}; keep one.`,
      );
    }
    seen.add(path);
    if (!isFolder) files.add(path);
  }
  for (const { path } of entries) {
    for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) {
      if (!files.has(path.slice(0, slash))) continue;
      throw new CodeRefused(
        `The archive has ${JSON.stringify(path.slice(0, slash))} both as a file and as a folder.`,
      );
    }
  }
}

function notAnArchive(): CodeRefused {
  return new CodeRefused("Could not unzip uploaded file. Please check your file, then try to upload again.");
}
