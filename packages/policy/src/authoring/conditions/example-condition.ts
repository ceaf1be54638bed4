import type { Condition } from "../intermediate.ts";
import { objectOf } from "../tools/place-in-tool.ts";
import type { VocabularyTool } from "../vocabulary.ts";
import type { WordToken } from "../words/tokens.ts";
import { isVague } from "../words/vague-words.ts";
import { valueSaid } from "./value-said.ts";

/** "auto" before "claims", where the description of one argument alone gives it as an example and it says nothing else of the tool. */
export function exampleCondition(token: WordToken, tool: VocabularyTool): Condition | undefined {
  const plain = token.lower.replace(/^non-/, "");
  const [field, other] = tool.fields.filter(({ examples }) => valueSaid(plain, examples) !== undefined);
  const value = valueSaid(plain, field?.examples ?? []);
  if (field === undefined || other !== undefined || value === undefined) return undefined;
  const own = [...tool.nameStems, ...tool.targetStems, ...tool.descriptionStems, ...objectOf(tool)];
  const named = tool.fields.flatMap(({ nameStems, descriptionStems }) => [...nameStems, ...descriptionStems]);
  if (isVague(plain) || [...own, ...named].includes(token.stem)) return undefined;
  const is: Condition = { kind: "text", field, test: "is", values: [value] };
  return plain === token.lower ? is : { kind: "not", of: is };
}
