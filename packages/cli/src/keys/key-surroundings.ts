/** What the verbs on keys have in common: a running Toolgate, or the data folder of one that does not run. */
import { type NewOperatorKey, type OfflineKeys, type OperatorKey, openKeys } from "@toolgate/server";
import { CliError } from "../cli-error.ts";
import { askToolgate, deleteInToolgate, postToolgate } from "../lists/ask-toolgate.ts";
import { refusalText } from "../lists/refusal-text.ts";

export const keyArgs = {
  url: {
    type: "string",
    default: process.env.TOOLGATE_URL ?? "http://127.0.0.1:4100",
    description: "Address of the control plane",
  },
  data: {
    type: "string",
    description: "Data folder of a Toolgate that does not run, instead of asking one that does",
    valueHint: "FOLDER",
  },
  json: { type: "boolean", description: "Print JSON" },
} as const;

interface KeyPlace {
  readonly url: string;
  readonly data?: string | undefined;
}

/** The operations on keys, wherever they are done. */
export type KeyVerbs = Pick<OfflineKeys, "create" | "list" | "remove">;

/** Does `work` on the keys of the place; a folder is made only where `make` says so. @throws CliError for what is refused. */
export async function onKeys<T>(
  place: KeyPlace,
  work: (keys: KeyVerbs) => Promise<T>,
  { make = false } = {},
): Promise<T> {
  if (place.data === undefined) return work(keysOf(place.url));
  const keys = await openKeys(place.data, { make });
  try {
    return await work(keys);
  } catch (error) {
    if (error instanceof Error && /Exception$/.test(error.name)) throw new CliError(error.message);
    throw error;
  } finally {
    await keys.close();
  }
}

function keysOf(url: string): KeyVerbs {
  const asking = { url, fetch, signal: new AbortController().signal };
  return {
    async list() {
      const expected = { name: "list of keys", read: readList };
      return (await askToolgate("/toolgate/v1/keys", {}, asking, expected)) ?? [];
    },
    async create(asked) {
      const answer = await postToolgate("/toolgate/v1/keys", JSON.stringify(asked), asking);
      const made = readAnswer(answer, 201, url);
      if (isNewKey(made)) return made;
      throw new CliError(`${url} answered something that is no key; is it Toolgate?`);
    },
    async remove(accessKeyId) {
      const path = `/toolgate/v1/keys/${encodeURIComponent(accessKeyId)}` as const;
      const gone = readAnswer(await deleteInToolgate(path, asking), 200, url);
      if (isKey(gone)) return gone;
      throw new CliError(`${url} answered something that is no key; is it Toolgate?`);
    },
  };
}

function readAnswer(
  answer: { readonly status: number; readonly text: string } | undefined,
  expected: number,
  url: string,
): unknown {
  const { status, text } = answer ?? { status: 0, text: "" };
  if (status === expected) return parsed(text);
  throw new CliError(refusalText({ status, text }, url));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readList(body: unknown): readonly OperatorKey[] | undefined {
  if (typeof body !== "object" || body === null || !("keys" in body)) return undefined;
  const { keys } = body;
  return Array.isArray(keys) && keys.every(isKey) ? keys : undefined;
}

function isKey(value: unknown): value is OperatorKey {
  return (
    typeof value === "object" &&
    value !== null &&
    "accessKeyId" in value &&
    typeof value.accessKeyId === "string" &&
    "name" in value &&
    typeof value.name === "string" &&
    "admin" in value &&
    typeof value.admin === "boolean"
  );
}

function isNewKey(value: unknown): value is NewOperatorKey {
  return isKey(value) && "secretAccessKey" in value && typeof value.secretAccessKey === "string";
}
