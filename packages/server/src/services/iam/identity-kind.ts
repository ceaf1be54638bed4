import { z } from "zod";
import type { StoreView } from "../../store-port.ts";
import type { Collection, Kept } from "../collection.ts";
import { noSuchEntity } from "./iam-faults.ts";
import { roleName, userName } from "./iam-inputs.ts";
import { keyOf, type RoleBody, roles, type UserBody, users } from "./iam-kept.ts";

/** Roles or users: what holds policies and tags, and by which names the API asks for it. */
export interface IdentityKind<Body extends UserBody> {
  readonly label: "role" | "user";
  /** As operations name it: `TagRole`. */
  readonly title: "Role" | "User";
  readonly collection: Collection<Body>;
  /** Characters of all inline policies together. */
  readonly inlineLimit: number;
  /** The input of an operation on one of them: its name, and these members. */
  input<Shape extends z.ZodRawShape>(
    shape: Shape,
  ): z.ZodType<{ name: string } & z.output<z.ZodObject<Shape>>>;
}

/** The members of an input without one of them. */
function without(member: string) {
  return (input: unknown): unknown => {
    if (typeof input !== "object" || input === null) return input;
    return Object.fromEntries(Object.entries(input).filter(([name]) => name !== member));
  };
}

export const roleKind: IdentityKind<RoleBody> = {
  label: "role",
  title: "Role",
  collection: roles,
  inlineLimit: 10_240,
  input: (shape) =>
    z.intersection(
      z.object({ RoleName: roleName }).transform(({ RoleName }) => ({ name: RoleName })),
      z.preprocess(without("RoleName"), z.strictObject(shape)),
    ),
};

export const userKind: IdentityKind<UserBody> = {
  label: "user",
  title: "User",
  collection: users,
  inlineLimit: 2_048,
  input: (shape) =>
    z.intersection(
      z.object({ UserName: userName }).transform(({ UserName }) => ({ name: UserName })),
      z.preprocess(without("UserName"), z.strictObject(shape)),
    ),
};

/**
 * The role or user of that name.
 * @throws ServiceFault NoSuchEntity
 */
export async function identityNamed<Body extends UserBody>(
  { collection, label }: IdentityKind<Body>,
  view: StoreView,
  name: string,
): Promise<Kept<Body>> {
  const kept = await collection.get(view, keyOf(name));
  if (kept?.body.name === name) return kept;
  throw noSuchEntity(`The ${label} with name ${name} cannot be found.`);
}
