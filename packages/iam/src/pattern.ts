/** One step of a pattern: a text to the letter, any run of characters, or any one; colons among them or not. */
export type PatternStep =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "run"; readonly colons: boolean }
  | { readonly kind: "one"; readonly colons: boolean };

/** Whether the whole text fits. Time is the product of both lengths at worst, so no pattern can hang its reader. */
export function fits(steps: readonly PatternStep[], text: string): boolean {
  const characters = Array.from(text);
  let reached = new Set([0]);
  for (const step of steps) {
    reached = after(step, characters, reached);
    if (reached.size === 0) return false;
  }
  return reached.has(characters.length);
}

/** The places in the text that a step may end at, when it begins at one of these. */
function after(step: PatternStep, text: readonly string[], from: ReadonlySet<number>): Set<number> {
  const to = new Set<number>();
  if (step.kind === "run") {
    let running = false;
    for (let at = 0; at <= text.length; at++) {
      if (running && !step.colons && text[at - 1] === ":") running = false;
      running ||= from.has(at);
      if (running) to.add(at);
    }
    return to;
  }
  if (step.kind === "one") {
    for (const at of from) {
      if (at < text.length && (step.colons || text[at] !== ":")) to.add(at + 1);
    }
    return to;
  }
  const wanted = Array.from(step.text);
  for (const at of from) {
    if (wanted.every((character, offset) => text[at + offset] === character)) to.add(at + wanted.length);
  }
  return to;
}
