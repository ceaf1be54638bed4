/** What CreateUserPoolClient and UpdateUserPoolClient take. Source: Amazon Cognito user pools API reference. */
import { z } from "zod";
import { notActedOn } from "./not-acted-on.ts";
import { nameInput, poolIdInput } from "./pool-input.ts";

export const clientIdInput = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w+]+$/, "Member must satisfy regular expression pattern: [\\w+]+");

const unit = z.enum(["seconds", "minutes", "hours", "days"]);
const attributeNames = z.array(z.string().min(1).max(2_048)).max(100);
const address = z
  .string()
  .min(1)
  .max(1_024)
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u, "is no address");

const settings = {
  RefreshTokenValidity: z.number().int().min(0).max(315_360_000).optional(),
  AccessTokenValidity: z.number().int().min(1).max(86_400).optional(),
  IdTokenValidity: z.number().int().min(1).max(86_400).optional(),
  TokenValidityUnits: z
    .strictObject({ AccessToken: unit.optional(), IdToken: unit.optional(), RefreshToken: unit.optional() })
    .optional(),
  ReadAttributes: attributeNames.optional(),
  WriteAttributes: attributeNames.optional(),
  ExplicitAuthFlows: z
    .array(
      z.enum([
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
        "ALLOW_USER_AUTH",
        "ADMIN_NO_SRP_AUTH",
        "CUSTOM_AUTH_FLOW_ONLY",
        "USER_PASSWORD_AUTH",
      ]),
    )
    .max(9)
    .optional(),
  SupportedIdentityProviders: z
    .array(z.literal("COGNITO", { error: "Toolgate signs in a pool's own users only; use COGNITO" }))
    .max(1)
    .optional(),
  CallbackURLs: z.array(address).max(100).optional(),
  LogoutURLs: z.array(address).max(100).optional(),
  DefaultRedirectURI: address.optional(),
  AllowedOAuthFlows: z
    .array(
      z.enum(["code", "client_credentials"], {
        error: ({ input }) =>
          input === "implicit"
            ? "the implicit flow is not built in Toolgate, since OAuth 2.1 dropped it; use code with PKCE"
            : "expected one of code, client_credentials",
      }),
    )
    .max(3)
    .optional(),
  AllowedOAuthScopes: z.array(z.string().min(1).max(256)).max(50).optional(),
  AllowedOAuthFlowsUserPoolClient: z.boolean().optional(),
  AnalyticsConfiguration: notActedOn,
  PreventUserExistenceErrors: z.enum(["LEGACY", "ENABLED"]).optional(),
  EnableTokenRevocation: z.boolean().optional(),
  EnablePropagateAdditionalUserContextData: z
    .literal(false, { error: "Toolgate has no threat protection; use false" })
    .optional(),
  AuthSessionValidity: z.number().int().min(3).max(15).optional(),
  RefreshTokenRotation: z
    .strictObject({
      Feature: z.literal("DISABLED", { error: "rotation is not built in Toolgate; use DISABLED" }),
      RetryGracePeriodSeconds: z.number().int().min(0).max(60).optional(),
    })
    .optional(),
};

export const createClientInput = z.strictObject({
  UserPoolId: poolIdInput,
  ClientName: nameInput,
  GenerateSecret: z.boolean().optional(),
  ClientSecret: z
    .string()
    .min(24)
    .max(64)
    .regex(/^[\w+]+$/, "a secret has letters, digits, _ and +")
    .optional(),
  ...settings,
});

export const updateClientInput = z.strictObject({
  UserPoolId: poolIdInput,
  ClientId: clientIdInput,
  ClientName: nameInput.optional(),
  ...settings,
});
export type ClientSettings = Omit<
  z.infer<typeof updateClientInput>,
  "UserPoolId" | "ClientId" | "ClientName"
>;
