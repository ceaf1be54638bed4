import { z } from "zod";

/** Claims that say who vouches for a token, for whom and how long; a file that could set them could forge. `sub` it may set. */
const reservedClaims: readonly string[] = [
  ...["iss", "exp", "iat", "nbf", "jti", "aud", "client_id", "scope", "cnf", "authorization_details"],
  "__proto__",
];

const claimsSchema = z
  .record(
    z.string().regex(/^[!-~]{1,255}$/, "a claim name has 1 to 255 printable characters, no spaces"),
    z.json(),
  )
  .superRefine((claims, context) => {
    for (const name of Object.keys(claims).filter((claim) => reservedClaims.includes(claim))) {
      const instead = name === "aud" ? "; set audience" : name === "scope" ? "; set scopes" : "";
      context.addIssue({
        code: "custom",
        path: [name],
        message: `the identity provider sets this claim itself${instead}`,
      });
    }
    if (Object.hasOwn(claims, "sub") && typeof claims.sub !== "string") {
      context.addIssue({ code: "custom", path: ["sub"], message: "sub must be a string" });
    }
    if (JSON.stringify(claims).length > 8_192) {
      context.addIssue({
        code: "custom",
        message: "claims are limited to 8,192 characters, for they travel in a header",
      });
    }
  })
  .default({});

/** What tokens of this identity provider have as their `aud` unless the file says otherwise. */
export const defaultAudience = "toolgate";

/** Plain, or `${NAME}` for the environment variable NAME. */
const secretSchema = z.string().min(1).max(1_024);
const scopeSchema = z
  .string()
  .regex(/^[!#-[\]-~]{1,255}$/, "a scope has printable characters, no spaces, quotes or backslashes");

const clientSchema = z.strictObject({
  client_id: z.string().regex(/^[!-~]{1,255}$/, "a client_id has 1 to 255 printable characters, no spaces"),
  client_secret: secretSchema,
  /** What the client may ask for; a token holds those that were asked for. */
  scopes: z.array(scopeSchema).max(100).default([]),
  /** The `aud` of its tokens. */
  audience: z.string().min(1).max(2_048).default(defaultAudience),
  claims: claimsSchema,
});

const userSchema = z.strictObject({
  username: z.string().min(1).max(255),
  password: secretSchema,
  /** What an app that signs the user in may be given, when it asks for it. */
  scopes: z.array(scopeSchema).max(100).default([]),
  claims: claimsSchema,
});

/** The clients and users of the built-in identity provider, as YAML or JSON hold them. */
export const identityFileSchema = z
  .strictObject({
    clients: z.array(clientSchema).max(1_000).default([]),
    users: z.array(userSchema).max(1_000).default([]),
  })
  .superRefine(({ clients, users }, context) => {
    for (const { index, value } of repeated(clients.map((client) => client.client_id))) {
      context.addIssue({
        code: "custom",
        path: ["clients", index, "client_id"],
        message: `${value} is there twice`,
      });
    }
    for (const { index, value } of repeated(users.map((user) => user.username))) {
      context.addIssue({
        code: "custom",
        path: ["users", index, "username"],
        message: `${value} is there twice`,
      });
    }
  });

export type Identities = z.output<typeof identityFileSchema>;
export type IdentityUser = Identities["users"][number];

/** Identities that cannot be used; the message names every wrong place. */
export class IdentitiesInvalid extends Error {
  override readonly name = "IdentitiesInvalid";
}

/** Checks parsed YAML or JSON and fills in secrets from the environment. Throws {@link IdentitiesInvalid}; secrets are never in it. */
export function readIdentities(data: unknown, env: Readonly<Record<string, string | undefined>>): Identities {
  const parsed = identityFileSchema.safeParse(data);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`,
    );
    throw new IdentitiesInvalid(`The identities cannot be used. ${problems.join("; ")}`);
  }
  const { clients, users } = parsed.data;
  return {
    clients: clients.map((client) => ({
      ...client,
      client_secret: secretOf(client.client_secret, `client_secret of ${client.client_id}`, env),
    })),
    users: users.map((user) => ({
      ...user,
      password: secretOf(user.password, `password of ${user.username}`, env),
    })),
  };
}

function secretOf(text: string, what: string, env: Readonly<Record<string, string | undefined>>): string {
  const name = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(text)?.[1];
  if (name === undefined) return text;
  const value = env[name];
  if (value !== undefined && value !== "") return value;
  throw new IdentitiesInvalid(
    `The ${what} is taken from the environment variable ${name}, which is not set; set it.`,
  );
}

function repeated(values: readonly string[]): readonly { readonly index: number; readonly value: string }[] {
  return values
    .map((value, index) => ({ value, index }))
    .filter(({ value, index }) => values.indexOf(value) < index);
}
