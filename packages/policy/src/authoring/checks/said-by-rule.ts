import { fieldsOf } from "../conditions/fields-of.ts";
import { leavesOf } from "../conditions/leaves-of.ts";
import type { Condition, Rule } from "../intermediate.ts";
import { objectOf } from "../tools/place-in-tool.ts";
import { toolsOf } from "../tools/tools-of.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import { stem } from "../words/word-stem.ts";

/** What a rule says, as its sentence may have said it. */
export interface Said {
  readonly stems: ReadonlySet<string>;
  readonly numbers: readonly number[];
  /** Whether it tests the time. */
  readonly times: boolean;
  /** Whether it tests a flag. */
  readonly flags: boolean;
  /** Whether it names callers with AWS credentials. */
  readonly iam: boolean;
}

/** All that the names, descriptions and values of a rule say. */
export function saidByRule(rule: Rule, vocabulary: Vocabulary): Said {
  const stems = new Set<string>();
  const texts: string[] = [];
  for (const tool of rule.tools.kind === "all" ? [] : toolsOf(rule.tools, vocabulary)) {
    for (const each of [...tool.nameStems, ...tool.targetStems, ...tool.descriptionStems]) stems.add(each);
    texts.push(tool.name);
    for (const each of objectOf(tool)) stems.add(each);
  }
  const { who } = rule;
  const conditions = [rule.when, rule.unless, who.kind === "users" ? who.condition : undefined].flatMap(
    (each) => (each === undefined ? [] : [each]),
  );
  for (const { nameStems, descriptionStems, path } of conditions.flatMap(fieldsOf)) {
    for (const each of [...nameStems, ...descriptionStems]) stems.add(each);
    texts.push(...path);
  }
  texts.push(...conditions.flatMap(textsOf));
  if (who.kind === "users" && who.called !== undefined) texts.push(who.called);
  const iam = [who, ...conditions.flatMap(leavesOf)].filter((each) => each.kind === "iam");
  for (const { account, role, rolePrefix, user } of iam) {
    texts.push(account ?? "", role ?? "", rolePrefix ?? "", user ?? "");
    stems.add(`arn:aws:iam::${account}:user/${user}`);
    stems.add(`arn:aws:sts::${account}:assumed-role/${role}`);
    stems.add(`arn:aws:iam::${account}:role/${role}`);
  }
  for (const text of texts) {
    stems.add(text);
    stems.add(stem(text.toLowerCase()));
    for (const word of nameWords(text)) stems.add(stem(word));
  }
  const leaves = conditions.flatMap(leavesOf);
  const times = leaves.some(({ kind }) => kind === "hours" || kind === "dates");
  const flags = leaves.some(({ kind }) => kind === "flag");
  return { stems, numbers: leaves.flatMap(numbersOf), times, flags, iam: iam.length > 0 };
}

function numbersOf(condition: Condition): readonly number[] {
  if (condition.kind === "order") return [Number(condition.value)];
  return condition.kind === "number" ? condition.values.map(Number) : [];
}

/** The claims and texts that a condition names. */
function textsOf(condition: Condition): readonly string[] {
  return leavesOf(condition).flatMap((leaf) => {
    switch (leaf.kind) {
      case "claim":
        return [leaf.claim, ...leaf.values];
      case "claim-present":
      case "same":
        return [leaf.claim];
      case "text":
        // what begins so lies in that folder
        return leaf.test === "starts" && leaf.values.every((value) => value.endsWith("/"))
          ? [...leaf.values, ...lying]
          : leaf.values;
      default:
        return [];
    }
  });
}

const lying =
  "folder directory tree subtree prefix located stored lying lie kept found anywhere somewhere underneath beneath".split(
    " ",
  );
