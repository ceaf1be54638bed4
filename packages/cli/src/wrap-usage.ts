import { stripVTControlCharacters } from "node:util";

const narrowest = 60;

/** Lines of a verb's usage no wider than `columns`; what is said of an option goes on under where it began. */
export function wrapUsage(usage: string, columns: number): string {
  const width = Math.max(narrowest, columns);
  return usage
    .split("\n")
    .flatMap((line) => wrapLine(line.trimEnd(), width))
    .join("\n");
}

function wrapLine(line: string, width: number): string[] {
  if (lengthOf(line) <= width) return [line];
  const [, head = "", text = line] = /^(.*?\S {2,})(\S.*)$/.exec(line) ?? [];
  const indent = " ".repeat(lengthOf(head));
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && indent.length + lengthOf(longer) > width) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return [...lines, current].map((each, index) => `${index === 0 ? head : indent}${each}`);
}

/** Colours take no room. */
const lengthOf = (text: string): number => stripVTControlCharacters(text).length;
