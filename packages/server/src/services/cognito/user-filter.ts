import { invalidParameter } from "./cognito-faults.ts";
import type { PoolUser } from "./cognito-model.ts";

const form = /^\s*"?([a-z_:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;
const searchable = ["email", "phone_number", "name", "given_name", "family_name", "preferred_username"];

/**
 * Which users ListUsers' Filter means: one attribute that is a value (`=`) or begins with it (`^=`).
 * @throws ServiceFault for another form. Source: Amazon Cognito developer guide, searching for users.
 */
export function readUserFilter(filter: string | undefined): (user: PoolUser) => boolean {
  if (filter === undefined || filter.trim() === "") return () => true;
  const [, name = "", comparison, quoted = ""] = form.exec(filter) ?? [];
  if (comparison === undefined)
    throw invalidParameter(
      `Error while parsing filter ${JSON.stringify(filter.slice(0, 200))}: write it as email = "ana@example.com" or name ^= "An".`,
    );
  const wanted = quoted.replace(/\\(.)/g, "$1");
  const read = reader(name);
  if (read === undefined)
    throw invalidParameter(
      `One or more requested attributes do not exist or cannot be searched: ${name}. There are username, ${searchable.join(", ")}, cognito:user_status, status and sub.`,
    );
  return (user) => {
    const value = read(user);
    if (value === undefined) return false;
    return comparison === "=" ? value === wanted : value.startsWith(wanted);
  };
}

function reader(name: string): ((user: PoolUser) => string | undefined) | undefined {
  switch (name) {
    case "username":
      return ({ username }) => username;
    case "sub":
      return ({ sub }) => sub;
    case "cognito:user_status":
      return ({ status }) => status;
    case "status":
      return ({ enabled }) => (enabled ? "Enabled" : "Disabled");
    default:
      return searchable.includes(name) ? ({ attributes }) => attributes[name] : undefined;
  }
}
