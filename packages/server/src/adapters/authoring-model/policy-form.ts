/** The only form that a model can answer in: a policy over this gateway's tools, arguments and operators, never text. */
import type { Vocabulary, VocabularyField } from "@toolgate/policy";
import { z } from "zod";

const text = z.string().max(500);
const values = z.array(text).max(50);

/** Where a gateway has no field of a kind, nothing fits. */
function nameOf(names: readonly string[]) {
  return z
    .string()
    .refine((name) => names.includes(name), {
      error: ({ input }) => `there is no such argument: ${JSON.stringify(input)?.slice(0, 100)}`,
    })
    .meta({ enum: names });
}

/** The name of a field in the form. */
export function fieldName({ path }: Pick<VocabularyField, "path">): string {
  return path.join(".");
}

/** The form for one gateway. */
export function policyForm({ tools }: Vocabulary) {
  const fields = tools.flatMap((tool) => tool.fields);
  const named = (...kinds: readonly VocabularyField["shape"]["kind"][]) => [
    ...new Set(fields.filter(({ shape }) => kinds.includes(shape.kind)).map(fieldName)),
  ];
  const arms = [
    ...some(named("long", "decimal"), (field) =>
      z.strictObject({
        on: z.literal("number"),
        field,
        operator: z.enum(["<", "<=", ">", ">=", "==", "!="]),
        /** Digits, so that nothing is rounded on the way. */
        value: z
          .string()
          .max(40)
          .regex(/^-?\d{1,19}(\.\d{1,4})?$/),
      }),
    ),
    ...some(named("string"), (field) =>
      z.strictObject({
        on: z.literal("text"),
        field,
        operator: z.enum(["is", "is not", "contains", "starts", "ends"]),
        values,
      }),
    ),
    ...some(named("set"), (field) => z.strictObject({ on: z.literal("list"), field, contains: values })),
    ...some(named("bool"), (field) => z.strictObject({ on: z.literal("flag"), field, value: z.boolean() })),
    ...some(named("long", "decimal", "string", "set", "bool", "record", "opaque"), (field) =>
      z.strictObject({ on: z.literal("presence"), field, is: z.enum(["provided", "missing"]) }),
    ),
    z.strictObject({
      on: z.literal("claim"),
      claim: z.string().regex(/^[A-Za-z0-9_.:/-]{1,255}$/),
      operator: z.enum(["is", "contains", "starts", "ends", "present"]),
      values,
    }),
  ];
  const condition = z.union(arms);
  const groups = z.array(z.array(condition).max(20)).max(20);
  return z.strictObject({
    kind: z.enum(["policy", "cannot"]),
    effect: z.enum(["permit", "forbid"]),
    callers: z.enum(["anyone", "users"]),
    tools: z.array(z.enum(tools.map(({ action }) => action))).max(100),
    /** It applies where all of any one group hold. */
    when: groups,
    /** And where all of none hold. */
    unless: groups,
    reason: z.string().max(1_000),
  });
}

function some<Schema extends z.ZodType>(
  names: readonly string[],
  make: (field: ReturnType<typeof nameOf>) => Schema,
): readonly Schema[] {
  return names.length === 0 ? [] : [make(nameOf(names))];
}

export type PolicyForm = z.output<ReturnType<typeof policyForm>>;
export type FormCondition = PolicyForm["when"][number][number];

/** Keywords that providers' strict modes do not take; they are checked when the answer is read. */
const unsupported = ["maxLength", "minLength", "pattern", "maxItems", "minItems", "$schema"] as const;

/** The same as JSON Schema. */
export function formSchema(form: ReturnType<typeof policyForm>): Record<string, unknown> {
  return z.toJSONSchema(form, {
    override: ({ jsonSchema }) => {
      for (const keyword of unsupported) delete (jsonSchema as Record<string, unknown>)[keyword];
    },
  });
}
