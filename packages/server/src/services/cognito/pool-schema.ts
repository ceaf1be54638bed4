import type { z } from "zod";
import { invalidParameter } from "./cognito-faults.ts";
import type { SchemaAttribute } from "./cognito-model.ts";
import type { schemaAttributeInput } from "./pool-input.ts";
import { standardAttributes } from "./standard-attributes.ts";

type Given = z.infer<typeof schemaAttributeInput>;

/**
 * The attributes of a new pool: the standard ones, as changed by what was given, then its own under `custom:`.
 * @throws ServiceFault for what AWS does not let be said of an attribute.
 */
export function schemaOf(given: readonly Given[] = []): SchemaAttribute[] {
  const standard = new Map(standardAttributes.map((attribute) => [attribute.Name, attribute]));
  const own = new Map<string, SchemaAttribute>();
  for (const attribute of given) {
    const known = standard.get(attribute.Name);
    if (known !== undefined) standard.set(known.Name, changed(known, attribute));
    else own.set(...customAttribute(attribute));
  }
  return [...standard.values(), ...own.values()];
}

/**
 * The attributes with new ones of the pool's own (AddCustomAttributes).
 * @throws ServiceFault for one that is there already.
 */
export function withCustomAttributes(
  schema: readonly SchemaAttribute[],
  given: readonly Given[],
): SchemaAttribute[] {
  const added = given.map((attribute) => customAttribute(attribute)[1]);
  const names = schema.map(({ Name }) => Name);
  const twice = added.find(({ Name }) => names.includes(Name));
  if (twice !== undefined)
    throw invalidParameter(`${twice.Name}: Existing attribute already has name ${twice.Name}.`);
  return [...schema, ...added];
}

function changed(known: SchemaAttribute, given: Given): SchemaAttribute {
  const { AttributeDataType: type = known.AttributeDataType, Mutable, Required } = given;
  if (type !== known.AttributeDataType || (known.Name === "sub" && (Mutable === true || Required === false)))
    throw invalidParameter(
      `${known.Name}: AttributeDataType cannot be changed for a standard attribute; it is ${known.AttributeDataType}.`,
    );
  return {
    ...known,
    Mutable: Mutable ?? known.Mutable,
    Required: Required ?? known.Required,
    ...constraintsOf(given, known),
  };
}

function customAttribute(given: Given): [string, SchemaAttribute] {
  const { Name, AttributeDataType = "String", Mutable = true, Required = false } = given;
  if (Required) throw invalidParameter("Required custom attributes are not supported currently.");
  const name = `custom:${Name.replace(/^custom:/, "")}`;
  const text = AttributeDataType === "String" ? { StringAttributeConstraints: {} } : {};
  const number = AttributeDataType === "Number" ? { NumberAttributeConstraints: {} } : {};
  return [
    name,
    {
      Name: name,
      AttributeDataType,
      DeveloperOnlyAttribute: false,
      Mutable,
      Required,
      ...text,
      ...number,
      ...constraintsOf(given),
    },
  ];
}

type Constraints = Pick<SchemaAttribute, "StringAttributeConstraints" | "NumberAttributeConstraints">;

function constraintsOf(given: Given, known?: Constraints): Constraints {
  const { StringAttributeConstraints: text, NumberAttributeConstraints: number } = given;
  const limits = [text?.MinLength, text?.MaxLength, number?.MinValue, number?.MaxValue];
  const odd = limits.find((limit) => limit !== undefined && !/^-?\d{1,16}$/.test(limit));
  if (odd !== undefined)
    throw invalidParameter(`${given.Name}: the constraint ${JSON.stringify(odd.slice(0, 40))} is no number.`);
  return {
    ...(text === undefined
      ? {}
      : { StringAttributeConstraints: { ...known?.StringAttributeConstraints, ...text } }),
    ...(number === undefined
      ? {}
      : { NumberAttributeConstraints: { ...known?.NumberAttributeConstraints, ...number } }),
  };
}
