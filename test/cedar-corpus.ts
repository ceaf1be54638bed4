import { existsSync, readFileSync } from "node:fs";
import { filesIn } from "../scripts/corpus/tar.mjs";

/** Cedar's corpus, if it lies beside the repository. */
const archive = new URL("../../shared/corpora/cedar/corpus-tests.tar.gz", import.meta.url);

export const hasCorpus = existsSync(archive);

/** The texts of the corpus's files whose names end so. */
export function* corpusFiles(ending: string): Generator<string> {
  for (const [name, bytes] of filesIn(readFileSync(archive)))
    if (name.endsWith(ending)) yield bytes.toString("utf8");
}
