import { z } from "zod";
import { invalidParameter } from "./cognito-faults.ts";
import type { SchemaAttribute, UserPool } from "./cognito-model.ts";

/** Attributes as AWS writes them. */
export const attributesInput = z
  .array(
    z.strictObject({
      Name: z.string().min(1).max(32),
      Value: z.string().max(2_048).optional(),
    }),
  )
  .max(100);
export type GivenAttributes = z.infer<typeof attributesInput>;

/** Attributes as AWS writes them, with `sub`. */
export function attributeList(sub: string, attributes: Readonly<Record<string, string>>): object[] {
  return Object.entries({ sub, ...attributes }).map(([Name, Value]) => ({ Name, Value }));
}

/**
 * The attributes by name, held to the pool's schema.
 * @throws ServiceFault InvalidParameterException for one that the schema does not have, or not with that value
 */
export function readAttributes(pool: UserPool, given: GivenAttributes): Record<string, string> {
  const read: Record<string, string> = {};
  for (const { Name: name, Value: value = "" } of given) {
    const attribute = pool.schema.find(({ Name }) => Name === name);
    if (attribute === undefined) throw nonconforming(`${name}: Attribute does not exist in the schema.`);
    if (name === "sub" || name === "identities")
      throw invalidParameter(`Cannot modify the non-mutable attribute ${name}`);
    const problem = problemOf(attribute, value);
    if (problem !== undefined) throw invalidParameter(problem);
    read[name] = value;
  }
  return read;
}

/**
 * Refuses a user without an attribute that the pool requires.
 * @throws ServiceFault InvalidParameterException
 */
export function requireAttributes({ schema }: UserPool, attributes: Readonly<Record<string, string>>): void {
  const missing = schema.filter(({ Name, Required }) => Required && Name !== "sub" && !attributes[Name]);
  if (missing.length === 0) return;
  throw nonconforming(missing.map(({ Name }) => `${Name}: The attribute ${Name} is required`).join("; "));
}

/**
 * Refuses a change of attributes that stay as they were made.
 * @throws ServiceFault InvalidParameterException
 */
export function requireMutable({ schema }: UserPool, names: readonly string[]): void {
  const fixed = schema.find(({ Name, Mutable }) => !Mutable && names.includes(Name));
  if (fixed !== undefined) throw invalidParameter(`user.${fixed.Name}: Attribute cannot be updated.`);
}

function nonconforming(what: string) {
  return invalidParameter(`Attributes did not conform to the schema: ${what}`);
}

function problemOf(attribute: SchemaAttribute, value: string): string | undefined {
  const { Name: name, AttributeDataType: type } = attribute;
  if (value === "") return undefined;
  const wrong = (what: string) => `Attributes did not conform to the schema: ${name}: ${what}`;
  if (name === "email" && !/^[^\s@]+@[^\s@]+$/.test(value)) return "Invalid email address format.";
  if (name === "phone_number" && !/^\+\d{1,15}$/.test(value)) return "Invalid phone number format.";
  switch (type) {
    case "Boolean":
      return /^(?:true|false)$/i.test(value) ? undefined : wrong("Attribute value must be true or false.");
    case "Number": {
      if (!/^-?\d{1,16}(?:\.\d{1,16})?$/.test(value)) return wrong("Attribute value must be a number.");
      const { MinValue: least, MaxValue: most } = attribute.NumberAttributeConstraints ?? {};
      if (least !== undefined && Number(value) < Number(least))
        return wrong(`Value must not be less than ${least}.`);
      if (most !== undefined && Number(value) > Number(most))
        return wrong(`Value must not be more than ${most}.`);
      return undefined;
    }
    case "DateTime":
      return Number.isNaN(Date.parse(value)) ? wrong("Attribute value must be a date and time.") : undefined;
    case "String": {
      const { MinLength: least, MaxLength: most } = attribute.StringAttributeConstraints ?? {};
      const { length } = [...value];
      if (least !== undefined && length < Number(least))
        return wrong(`String must be at least ${least} characters long.`);
      if (most !== undefined && length > Number(most))
        return wrong(`String must be no longer than ${most} characters.`);
      return undefined;
    }
  }
}
