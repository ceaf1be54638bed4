import { testedPaths } from "../conditions/tested-paths.ts";
import { refuse } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** Throws where of two permissions of one tool only one asks for the flag that its verb says, as the other says no verb. */
export function refuseFlagOfOne(tokens: readonly Token[], reads: readonly Pick<ReadRule, "rule">[]): void {
  const permits = reads.flatMap(({ rule }) =>
    rule.effect === "permit" && rule.tools.kind === "tools" ? [rule] : [],
  );
  for (const one of permits) {
    const [tool, other] = one.tools.kind === "tools" ? one.tools.tools : [];
    const verb = tool?.nameStems[0];
    const flag = tool?.fields.find(
      ({ shape, nameStems: [name, more] }) => shape.kind === "bool" && name === verb && more === undefined,
    );
    if (tool === undefined || other !== undefined || flag === undefined) continue;
    const name = flag.path.join(".");
    const isTested = testedPaths(one).includes(name);
    const differs = permits.some(
      (each) =>
        each.tools.kind === "tools" &&
        each.tools.tools.includes(tool) &&
        testedPaths(each).includes(name) !== isTested,
    );
    if (differs)
      refuse(`It is not certain whether both are meant where "${name}" is false`, spanOf(tokens), {
        advice: `Write two sentences, each with "when ${name} is true" where that is meant.`,
        telling: true,
      });
  }
}
