/** What could not be proved, which is never the same as nothing found. */
import type { Policy as CedarPolicy, EngineFinding } from "@toolgate/policy";
import { findingsOf, type ProvedUse } from "./proved-use.ts";

type Question = Extract<EngineFinding, { kind: "unknown" }>["question"];

const questions: Readonly<Record<Question, string>> = {
  "never applies": "whether it ever applies",
  "allows all": "whether it lets every caller use the tool with any arguments",
  "denies all": "whether it denies every call",
  "denies all permitted": "whether it denies every call that the permits allow",
  overridden: "whether forbids undo it",
  redundant: "whether it makes a difference",
  "can fail": "whether it can fail",
  "matches longer words": "whether longer words pass its test of a scope",
};

/** Questions that one tool answers for all: a policy need not have an effect on each. */
const answeredByOne: ReadonlySet<Question> = new Set(["never applies", "overridden", "redundant"]);

/** One sentence for each question and reason, with the tools that it is open for. */
export function tellUnknown({ effect }: CedarPolicy, uses: readonly ProvedUse[]): readonly string[] {
  const open = new Map<
    string,
    { readonly question: string; readonly why: string; readonly tools: string[] }
  >();
  const add = (question: string, why: string, { tool, principalType }: ProvedUse) => {
    const key = `${question} ${why}`;
    const known = open.get(key) ?? { question, why, tools: [] };
    known.tools.push(`'${tool.action}' (${principalType})`);
    open.set(key, known);
  };
  const hasEffect = uses.some(isKnownToHaveEffect);
  for (const use of uses) {
    if (use.answer.kind === "not asked") {
      add(`what this ${effect} does`, use.answer.why, use);
      continue;
    }
    for (const finding of findingsOf(use)) {
      if (finding.kind !== "unknown") continue;
      if (hasEffect && answeredByOne.has(finding.question)) continue;
      add(questions[finding.question], finding.why, use);
    }
  }
  return [...open.values()].map(({ question, why, tools }) => {
    const more = tools.length > 1 ? ` and ${tools.length - 1} more` : "";
    return `Could not be proved: ${question}, for ${tools[0]}${more}. ${why.replace(/\.$/, "")}.`;
  });
}

function isKnownToHaveEffect(use: ProvedUse): boolean {
  if (use.answer.kind === "not asked") return false;
  return !findingsOf(use).some(
    ({ kind, ...rest }) =>
      kind === "never applies" ||
      kind === "overridden" ||
      kind === "redundant" ||
      (kind === "unknown" && "question" in rest && answeredByOne.has(rest.question)),
  );
}
