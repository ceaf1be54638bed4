/** Figures as JSON lines while they come in, and as a table at the end. */

/** `reach` is what the design asks for, `better` which way; both only where it names a number. */
export function createReport() {
  const figures = [];

  return {
    add(figure, value, unit, reach, better = "more") {
      const rounded = round(value);
      const ok = reach === undefined ? undefined : better === "more" ? rounded >= reach : rounded <= reach;
      figures.push({ figure, value: rounded, unit, reach, ok });
      console.log(JSON.stringify({ figure, value: rounded, unit, reach, ok }));
    },
    /** What stands beside the figures and is none. */
    note(text) {
      console.error(text);
    },
    table() {
      const rows = [
        ["figure", "value", "unit", "reach", ""],
        ...figures.map(({ figure, value, unit, reach, ok }) => [
          figure,
          value.toLocaleString("en-US", { maximumFractionDigits: 3 }),
          unit,
          reach === undefined ? "" : String(reach),
          ok === undefined ? "" : ok ? "reached" : "NOT REACHED",
        ]),
      ];
      const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length)));
      const line = (row) =>
        row
          .map((cell, column) =>
            column === 1 || column === 3
              ? cell.padStart(widths[column] ?? 0)
              : cell.padEnd(widths[column] ?? 0),
          )
          .join("  ")
          .trimEnd();
      console.log(`\n${rows.map(line).join("\n")}`);
    },
  };
}

/** Three digits that count; a benchmark knows no more. */
function round(value) {
  return value >= 1_000 ? Math.round(value) : Number(value.toPrecision(3));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
