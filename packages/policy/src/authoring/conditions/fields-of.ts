import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";

/** The arguments that a condition tests, in the order they are named. */
export function fieldsOf(condition: Condition): readonly VocabularyField[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.flatMap(fieldsOf);
    case "not":
      return fieldsOf(condition.of);
    case "fields":
      return [condition.field, condition.other];
    case "order":
    case "number":
    case "text":
    case "flag":
    case "present":
    case "same":
      return [condition.field];
    case "claim":
    case "claim-present":
    case "iam":
    case "hours":
    case "dates":
      return [];
  }
}
