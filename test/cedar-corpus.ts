import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Cedar's corpus, if it lies beside the repository. */
const archive = new URL("../../shared/corpora/cedar/corpus-tests.tar.gz", import.meta.url);

export const hasCorpus = existsSync(archive);

/** The texts of the corpus's files whose names end so. */
export function* corpusFiles(ending: string): Generator<string> {
  const tar = gunzipSync(readFileSync(archive));
  for (let at = 0; at + 512 <= tar.length; ) {
    const field = (from: number, length: number) =>
      tar.toString("latin1", at + from, at + from + length).split("\0", 1)[0] ?? "";
    const size = Number.parseInt(field(124, 12), 8) || 0;
    const isFile = field(156, 1) === "0" || field(156, 1) === "";
    if (isFile && field(0, 100).endsWith(ending)) yield tar.toString("utf8", at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
