import { printable } from "../printable.ts";

/** What a line says, readable without colour: holds, does not, was not reached, went wrong, is not known, is so. */
export type Mark = "✓" | "✗" | "–" | "!" | "?" | "·";

export interface Line {
  readonly depth: number;
  readonly mark?: Mark | undefined;
  readonly text: string;
  readonly dim?: boolean | undefined;
  /** Columns that further lines of a long text stand in. */
  readonly hang?: number | undefined;
  /** Never broken: somebody copies it. */
  readonly whole?: boolean | undefined;
}

/** A line at a depth of indentation. */
export function line(depth: number, text: string, more: Partial<Omit<Line, "depth" | "text">> = {}): Line {
  return { depth, text, ...more };
}

/** Columns; in fewer, nothing could be read. */
const narrowest = 40;
/** Levels; deeper ones would leave no room for words. */
const deepest = 20;

/** The lines for a terminal, long ones broken between words where `width` is given. */
export function renderLines(
  lines: readonly Line[],
  { colour, width }: { readonly colour: boolean; readonly width?: number | undefined },
): string[] {
  return lines.flatMap(({ depth, mark, text, dim, hang = 0, whole: isWhole }) => {
    const indent = "  ".repeat(Math.min(depth, deepest));
    const lead = mark === undefined ? "" : `${mark} `;
    const further = " ".repeat(lead.length + hang);
    const room =
      width === undefined || isWhole === true ? undefined : Math.max(narrowest, width) - indent.length;
    const [first = "", ...rest] = broken(`${lead}${printable(text)}`, room, further);
    const painted = mark !== undefined && colour ? paint(first, mark) : first;
    return [painted, ...rest].map((one) => {
      const whole = `${indent}${one}`.trimEnd();
      return dim === true && colour ? `\u001b[2m${whole}\u001b[0m` : whole;
    });
  });
}

function paint(text: string, mark: Mark): string {
  const code = colours[mark];
  return code === undefined ? text : `\u001b[${code}m${mark}\u001b[0m${text.slice(mark.length)}`;
}

const colours: Readonly<Record<Mark, number | undefined>> = {
  "✓": 32,
  "✗": 31,
  "!": 33,
  "?": 33,
  "–": 2,
  "·": undefined,
};

/** Between words only: a name that is wider than the terminal is for the terminal to break. */
function broken(text: string, room: number | undefined, further: string): string[] {
  if (room === undefined || text.length <= room) return [text];
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(/(?<=\S) (?=\S)/)) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (longer.length <= room || current.trim() === "") {
      current = longer;
      continue;
    }
    lines.push(current);
    current = `${further}${word}`;
  }
  return [...lines, current];
}
