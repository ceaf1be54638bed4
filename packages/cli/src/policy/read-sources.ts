import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PolicySource } from "@toolgate/server";
import { CliError } from "../cli-error.ts";

const mostFiles = 10_000;
/** Characters of all files. */
const longest = 32_000_000;

/**
 * The `.cedar` files of a folder and the folders in it, in the order of their paths; or the one file.
 * @throws CliError when there are none, when they cannot be read, or are too many.
 */
export async function readSources(path: string): Promise<readonly PolicySource[]> {
  const files = await filesOf(path);
  if (files.length === 0) throw new CliError(`${path}: there is no .cedar file in this folder.`);
  if (files.length > mostFiles) {
    throw new CliError(`${path}: ${files.length} .cedar files, and ${mostFiles} are the most.`);
  }
  const sources: PolicySource[] = [];
  let length = 0;
  for (const source of files) {
    const text = await readText(source);
    length += text.length;
    if (length > longest) throw new CliError(`${path}: its files are longer than ${longest} characters.`);
    sources.push({ source, text });
  }
  return sources;
}

/** @throws CliError when it cannot be read. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function filesOf(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path, { recursive: true });
    return names
      .filter((name) => name.endsWith(".cedar"))
      .sort()
      .map((name) => join(path, name));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): CliError {
  const missing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
  if (missing) return new CliError(`${path}: there is no such file or folder.`);
  return new CliError(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
}
