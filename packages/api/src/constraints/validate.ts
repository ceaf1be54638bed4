import type { z } from "zod";
import { ValidationException, type ValidationField } from "../exceptions.ts";
import { type BrokenRule, broken, dotted, type ValuePath } from "./violation.ts";

/** More than this many violations are counted, not listed, so that an answer stays small. */
const mostListed = 50;

interface Violation {
  readonly path: ValuePath;
  readonly sentence: string;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  object: "an object",
  record: "an object",
  array: "a list",
};

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return typeNames[Array.isArray(value) ? "array" : typeof value] ?? typeof value;
}

function ruleOf(issue: z.core.$ZodIssueCustom): BrokenRule {
  // Every custom issue of this package comes from refuse or refuseMember.
  return issue.params as unknown as BrokenRule;
}

/** AWS names a wrong key by the rules it breaks. */
function ofKey(path: ValuePath, issues: readonly z.core.$ZodIssue[]): string {
  const rules = issues.filter((issue) => issue.code === "custom").map(ruleOf);
  const own = rules.find(({ requirement }) => requirement === undefined);
  if (own !== undefined) return own.sentence(path);
  return broken(
    path,
    `Map keys must satisfy constraint: [${rules.map(({ requirement }) => requirement).join(", ")}]`,
  );
}

/** The value is there, and not even of the right JSON type. */
function isUnreadable(issue: z.core.$ZodIssue): boolean {
  return issue.code === "invalid_type" && issue.input !== undefined && issue.input !== null;
}

function countOf(issue: z.core.$ZodIssue): number {
  return issue.code === "unrecognized_keys" ? issue.keys.length : 1;
}

function violationsOf(issue: z.core.$ZodIssue, model: string): Violation[] {
  const { path } = issue;
  switch (issue.code) {
    case "custom":
      return [{ path, sentence: ruleOf(issue).sentence(path) }];
    case "invalid_type": {
      if (!isUnreadable(issue)) {
        return [{ path, sentence: broken(path, "Member must not be null", "Value null") }];
      }
      const expected = typeNames[issue.expected] ?? issue.expected;
      const requirement = `Member must be ${expected}, but ${typeOf(issue.input)} came`;
      return [{ path, sentence: broken(path, requirement) }];
    }
    case "unrecognized_keys":
      return issue.keys.slice(0, mostListed).map((key) => {
        const member = [...path, key];
        const sentence = `'${dotted(member)}' is not a member of ${model} here, so it is refused rather than ignored; check its spelling and place.`;
        return { path: member, sentence };
      });
    case "invalid_key":
      return [{ path, sentence: ofKey(path, issue.issues) }];
    default:
      return [{ path, sentence: broken(path, "Member must be valid") }];
  }
}

/**
 * The value as `schema` reads it; `model` says whose members it has.
 *
 * @throws ValidationException naming every violation, in AWS's words; values are never repeated in it.
 */
export function validate<S extends z.ZodType>(schema: S, value: unknown, model = "AWS's model"): z.output<S> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const { issues } = result.error;
  const count = issues.reduce((sum, issue) => sum + countOf(issue), 0);
  const listed = issues
    .slice(0, mostListed)
    .flatMap((issue) => violationsOf(issue, model))
    .slice(0, mostListed);
  const more = count > mostListed ? `; and ${count - mostListed} more` : "";
  throw new ValidationException(
    `${count} validation error${count === 1 ? "" : "s"} detected. ${listed.map(({ sentence }) => sentence).join("; ")}${more}`,
    issues.some(isUnreadable) ? "CannotParse" : "FieldValidationFailed",
    listed.map(({ path, sentence }): ValidationField => ({ name: dotted(path), message: sentence })),
  );
}
