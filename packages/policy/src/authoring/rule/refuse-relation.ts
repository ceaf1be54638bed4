import { fieldsOf } from "../conditions/fields-of.ts";
import type { Context } from "../context.ts";
import type { Rule } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import { stem } from "../words/word-stem.ts";

const relations = /^"(owner|author|approver|reviewer|assignee|requester)s?" is read as the claim role/i;

/** Refuses "by the owner" where the tool has an ownerId: it may be whoever has that role, or the one that is named there. */
export function refuseRelation(rule: Rule, { notes, tools }: Context, span: TextSpan): void {
  const tested = [rule.when, rule.unless].flatMap((each) => (each === undefined ? [] : fieldsOf(each)));
  for (const note of notes) {
    const word = relations.exec(note)?.[1]?.toLowerCase();
    if (word === undefined) continue;
    const named = tools
      .flatMap(({ fields }) => fields)
      .filter(({ nameStems }) => nameStems.includes(stem(word)));
    const [field] = named;
    if (field === undefined || named.some((each) => tested.includes(each))) continue;
    refuse(`"${word}" may be who has that role, or who "${field.path.join(".")}" names`, span, {
      candidates: [`role ${word}`, `when ${field.path.join(".")} is the user's username`],
    });
  }
}
