import { notAuthorized } from "./cognito-faults.ts";
import type { PoolClient } from "./cognito-model.ts";
import { standardAttributes } from "./standard-attributes.ts";

const standard: ReadonlySet<string> = new Set(standardAttributes.map(({ Name }) => Name));

/**
 * Refuses attributes that users may not set through the client: those outside its WriteAttributes (without these, a pool's
 * own `custom:` ones), and whether an address is verified, which nobody says of themselves.
 * @throws ServiceFault NotAuthorizedException
 */
export function requireWritable({ writeAttributes }: PoolClient, names: readonly string[]): void {
  const isWritable = (name: string) => writeAttributes?.includes(name) ?? standard.has(name);
  const forbidden = names.find((name) => name.endsWith("_verified") || !isWritable(name));
  if (forbidden === undefined) return;
  throw notAuthorized(`A client attempted to write unauthorized attribute: ${forbidden.slice(0, 100)}`);
}
