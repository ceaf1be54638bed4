import * as z from "zod";

const listed = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item));

const texts = listed(z.string());

const principals = z.union([
  z.literal("*"),
  z.strictObject({
    AWS: texts.optional(),
    Service: texts.optional(),
    Federated: texts.optional(),
    CanonicalUser: texts.optional(),
  }),
]);

const conditionValues = listed(z.union([z.string(), z.number(), z.boolean()]).transform(String));

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Principal: principals.optional(),
  NotPrincipal: principals.optional(),
  Condition: z.record(z.string(), z.record(z.string(), conditionValues)).optional(),
});

/** The members of a policy document and their types; what no schema says is in `parsePolicyDocument`. */
export const policyShape = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: listed(statement),
});

/** A statement of the right shape. */
export type ShapedStatement = z.infer<typeof statement>;

/** The names a Principal element may hold. */
export type ShapedPrincipals = z.infer<typeof principals>;
