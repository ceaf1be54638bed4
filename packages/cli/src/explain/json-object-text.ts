import { readFile } from "node:fs/promises";
import { CliError } from "../cli-error.ts";

/** Characters; the server takes no more either. */
const longest = 1_400_000;

/**
 * The JSON text of an option's object, as it was given or as it stands in the file behind `@`; never rounded.
 *
 * @throws CliError when it cannot be read or is no JSON object.
 */
export async function jsonObjectText(option: string, given: string | undefined): Promise<string | undefined> {
  if (given === undefined) return undefined;
  const text = given.startsWith("@") ? await contentOf(option, given.slice(1)) : given;
  if (text.length > longest) {
    throw new CliError(`${option}: ${text.length} characters, and ${longest} are the most.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${option}: not JSON (${why}); it looks like '{"sub": "ann"}', or @file.json.`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return text;
  throw new CliError(`${option}: a JSON object is needed, such as '{"sub": "ann"}'.`);
}

async function contentOf(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new CliError(`${option} @${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
