/** What is kept of user pools. Times are seconds since the epoch, as AWS's JSON has them. */
import { z } from "zod";
import { collection } from "../collection.ts";

const words = z.string();

const publicKey = z.object({
  kty: words,
  kid: words,
  alg: words,
  use: words,
  n: words,
  e: words,
});

const passwordPolicy = z.object({
  MinimumLength: z.number(),
  RequireUppercase: z.boolean(),
  RequireLowercase: z.boolean(),
  RequireNumbers: z.boolean(),
  RequireSymbols: z.boolean(),
  TemporaryPasswordValidityDays: z.number(),
});

const schemaAttribute = z.object({
  Name: words,
  AttributeDataType: z.enum(["String", "Number", "DateTime", "Boolean"]),
  DeveloperOnlyAttribute: z.boolean(),
  Mutable: z.boolean(),
  Required: z.boolean(),
  StringAttributeConstraints: z
    .object({ MinLength: words.optional(), MaxLength: words.optional() })
    .optional(),
  NumberAttributeConstraints: z.object({ MinValue: words.optional(), MaxValue: words.optional() }).optional(),
});

const trigger = z.object({ arn: words, version: z.enum(["V1_0", "V2_0", "V3_0"]) });

const pool = z.object({
  id: words,
  arn: words,
  accountId: words,
  region: words,
  name: words,
  createdAt: z.number(),
  modifiedAt: z.number(),
  passwordPolicy,
  deletionProtection: z.boolean(),
  trigger: trigger.optional(),
  schema: z.array(schemaAttribute),
  aliasAttributes: z.array(z.enum(["email", "phone_number", "preferred_username"])),
  usernameAttributes: z.array(z.enum(["email", "phone_number"])),
  caseSensitive: z.boolean(),
  domain: words.optional(),
  /** The first signs ID tokens, the second access tokens. */
  keys: z.array(publicKey),
  /** Members that are described as they were given. */
  described: z.record(words, z.unknown()),
});
export type UserPool = z.infer<typeof pool>;
export type PasswordPolicy = z.infer<typeof passwordPolicy>;
export type SchemaAttribute = z.infer<typeof schemaAttribute>;
export type TokenTrigger = z.infer<typeof trigger>;

const domain = z.object({
  domain: words,
  poolId: words,
  accountId: words,
  region: words,
  managedLoginVersion: z.number(),
});
export type PoolDomain = z.infer<typeof domain>;

const resourceServer = z.object({
  poolId: words,
  identifier: words,
  name: words,
  scopes: z.array(z.object({ ScopeName: words, ScopeDescription: words })),
});
export type ResourceServer = z.infer<typeof resourceServer>;

const unit = z.enum(["seconds", "minutes", "hours", "days"]);
const client = z.object({
  poolId: words,
  clientId: words,
  name: words,
  createdAt: z.number(),
  modifiedAt: z.number(),
  refreshTokenValidity: z.number(),
  accessTokenValidity: z.number().optional(),
  idTokenValidity: z.number().optional(),
  units: z
    .object({ AccessToken: unit.optional(), IdToken: unit.optional(), RefreshToken: unit.optional() })
    .optional(),
  readAttributes: z.array(words).optional(),
  writeAttributes: z.array(words).optional(),
  authFlows: z.array(words).optional(),
  identityProviders: z.array(words).optional(),
  callbackUrls: z.array(words).optional(),
  logoutUrls: z.array(words).optional(),
  defaultRedirectUri: words.optional(),
  oauthFlows: z.array(words).optional(),
  oauthScopes: z.array(words).optional(),
  oauth: z.boolean(),
  hidesUnknownUsers: z.boolean(),
  tokenRevocation: z.boolean(),
  /** Minutes. */
  sessionValidity: z.number(),
});
export type PoolClient = z.infer<typeof client>;

const user = z.object({
  poolId: words,
  username: words,
  sub: words,
  enabled: z.boolean(),
  status: z.enum(["CONFIRMED", "FORCE_CHANGE_PASSWORD", "UNCONFIRMED"]),
  attributes: z.record(words, words),
  groups: z.array(words),
  createdAt: z.number(),
  modifiedAt: z.number(),
  /** Tokens of sign-ins up to this second are no longer taken. */
  signedOutAt: z.number().optional(),
  /** When a temporary password stops being taken. */
  passwordExpiresAt: z.number().optional(),
});
export type PoolUser = z.infer<typeof user>;

const group = z.object({
  poolId: words,
  name: words,
  description: words.optional(),
  roleArn: words.optional(),
  precedence: z.number().optional(),
  createdAt: z.number(),
  modifiedAt: z.number(),
});
export type PoolGroup = z.infer<typeof group>;

/** By id; sealed: the private keys. */
export const pools = collection("userPool", pool);
/** By Region and domain. */
export const domains = collection("userPoolDomain", domain);
/** By pool and identifier. */
export const resourceServers = collection("resourceServer", resourceServer);
/** By client id; sealed: the secret. */
export const clients = collection("userPoolClient", client);
/** By pool and username; sealed: the password's hash. */
export const users = collection("poolUser", user);
/** Other names of users: e-mail addresses and the like. By pool and name. */
export const userNames = collection("poolUserName", z.object({ username: words }));
/** By pool and name. */
export const groups = collection("poolGroup", group);
/** Sign-ins whose tokens were revoked, by pool and `origin_jti`, until the last of them is over. */
export const revocations = collection("revokedSignIn", z.object({ until: z.number() }));

/** The key of what belongs to a pool. */
export const keyIn = (poolId: string, name: string): string => `${poolId}/${name}`;

/** The issuer of a pool's tokens. */
export const issuerOf = ({ id, region }: Pick<UserPool, "id" | "region">): string =>
  `https://cognito-idp.${region}.amazonaws.com/${id}`;

/** What the secrets of pools, clients and users are sealed for. */
export const purposes = {
  keys: (poolId: string) => `cognito:keys:${poolId}`,
  secret: (clientId: string) => `cognito:secret:${clientId}`,
  password: (user: Pick<PoolUser, "poolId" | "sub">) => `cognito:password:${user.poolId}:${user.sub}`,
  session: (poolId: string) => `cognito:session:${poolId}`,
  refresh: (poolId: string) => `cognito:refresh:${poolId}`,
  cookie: (poolId: string) => `cognito:cookie:${poolId}`,
};
