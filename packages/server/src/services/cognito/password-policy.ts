import { ServiceFault } from "../service.ts";
import type { PasswordPolicy } from "./cognito-model.ts";

/** What AWS gives a pool that says nothing of passwords. */
export const defaultPasswordPolicy: PasswordPolicy = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
};

/** What Cognito counts as symbols; a space counts inside a password. */
const symbol = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|(?<=\S) (?=\S)/;
const longest = 256;

/**
 * Refuses a password that the pool's policy does not allow.
 * @throws ServiceFault InvalidPasswordException
 */
export function requireGoodPassword(password: string, policy: PasswordPolicy): void {
  const problem = passwordProblem(password, policy);
  if (problem === undefined) return;
  throw new ServiceFault("InvalidPasswordException", `Password did not conform with policy: ${problem}`);
}

function passwordProblem(password: string, policy: PasswordPolicy): string | undefined {
  const length = [...password].length;
  if (length < policy.MinimumLength) return "Password not long enough";
  if (length > longest) return `Password longer than ${longest} characters`;
  if (password !== password.trim()) return "Password must not begin or end with a space";
  if (policy.RequireUppercase && !/\p{Lu}/u.test(password)) return "Password must have uppercase characters";
  if (policy.RequireLowercase && !/\p{Ll}/u.test(password)) return "Password must have lowercase characters";
  if (policy.RequireNumbers && !/\d/.test(password)) return "Password must have numeric characters";
  if (policy.RequireSymbols && !symbol.test(password)) return "Password must have symbol characters";
  return undefined;
}
