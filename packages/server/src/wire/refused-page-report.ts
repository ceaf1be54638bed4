import type { Log } from "../log.ts";

/** Lines that name an origin; a page can come under any number of them. */
const maxTold = 100;

/** Tells the operator of each origin whose pages were refused, once; `hint` is what would let it in, if anything would. */
export function createRefusedPageReport(
  log: Log,
): (refused: { readonly origin: string; readonly hint?: string | undefined }) => void {
  const told = new Set<string>();
  return ({ origin, hint }) => {
    const name = origin.slice(0, 200);
    const line = `${name} ${hint}`;
    if (told.has(line) || told.size > maxTold) return;
    told.add(line);
    if (told.size > maxTold) {
      log.warn({}, "web pages of very many origins were refused; further ones are not named");
      return;
    }
    log.warn({ origin: name }, `requests of a web page were refused${hint === undefined ? "" : `. ${hint}`}`);
  };
}
