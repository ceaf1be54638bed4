/** Scores sets of sentences: right, refused, wrong, and wrongly permissive, apart. `--show` prints what was not right. */
import { readFileSync } from "node:fs";
import { scoreLine } from "./authoring/score-sentence.mjs";

const show = process.argv.includes("--show");
const files = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
for (const file of files) {
  const counts = { right: 0, refused: 0, wrong: 0, permissive: 0 };
  const traps = { refused: 0, right: 0, wrong: 0, permissive: 0 };
  const lines = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  for (const line of lines) {
    const isTrap = line.expect === "refuse" || (line.language !== undefined && line.language !== "cedar");
    const { verdict, fragments, wrong } = scoreLine(line);
    (isTrap ? traps : counts)[verdict] += 1;
    const fine = isTrap ? verdict === "refused" : verdict === "right";
    if (show && !fine) {
      console.log(`\n${verdict.toUpperCase()}${isTrap ? " TRAP" : ""} ${line.id}: ${line.nl}`);
      for (const { result } of fragments) {
        console.log(
          result.kind === "policy"
            ? `  ${result.statement.replaceAll(/\s+/g, " ")}`
            : `  ${result.kind}: ${result.reason} [${line.nl.slice(result.span.start, result.span.end)}] ${result.candidates?.join(", ") ?? ""}`,
        );
      }
      if (process.argv.includes("--tools")) {
        for (const { target, name, description, inputSchema } of line.tools) {
          console.log(`    ${target}___${name}(${Object.entries(inputSchema?.properties ?? {}).map(([each, of]) => `${each}:${of.type}${of.enum ? JSON.stringify(of.enum) : ""}`)}) ${description}`);
        }
      }
      for (const each of wrong.slice(0, 3)) console.log(`  ${JSON.stringify(each)}`);
    }
  }
  console.log(`${file}: precise ${JSON.stringify(counts)}, to be refused ${JSON.stringify(traps)}`);
}
