/** What is kept of IAM's resources. Names are unique without regard to case, so a key is the name in small letters. */
import { z } from "zod";
import { collection } from "../collection.ts";

const named = z.strictObject({ name: z.string(), text: z.string() });
const tags = z.array(z.strictObject({ Key: z.string(), Value: z.string() }));

const identity = {
  name: z.string(),
  id: z.string(),
  path: z.string(),
  createdAt: z.string(),
  tags,
  /** Inline policies, by name, as they were written. */
  inline: z.array(named),
  /** ARNs of managed policies. */
  attached: z.array(z.string()),
};

const role = z.strictObject({
  ...identity,
  description: z.string().optional(),
  trust: z.string(),
  /** Seconds. */
  maxSessionDuration: z.number(),
});
const user = z.strictObject(identity);

const managedPolicy = z.strictObject({
  name: z.string(),
  id: z.string(),
  path: z.string(),
  description: z.string().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
  tags,
  defaultVersion: z.string(),
  /** How many versions there ever were; ids are not given twice. */
  versionsMade: z.number(),
  /** The newest first. */
  versions: z.array(z.strictObject({ id: z.string(), text: z.string(), createdAt: z.string() })),
});

const accessKey = z.strictObject({
  userName: z.string(),
  status: z.enum(["Active", "Inactive"]),
  createdAt: z.string(),
});

const keyUse = z.strictObject({ at: z.string(), service: z.string(), region: z.string() });

const session = z.strictObject({
  roleArn: z.string(),
  roleId: z.string(),
  name: z.string(),
  expiresAt: z.string(),
});

const deletedRole = z.strictObject({ deletedAt: z.string() });

export type RoleBody = z.infer<typeof role>;
export type UserBody = z.infer<typeof user>;
export type ManagedPolicyBody = z.infer<typeof managedPolicy>;
export type Tags = z.infer<typeof tags>;

export const roles = collection("role", role);
export const users = collection("user", user);
export const managedPolicies = collection("managedPolicy", managedPolicy);
/** By access key id; the secret is sealed. */
export const accessKeys = collection("accessKey", accessKey);
/** When keys were last used, by access key id; kept apart, since it is no change anybody made. */
export const keyUses = collection("accessKeyUse", keyUse);
/** Temporary credentials, by access key id; secret and token are sealed. */
export const sessions = collection("roleSession", session);
/** Roles that were deleted, by ARN: a gateway that names one must not be taken for one whose role is elsewhere. */
export const deletedRoles = collection("deletedRole", deletedRole);

/** The key of a name. */
export const keyOf = (name: string): string => name.toLowerCase();
