/** Scores sets of sentences: right, refused, wrong, and wrongly permissive, apart. `--show` prints what was not right. */
import { linesOf, scoreLine } from "./authoring/score-sentence.mjs";

const show = process.argv.includes("--show");
const files = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
for (const file of files) {
  const none = () => ({ right: 0, refused: 0, wrong: 0, permissive: 0 });
  const counts = { precise: none(), "other policies": none(), "to refuse": none() };
  for (const line of linesOf(file)) {
    const { verdict, fragments, wrong } = scoreLine(line);
    const toRefuse = line.expect === "refused" || (line.language ?? "cedar") !== "cedar";
    const group = toRefuse ? "to refuse" : line.precise === false ? "other policies" : "precise";
    counts[group][verdict] += 1;
    const fine = verdict === (toRefuse ? "refused" : "right");
    if (show && !fine) {
      console.log(`\n${verdict.toUpperCase()}${toRefuse ? " TO REFUSE" : ""} ${line.id}: ${line.nl}`);
      for (const { result } of fragments) {
        console.log(
          result.kind === "policy"
            ? `  ${result.statement.replaceAll(/\s+/g, " ")}`
            : `  ${result.kind}: ${result.reason} [${line.nl.slice(result.span.start, result.span.end)}] ${result.candidates?.join(", ") ?? ""}`,
        );
      }
      if (process.argv.includes("--tools")) {
        for (const { target, name, description, inputSchema } of line.tools) {
          console.log(
            `    ${target}___${name}(${Object.entries(inputSchema?.properties ?? {}).map(([each, of]) => `${each}:${of.type}${of.enum ? JSON.stringify(of.enum) : ""}`)}) ${description}`,
          );
        }
      }
      for (const each of wrong.slice(0, 3)) console.log(`  ${JSON.stringify(each)}`);
    }
  }
  for (const [group, count] of Object.entries(counts)) {
    if (Object.values(count).some((each) => each > 0))
      console.log(`${file}, ${group}: ${JSON.stringify(count)}`);
  }
}
