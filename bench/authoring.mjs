/** How long a translation takes, warm: every sentence of the sets against its own tools, and against a thousand. */
import { readdirSync } from "node:fs";
import { translate, vocabularyOf } from "@toolgate/policy";
import { linesOf, vocabularyOfLine } from "../scripts/authoring/score-sentence.mjs";

const folder = "test/fixtures/sentences";
const lines = readdirSync(folder)
  .filter((name) => name.endsWith(".jsonl"))
  .flatMap((name) => linesOf(`${folder}/${name}`));
const all = new Map(
  lines.flatMap(({ tools }) =>
    tools.map(({ target, name, description, inputSchema }) => {
      const action = `${target}___${name}`;
      return [action, { action, description, inputSchema: inputSchema ?? {} }];
    }),
  ),
);
const large = vocabularyOf([...all.values()], { gatewayArn: lines[0].gateway });

function measure(title, vocabularies) {
  for (const [index, { nl }] of lines.entries()) translate(nl, vocabularies(index));
  const times = lines.map(({ nl }, index) => {
    const vocabulary = vocabularies(index);
    const start = performance.now();
    translate(nl, vocabulary);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor((times.length - 1) * share)].toFixed(2);
  console.log(`${title}: median ${at(0.5)} ms, 99 % within ${at(0.99)} ms, longest ${at(1)} ms`);
}

const own = lines.map(vocabularyOfLine);
measure(`${lines.length} sentences, each with its own tools`, (index) => own[index]);
measure(`the same with ${all.size} tools`, () => large);
