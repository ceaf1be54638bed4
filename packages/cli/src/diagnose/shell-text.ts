/** Lines for a POSIX shell. */

/** One word, whatever is in it. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** JSON text as one word. */
export function shellJson(json: string): string {
  return shellWord(JSON.stringify(JSON.parse(json)));
}
