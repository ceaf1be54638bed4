import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { sameNoun } from "../words/synonyms.ts";
import { stem } from "../words/word-stem.ts";

type Claim = Extract<Condition, { readonly kind: "claim" }>;

/** The condition with its claims marked, save those that are marked already. */
export function meant<T extends Condition | undefined>(condition: T, as: "caller" | "doubtful"): T {
  return mapped(condition, (claim) => (claim.meant === undefined ? { ...claim, meant: as } : claim)) as T;
}

/** The condition without marks. */
export function unmarked<T extends Condition | undefined>(condition: T): T {
  return mapped(condition, ({ meant: _, ...claim }) => claim) as T;
}

function mapped(condition: Condition | undefined, change: (claim: Claim) => Claim): Condition | undefined {
  switch (condition?.kind) {
    case "all":
    case "any":
      return { kind: condition.kind, of: condition.of.map((each) => mapped(each, change) ?? each) };
    case "not":
      return { kind: "not", of: mapped(condition.of, change) ?? condition.of };
    case "claim":
      return change(condition);
    default:
      return condition;
  }
}

/** Throws where a claim that is not certain to be meant is called like an argument of the tools, or has a value that one of them can have. */
export function refuseDoubtful(condition: Condition | undefined, context: Context, span: TextSpan): void {
  mapped(condition, (claim) => {
    if (claim.meant === "caller") return claim;
    const field = argumentLike(claim, context);
    if (field === undefined) return claim;
    const name = claim.claim;
    const path = field.path.join(".");
    refuse(
      `It is not certain whether the caller's claim "${name}" or the argument "${path}" is meant`,
      span,
      {
        candidates: [`the claim ${name}`, `the argument ${path}`],
        advice: `Write "the caller's ${name}" or "the argument ${path}".`,
      },
    );
  });
}

/** Whether an argument of the tools is called like the claim. */
export function isArgumentToo(claim: string, context: Context): boolean {
  return fieldsOf(context).some((field) => calledLike(claim, field));
}

/** Whether the tools are about such people, so that "the user" may be the one who is acted on. */
export function isObjectOf(noun: string, { tools }: Context): boolean {
  const wanted = stem(noun);
  const words = (tool: VocabularyTool): readonly string[] => [
    ...tool.nameStems,
    ...tool.targetStems,
    ...tool.fields.flatMap(({ nameStems }) => nameStems),
  ];
  return tools.some((tool) => words(tool).includes(wanted));
}

function argumentLike(claim: Claim, context: Context): VocabularyField | undefined {
  return fieldsOf(context).find(
    (field) =>
      calledLike(claim.claim, field) ||
      (/^(?:role|tier)$/.test(claim.claim) &&
        field.values.some((value) =>
          claim.values.some((each) => each.toLowerCase() === value.toLowerCase()),
        )),
  );
}

/** Arguments of one of the tools; where a sentence is about more than it names, of each of them. */
function fieldsOf({ tools, named }: Context): readonly VocabularyField[] {
  const [first] = tools;
  if (named !== false) return tools.flatMap(({ fields }) => fields);
  return (first?.fields ?? []).filter(({ path }) =>
    tools.every(({ fields }) => fields.some((field) => field.path.join(".") === path.join("."))),
  );
}

function calledLike(claim: string, { nameStems }: VocabularyField): boolean {
  const words = claim.replace(/^(?:cognito|custom):/, "").split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u);
  const stems = words.map((each) => stem(each.toLowerCase()));
  if (claim === "username") return nameStems.includes(stem("user")) || nameStems.includes(stem("username"));
  return stems.every((each) => nameStems.some((name) => name === each || sameNoun(name, each)));
}
