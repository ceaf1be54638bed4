/** The model's form as the same rules that the built-in translator makes. */
import type { Condition, Rule, Vocabulary, VocabularyField, VocabularyTool } from "@toolgate/policy";
import { type FormCondition, fieldName, type PolicyForm } from "./policy-form.ts";

/** What is wrong with a form that has the right shape; the message is for the model. */
export class FormMistaken extends Error {
  override readonly name = "FormMistaken";
}

/** @throws FormMistaken when it names no tool, or an argument that one of its tools has not. */
export function ruleOf(form: PolicyForm, vocabulary: Vocabulary): Rule {
  const tools = vocabulary.tools.filter(({ action }) => form.tools.includes(action));
  if (tools.length === 0) throw new FormMistaken("tools: name at least one tool");
  return {
    effect: form.effect,
    who: form.callers === "users" ? { kind: "users", condition: undefined } : { kind: "anyone" },
    tools: { kind: "tools", tools },
    when: anyOf(form.when, tools, "when"),
    unless: anyOf(form.unless, tools, "unless"),
  };
}

function anyOf(
  groups: PolicyForm["when"],
  tools: readonly VocabularyTool[],
  member: string,
): Condition | undefined {
  if (groups.length === 0) return undefined;
  const read = groups.map((group): Condition => {
    if (group.length === 0)
      throw new FormMistaken(`${member}: a group without conditions is always true; leave it out`);
    const conditions = group.map((each) => conditionOf(each, tools));
    const [only, ...more] = conditions;
    return only !== undefined && more.length === 0 ? only : { kind: "all", of: conditions };
  });
  const [only, ...more] = read;
  return only !== undefined && more.length === 0 ? only : { kind: "any", of: read };
}

function conditionOf(given: FormCondition, tools: readonly VocabularyTool[]): Condition {
  switch (given.on) {
    case "number": {
      const { operator, value } = given;
      const field = fieldOn(given.field, tools);
      if (field.shape.kind === "long" && value.includes(".")) {
        throw new FormMistaken(`${given.field} is a whole number, and ${value} is not`);
      }
      if (operator === "==" || operator === "!=") {
        const equal: Condition = { kind: "number", field, values: [value] };
        return operator === "==" ? equal : { kind: "not", of: equal };
      }
      return { kind: "order", field, order: operator, value };
    }
    case "text": {
      const field = fieldOn(given.field, tools);
      const { operator } = given;
      const test = operator === "is not" ? "is" : operator;
      const condition: Condition = { kind: "text", field, test, values: some(given.values, given.field) };
      return operator === "is not" ? { kind: "not", of: condition } : condition;
    }
    case "list": {
      const field = fieldOn(given.field, tools);
      if (field.shape.kind !== "set" || field.shape.items.kind !== "string") {
        throw new FormMistaken(`${given.field} is no list of texts`);
      }
      return { kind: "text", field, test: "is", values: some(given.contains, given.field) };
    }
    case "flag":
      return { kind: "flag", field: fieldOn(given.field, tools), value: given.value };
    case "presence": {
      const present: Condition = { kind: "present", field: fieldOn(given.field, tools) };
      return given.is === "provided" ? present : { kind: "not", of: present };
    }
    case "claim": {
      const { claim, operator } = given;
      if (operator === "present") return { kind: "claim-present", claim };
      return { kind: "claim", claim, test: operator, values: some(given.values, claim) };
    }
  }
}

function some(values: readonly string[], name: string): readonly string[] {
  if (values.length === 0) throw new FormMistaken(`${name}: give at least one value`);
  return values;
}

/** The most guarded of the tools' fields, so that the guards do for all. */
function fieldOn(name: string, tools: readonly VocabularyTool[]): VocabularyField {
  const found = tools.map((tool) => {
    const field = tool.fields.find((each) => fieldName(each) === name);
    if (field === undefined) throw new FormMistaken(`${tool.action} has no argument ${name}`);
    return field;
  });
  const [first, ...rest] = found.toSorted((a, b) => b.guards.length - a.guards.length);
  if (first === undefined || rest.some(({ shape }) => shape.kind !== first.shape.kind)) {
    throw new FormMistaken(
      `the argument ${name} is not of one type in all of these tools: answer for one of them`,
    );
  }
  return first;
}
