import { type ListedTool, readToolList } from "@toolgate/server";
import { CliError } from "../cli-error.ts";
import { readText } from "./read-sources.ts";

/** The tools of a file. @throws CliError when it is no tools/list result. */
export async function readTools(path: string): Promise<readonly ListedTool[]> {
  const text = await readText(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CliError(
      `--tools ${path}: not JSON (${cause instanceof Error ? cause.message : String(cause)}).`,
    );
  }
  const list = readToolList(value);
  if (!list.ok) throw new CliError(`--tools ${path}: ${list.why}`);
  return list.tools;
}
