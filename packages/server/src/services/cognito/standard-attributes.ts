import type { SchemaAttribute } from "./cognito-model.ts";

const text = (Name: string, MaxLength = "2048", MinLength = "0"): SchemaAttribute => ({
  Name,
  AttributeDataType: "String",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength, MaxLength },
});
const flag = (Name: string): SchemaAttribute => ({
  Name,
  AttributeDataType: "Boolean",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
});

/** The attributes every pool has (OpenID Connect's standard claims), in the order that AWS describes them. */
export const standardAttributes: readonly SchemaAttribute[] = [
  ...["profile", "address"].map((name) => text(name)),
  text("birthdate", "10", "10"),
  ...["gender", "preferred_username"].map((name) => text(name)),
  {
    ...text("updated_at"),
    AttributeDataType: "Number",
    StringAttributeConstraints: undefined,
    NumberAttributeConstraints: { MinValue: "0" },
  },
  ...["website", "picture"].map((name) => text(name)),
  { ...text("identities"), StringAttributeConstraints: {} },
  { ...text("sub", "2048", "1"), Mutable: false, Required: true },
  text("phone_number"),
  flag("phone_number_verified"),
  ...["zoneinfo", "locale", "email"].map((name) => text(name)),
  flag("email_verified"),
  ...["given_name", "family_name", "middle_name", "name", "nickname"].map((name) => text(name)),
];
