import type { PoolUser } from "./cognito-model.ts";
import { attributeList } from "./user-attributes.ts";

/** A user as ListUsers, AdminCreateUser and ListUsersInGroup show one. */
export function userOutput(user: PoolUser, only?: readonly string[]): object {
  const all = attributeList(user.sub, user.attributes);
  return {
    Username: user.username,
    Attributes:
      only === undefined ? all : all.filter((one) => "Name" in one && only.includes(String(one.Name))),
    ...about(user),
  };
}

/** A user as AdminGetUser shows one. */
export function userDetails(user: PoolUser): object {
  return {
    Username: user.username,
    UserAttributes: attributeList(user.sub, user.attributes),
    ...about(user),
  };
}

function about({ createdAt, modifiedAt, enabled, status }: PoolUser): object {
  return {
    UserCreateDate: createdAt,
    UserLastModifiedDate: modifiedAt,
    Enabled: enabled,
    UserStatus: status,
  };
}
