import { printable } from "../printable.ts";

const widest = 60;

/** Colours a cell, which is as wide as its column by then. */
export type Paint = (cell: string, column: number, row: number) => string;

/** Rows of cells as lines; columns keep their widths from one call to the next, so that followed lists stay aligned. */
export function createAlignedLines(): (rows: readonly (readonly string[])[], paint: Paint) => string[] {
  const widths: number[] = [];
  return (rows, paint) => {
    const shown = rows.map((cells) => cells.map(printable));
    for (const cells of shown) {
      cells.forEach((cell, column) => {
        widths[column] = Math.min(widest, Math.max(widths[column] ?? 0, cell.length));
      });
    }
    return shown.map((cells, row) =>
      cells
        .map((cell, column) => {
          const last = column === cells.length - 1;
          return paint(last ? cell : cell.padEnd(widths[column] ?? 0), column, row);
        })
        .join("  "),
    );
  };
}
